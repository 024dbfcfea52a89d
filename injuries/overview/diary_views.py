"""The diary page."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from injuries.overview.diary import Entry, Search, entries, keys
from runlog.people.requests import PersonRequest

PAGE = 50
KIND_CHOICES = (
    ("", _("Everything")),
    ("run", _("Runs")),
    ("walk", _("Walks")),
    ("strength", _("Strength sessions")),
    ("pain", _("Pain scores")),
    ("leg", _("Leg reports")),
    ("sign_check", _("Warning-sign checks")),
    ("home_care", _("Home care")),
    ("appointment", _("Appointments")),
)


class SearchForm(forms.Form):
    """What to look for; a wrong date is told and the rest still searched."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("What"), choices=KIND_CHOICES, required=False)
    first = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def search(self) -> Search:
        """Return what was asked for, without what could not be read."""
        self.is_valid()
        found = self.cleaned_data
        return Search(found.get("q", ""), found.get("kind", ""), found.get("first"), found.get("last"))


@require_GET
def diary(request: PersonRequest) -> HttpResponse:
    """Show everything in the log by date, newest first."""
    form = SearchForm(request.GET)
    page = Paginator(keys(request.user, form.search()), PAGE).get_page(request.GET.get("page"))
    days = by_day(entries(page))
    is_search = any(request.GET.get(name) for name in form.fields)
    return render(request, "overview/diary.html", {"form": form, "page": page, "days": days, "is_search": is_search})


def by_day(lines: list[Entry]) -> list[tuple[date, list[Entry]]]:
    """Group lines, which are in order, by their date."""
    days: list[tuple[date, list[Entry]]] = []
    for line in lines:
        if not days or days[-1][0] != line.on:
            days.append((line.on, []))
        days[-1][1].append(line)
    return days
