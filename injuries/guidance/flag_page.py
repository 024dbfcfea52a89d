"""The parts of the pages of flags: all by element, the records that one rests on, what its athlete may say to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from injuries.guidance.evidence import rule_label
from injuries.guidance.models import Flag
from injuries.guidance.named import Named
from injuries.guidance.presentation import AllHidden, ElementRow, FlagView, Targets, elements, render
from injuries.guidance.queries import State
from injuries.guidance.responses import SNOOZED, days_of
from injuries.guidance.sentences import Reader, fill, show, write_day
from injuries.symptoms.choices import PainMoment

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
class Way:
    """One thing to say to a flag: a kind of response, with the words of its button."""

    kind: str
    words: str


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
        return tuple(flag for flag in self.flags if flag.is_high and not flag.hidden)

    @property
    def low(self) -> tuple[FlagView, ...]:
        """The flags that are shown as rows."""
        return tuple(flag for flag in self.flags if not flag.is_high and not flag.hidden)

    @property
    def hidden(self) -> tuple[FlagView, ...]:
        """The flags that the athlete has hidden, whatever their level."""
        return tuple(flag for flag in self.flags if flag.hidden)

    @property
    def has_lines(self) -> bool:
        """Whether there is more to show than flags in full."""
        return bool(self.low or self.hidden or self.missing or self.failed or not self.flags)


def sections(state: State, reader: Reader, targets: Targets) -> tuple[Section, ...]:
    """Return the five elements in their order with all that was found."""
    hidden = state.hidden(reader.today)
    return tuple(_section(row, state, reader, targets, hidden) for row in elements(state, reader))


def _section(row: ElementRow, state: State, reader: Reader, targets: Targets, hidden: AllHidden) -> Section:
    return Section(
        row=row,
        flags=tuple(render(flag, reader, targets, hidden.get(flag.pk)) for flag in state.flags if flag.element == row.key),
        missing=tuple(fill(each["missing"], each["facts"], reader) for each in state.insufficient if each["element"] == row.key),
        failed=tuple(rule_label(each["rule"]) for each in state.failures if each["element"] == row.key),
    )


def record_links(records: Iterable[Named], reader: Reader) -> tuple[RecordLink, ...]:
    """Return a link to each record."""
    return tuple(RecordLink(_text(each, reader), reverse(PAGES[each.kind], args=[each.pk])) for each in records)


def ways_to_hide(flag: Flag) -> tuple[Way, ...]:
    """Return what may be said to an open flag; nothing to one that has cleared."""
    if flag.cleared_on is not None:
        return ()
    return tuple(Way(kind, _button(kind, days)) for kind, days in days_of(flag.rule, flag.level).items())


def _button(kind: str, days: int) -> str:
    words = {"count": days}
    if kind == SNOOZED:
        return ngettext("Snooze for %(count)s day", "Snooze for %(count)s days", days) % words
    return ngettext("Hide for %(count)s day", "Hide for %(count)s days", days) % words


def _text(record: Named, reader: Reader) -> str:
    if record.on is None:
        return record.name
    amount = record.amount
    if record.kind == "runs" and amount is not None:
        return _("Run of %(day)s, %(distance)s") % {"day": write_day(record.on, reader.today), "distance": show(amount, "distance", reader)}
    if record.kind == "pain":
        said = _("Score %(score)s on %(day)s") % {"day": write_day(record.on, reader.today), "score": amount}
        return f"{said}, {PainMoment(record.name).label.lower()}" if record.name else said
    return f"{NAMES[record.kind]}, {write_day(record.on, reader.today)}"
