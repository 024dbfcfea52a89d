"""The diary page."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from injuries.overview.diary import Address, Entry, Search, entries, keys, kinds_shown
from runlog.people.access import Sight, own_sight
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

    def __init__(self, data: Any, *, kinds: Collection[str]) -> None:
        """`kinds` are those that the reader may see."""
        super().__init__(data)
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [(word, label) for word, label in KIND_CHOICES if not word or word in kinds]

    def search(self) -> Search:
        """Return what was asked for, without what could not be read."""
        self.is_valid()
        found = self.cleaned_data
        return Search(found.get("q", ""), found.get("kind", ""), found.get("first"), found.get("last"))


@require_GET
def diary(request: PersonRequest) -> HttpResponse:
    """Show everything in the log by date, newest first."""
    return render(request, "overview/diary.html", diary_facts(request.GET, own_sight(request.user, timezone.now()), page_of_record))


def diary_facts(asked: QueryDict, sight: Sight, address: Address) -> dict[str, Any]:
    """Return what the page of a diary needs, for whoever may see it."""
    form = SearchForm(asked, kinds=kinds_shown(sight))
    page = Paginator(keys(sight, form.search()), PAGE).get_page(asked.get("page"))
    days = by_day(entries(page, sight, address))
    return {"form": form, "page": page, "days": days, "is_search": any(asked.get(name) for name in form.fields)}


def page_of_record(kind: str, pk: int) -> str:
    """Return the athlete's own page of a record."""
    return reverse(f"{kind}_detail", args=[pk])


def by_day(lines: list[Entry]) -> list[tuple[date, list[Entry]]]:
    """Group lines, which are in order, by their date."""
    days: list[tuple[date, list[Entry]]] = []
    for line in lines:
        if not days or days[-1][0] != line.on:
            days.append((line.on, []))
        days[-1][1].append(line)
    return days
