"""One line of the review for each entry, with what it is beside in numbers side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from runlog.core.templatetags.amounts import duration, number
from runlog.core.units import format_distance
from runlog.core.words import Words
from runlog.imports.models import Entry, SourceFile
from runlog.imports.review_forms import EntryForm, is_open, kind_of
from runlog.imports.review_words import KINDS, said
from runlog.training.choices import SourceKind
from runlog.training.models import Run, Shoe, StrengthSession, Walk

NO = "–"
# So few lines stand open from the start.
OPEN_LINES = 3
SOURCES = dict(SourceKind.choices)
PAGES = {Run: "run_detail", Walk: "walk_detail", StrengthSession: "strength_detail"}


@dataclass(frozen=True)
class Beside:
    """What an entry is beside: rows of (what, in the file, in the other)."""

    title: str
    other: Words
    rows: tuple[tuple[Words, str, str], ...]
    url: str = ""


@dataclass(frozen=True)
class Line:
    """An entry as the review shows it; without a form there is nothing to choose."""

    entry: Entry
    kind: Words
    source: str
    problem: str
    warning: str
    beside: Beside | None
    form: EntryForm | None
    is_open: bool


def entry_forms(entries: Iterable[Entry], shoes: Sequence[Shoe], data: QueryDict | None = None) -> dict[int, EntryForm]:
    """Return the form of each entry that leaves something to choose."""
    return {entry.pk: EntryForm(data, entry=entry, shoes=shoes) for entry in entries if is_open(entry)}


def lines_of(entries: Sequence[Entry], forms: dict[int, EntryForm], others: dict[int, Any], units: str) -> list[Line]:
    """Return a line for each entry; `others` is what they are beside, by the entry's key."""
    is_few = len(entries) <= OPEN_LINES
    return [_line(entry, forms.get(entry.pk), others.get(entry.pk), units, is_open=is_few) for entry in entries]


def _line(entry: Entry, form: EntryForm | None, other: Any, units: str, *, is_open: bool) -> Line:
    return Line(
        entry=entry,
        kind=_kind(entry),
        source=source_of(entry, entry.file),
        problem=said(entry.problem),
        warning=said(entry.warning),
        beside=_beside(entry, other, units) if other else None,
        form=form,
        is_open=is_open,
    )


def _kind(entry: Entry) -> Words:
    if not entry.local_on and entry.problem:
        return ""
    return entry.sport if entry.sport and not entry.as_kind else dict(KINDS)[kind_of(entry)]


def source_of(entry: Entry, file: SourceFile) -> str:
    """Return the name of the file, and that of its part in an archive."""
    return f"{entry.name} ({file.name})" if entry.name and entry.name != file.name else file.name


def _beside(entry: Entry, other: Any, units: str) -> Beside:
    form = "H:i:s" if entry.local_on == other.local_on else "j M Y, H:i:s"
    mine, theirs = _numbers(entry, units, form), _numbers(other, units, form)
    rows = tuple((what, mine.get(what, NO), theirs.get(what, NO)) for what in mine if {mine.get(what, NO), theirs.get(what, NO)} != {NO})
    if isinstance(other, Entry):
        return Beside(_("The same as one in %(file)s") % {"file": source_of(other, other.file)}, other.file.name, rows)
    title = _("Beside the one of %(day)s in your log") % {"day": date_format(other.local_on, "j M Y")}
    return Beside(title, _("In your log"), rows, reverse(PAGES[type(other)], args=[other.pk]))


def _numbers(row: Any, units: str, form: str) -> dict[Words, str]:
    """Return what can be compared, as text, moments written in that form."""
    seconds = Decimal(60) * row.minutes if hasattr(row, "minutes") else getattr(row, "duration_s", None)
    metres = getattr(row, "distance_m", None)
    source = getattr(row, "source_kind", "")
    return {
        _("Started"): _started(row, form),
        _("Distance"): NO if metres is None else format_distance(metres, units, 2),
        _("Time"): duration(seconds),
        _("Heart rate"): _rounded(getattr(row, "average_heart_rate", None)),
        _("Cadence"): _rounded(getattr(row, "cadence", None)),
        _("Ascent, m"): _rounded(getattr(row, "ascent_m", None)),
        _("Comes from"): str(SOURCES.get(source, _("typed"))),
    }


def _rounded(value: Decimal | None) -> str:
    return NO if value is None else number(value.quantize(Decimal(1)))


def _started(row: Any, form: str) -> str:
    moment = getattr(row, "moment", None)
    return date_format(row.local_on, "j M Y") if moment is None or getattr(row, "is_day", False) else date_format(moment, form)
