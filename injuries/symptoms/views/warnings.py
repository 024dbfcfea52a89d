"""The public page of warning signs."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from runlog.core.fields import SelectField
from runlog.core.forms import RunlogForm
from runlog.people import countries
from runlog.people.emergency_numbers import emergency_numbers


class CountryForm(RunlogForm):
    """Whose emergency number to show."""

    id = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The countries are listed by name."""
        super().__init__(*args, **kwargs)
        self.fields["country"] = SelectField(countries.choices(), leave_open=_("Choose"), label=_("Country"))


# Without a log-in: who needs this list must not first have to find a password, and it tells nothing of anybody.
@login_not_required
@require_safe
def warning_signs(request: HttpRequest) -> HttpResponse:
    """Show the signs, what to do, and the emergency number of a country: the profile's, or the one that was chosen."""
    country = str(request.GET.get("country", "")) or getattr(request.user, "country", "")
    form = CountryForm(initial={"country": country})
    facts = {"form": form, "numbers": emergency_numbers(country), "country": countries.name_of(country)}
    return render(request, "symptoms/warning_signs.html", facts)
