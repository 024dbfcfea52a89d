"""The parts of the pages of flags: all by element, the records that one rests on, the lines of its history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from injuries.engine.levels import rank
from injuries.guidance.evidence import rule_label
from injuries.guidance.models import FlagEvent
from injuries.guidance.named import Named
from injuries.guidance.presentation import ElementRow, FlagView, Targets, elements, render
from injuries.guidance.queries import State
from injuries.guidance.sentences import Reader, fill, show, write_day
from runlog.core import looks

PAGES = {
    "shoes": "shoe_detail",
    "runs": "run_detail",
    "walks": "walk_detail",
    "strength": "strength_detail",
    "pain": "pain_detail",
    "leg_reports": "leg_detail",
    "sign_checks": "sign_check_detail",
    "home_care": "home_care_detail",
    "appointments": "appointment_detail",
}
# What a link says before the day.
NAMES = {
    "runs": gettext_lazy("Run"),
    "walks": gettext_lazy("Walk"),
    "strength": gettext_lazy("Strength session"),
    "leg_reports": gettext_lazy("Leg report"),
    "sign_checks": gettext_lazy("Warning-sign check"),
    "home_care": gettext_lazy("Home care"),
    "appointments": gettext_lazy("Appointment"),
}


@dataclass(frozen=True)
class RecordLink:
    """A record that a flag rests on."""

    text: str
    url: str


@dataclass(frozen=True)
class HistoryLine:
    """One step in a flag's history, the sentence as it stood; `advice` is the number of the text that was in force."""

    on: date
    level: str
    what: str
    sentence: str
    advice: int | None


@dataclass(frozen=True)
class Section:
    """One element with its open flags, what could not be judged for want of data, and the rules that could not be run."""

    row: ElementRow
    flags: tuple[FlagView, ...]
    missing: tuple[str, ...]
    failed: tuple[str, ...]

    @property
    def high(self) -> tuple[FlagView, ...]:
        """The flags that are shown in full."""
        return tuple(flag for flag in self.flags if flag.is_high)

    @property
    def low(self) -> tuple[FlagView, ...]:
        """The flags that are shown as rows."""
        return tuple(flag for flag in self.flags if not flag.is_high)

    @property
    def has_lines(self) -> bool:
        """Whether there is more to show than flags in full."""
        return bool(self.low or self.missing or self.failed or not self.flags)


def sections(state: State, reader: Reader, targets: Targets) -> tuple[Section, ...]:
    """Return the five elements in their order with all that was found."""
    return tuple(_section(row, state, reader, targets) for row in elements(state, reader))


def _section(row: ElementRow, state: State, reader: Reader, targets: Targets) -> Section:
    return Section(
        row=row,
        flags=tuple(render(flag, reader, targets) for flag in state.flags if flag.element == row.key),
        missing=tuple(fill(each["missing"], each["facts"], reader) for each in state.insufficient if each["element"] == row.key),
        failed=tuple(rule_label(each["rule"]) for each in state.failures if each["element"] == row.key),
    )


def record_links(records: Iterable[Named], reader: Reader) -> tuple[RecordLink, ...]:
    """Return a link to each record."""
    return tuple(RecordLink(_text(each, reader), reverse(PAGES[each.kind], args=[each.pk])) for each in records)


def history_lines(events: Sequence[FlagEvent], reader: Reader) -> tuple[HistoryLine, ...]:
    """Return the steps of a flag's history; `events` come newest first."""
    return tuple(_line(event, before, reader) for event, before in zip_longest(events, events[1:]))


def _text(record: Named, reader: Reader) -> str:
    if record.on is None:
        return record.name
    amount = record.amount
    if record.kind == "runs" and amount is not None:
        return _("Run of %(day)s, %(distance)s") % {"day": write_day(record.on, reader.today), "distance": show(amount, "distance", reader)}
    if record.kind == "pain":
        return _("Score %(score)s on %(day)s") % {"day": write_day(record.on, reader.today), "score": amount}
    return f"{NAMES[record.kind]}, {write_day(record.on, reader.today)}"


def _line(event: FlagEvent, before: FlagEvent | None, reader: Reader) -> HistoryLine:
    version = event.advice_version
    return HistoryLine(
        on=event.on,
        level=event.level,
        what=_what(event, before),
        sentence=fill(event.sentence, event.facts, reader),
        advice=version.number if version else None,
    )


def _what(event: FlagEvent, before: FlagEvent | None) -> str:
    word = {"level": looks.LEVELS[event.level].word}
    if event.what == FlagEvent.What.CLEARED:
        return _("Cleared")
    if event.what == FlagEvent.What.RAISED:
        return _("Raised: %(level)s") % word
    fell = before is not None and rank(event.level) < rank(before.level)
    return (_("Fell to: %(level)s") if fell else _("Rose to: %(level)s")) % word
