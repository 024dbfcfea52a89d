"""The diary: every record of a log, by date, newest first; searched in words and between dates."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateTimeField, F, Q, QuerySet, Value

from injuries.symptoms.models import Appointment, HomeCare, LegReport, PainScore, SignCheck
from runlog.core.models import Record
from runlog.people.access import Sight, cut, rows
from runlog.training.models import Run, StrengthSession, Walk


@dataclass(frozen=True)
class Section:
    """One kind of record in the diary: its word for addresses and partials, and the texts that a search looks in."""

    word: str
    model: type[Record]
    texts: tuple[str, ...]
    related: tuple[str, ...] = ()

    def searched(self, sight: Sight) -> Iterable[str]:
        """Return the texts that a search of the reader may look in: a word found in what is not shown would tell of it."""
        return self.texts if sight.is_own else (text for text in self.texts if self._grant(text) in sight.grants)

    def _grant(self, text: str) -> str:
        """Return the grant that shows a text: that of its field, else of the record that it stands on, which may be another one."""
        *links, name = text.split("__")
        model: Any = self.model
        for link in links:
            model = model._meta.get_field(link).related_model
        grant: str = model.FIELDS_SHOWN_BY.get(name, model.SHOWN_BY)
        return grant


# The order in which records of the same moment stand.
SECTIONS = (
    Section("run", Run, ("note", "shoe__name"), ("shoe",)),
    Section("walk", Walk, ("note", "shoe__name"), ("shoe",)),
    Section("strength", StrengthSession, ("note",)),
    Section("pain", PainScore, ("note",), ("run",)),
    Section("leg", LegReport, ()),
    Section("sign_check", SignCheck, ()),
    Section("home_care", HomeCare, ("note",)),
    Section("appointment", Appointment, ("advice", "how_it_began", "medicines", "past_episodes", "other_conditions", "goals")),
)
WORDS = tuple(section.word for section in SECTIONS)
# Gives the address of the page of a record by its kind and key, empty where the reader has none.
Address = Callable[[str, int], str]


@dataclass(frozen=True)
class Search:
    """What the diary shows; `None` and empty mean everything."""

    words: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Entry:
    """One line of the diary; `url` is the page of the record, empty where the reader has none."""

    kind: str
    on: date
    record: Any
    url: str = ""


def kinds_shown(sight: Sight) -> list[str]:
    """Return the words of the kinds of which a reader may see any; missed sessions are runs that the pain shows."""
    shown = [section.word for section in SECTIONS if section.model.SHOWN_BY in sight.grants]
    return shown if sight.training or not sight.pain else ["run", *shown]


def keys(sight: Sight, search: Search) -> QuerySet[Any, Any]:
    """Return (kind, pk, local date) of every record that the search finds, newest first: one statement, to be sliced."""
    sections = [section for section in SECTIONS if search.kind in ("", section.word)]
    found = [_found(section, sight, search) for section in sections]
    return found[0].union(*found[1:], all=True).order_by("-local_on", "-instant", "section", "-pk")


def _found(section: Section, sight: Sight, search: Search) -> QuerySet[Any, Any]:
    found = rows(section.model, sight)
    if search.first:
        found = found.filter(local_on__gte=search.first)
    if search.last:
        found = found.filter(local_on__lte=search.last)
    for word in search.words.split():
        matches = Q(pk__in=[])
        for text in section.searched(sight):
            matches |= Q(**{f"{text}__icontains": word})
        found = found.filter(matches)
    instant = F(section.model.MOMENT) if section.model.MOMENT else Value(None, output_field=DateTimeField(null=True))
    marked = found.order_by().annotate(section=Value(section.word, output_field=CharField()), instant=instant)
    return marked.values_list("section", "pk", "local_on", "instant")


def entries(page: Iterable[tuple[str, int, date, Any]], sight: Sight, address: Address) -> list[Entry]:
    """Return the lines of some keys, in their order: at most one query a kind, whatever their number."""
    wanted = list(page)
    records: dict[tuple[str, int], Any] = {}
    for section in SECTIONS:
        pks = [key[1] for key in wanted if key[0] == section.word]
        if pks:
            found = rows(section.model, sight).filter(pk__in=pks).select_related(*section.related)
            records |= {(section.word, row.pk): row for row in cut(found, sight)}
    return [Entry(kind, on, records[kind, pk], address(kind, pk)) for kind, pk, on, _ in wanted if (kind, pk) in records]
