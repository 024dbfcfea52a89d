"""The access log: who has looked at the reader's own data, what, on which day, how often and when last."""

from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from runlog.people.coaching_queries import LookFilter, looks_page, viewers_of
from runlog.people.models import Look, User
from runlog.people.requests import PersonRequest


class LookForm(forms.Form):
    """What to list; a date that cannot be read is told, and the rest still counts."""

    who = forms.TypedChoiceField(label=_("Who"), required=False, coerce=int, empty_value=None)
    what = forms.ChoiceField(label=_("What"), choices=[("", _("Everything")), *Look.What.choices], required=False)
    first = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: Any, viewers: list[User]) -> None:
        """`viewers` are those who can be chosen."""
        super().__init__(data)
        who = self.fields["who"]
        if isinstance(who, forms.ChoiceField):
            who.choices = [("", _("Everybody")), *((each.pk, str(each)) for each in viewers)]

    def wanted(self) -> LookFilter:
        """Return what was asked for, without what could not be read."""
        self.is_valid()
        found = self.cleaned_data
        return LookFilter(found.get("who"), found.get("what", ""), found.get("first"), found.get("last"))


@require_safe
def look_list(request: PersonRequest) -> HttpResponse:
    """List the looks, the latest first."""
    form = LookForm(request.GET, viewers_of(request.user))
    page = looks_page(request.user, form.wanted(), request.GET.get("page"))
    lines = [(look, request.user.local(look.last_at)) for look in page]
    days = [(on, list(looks)) for on, looks in groupby(lines, lambda line: line[0].on)]
    is_search = any(request.GET.get(name) for name in form.fields)
    return render(request, "people/coaching/look_list.html", {"form": form, "page": page, "days": days, "is_search": is_search})
