"""The lines of a flag's history: what became of it, and what its athlete said to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from django.urls import reverse
from django.utils.translation import gettext as _

from injuries.engine.assessment import as_json
from injuries.engine.levels import rank
from injuries.guidance.evidence import FactRow, rule_of, thresholds_of
from injuries.guidance.models import Flag, FlagEvent, FlagResponse
from injuries.guidance.responses import SNOOZED
from injuries.guidance.sentences import Reader, fill, write_day
from runlog.core import looks
from runlog.core.dates import at_offset


@dataclass(frozen=True)
class HistoryLine:
    """One step in a flag's history, the sentence as it stood.

    `level` is empty where its athlete did something; `thresholds` are those that differ from the rule's own; `advice` is the number
    of the text that was shown, `advice_url` its page.
    """

    at: datetime
    on: date
    what: str
    level: str = ""
    sentence: str = ""
    thresholds: tuple[FactRow, ...] = ()
    advice: int | None = None
    advice_url: str = ""


def history_lines(flag: Flag, events: Sequence[FlagEvent], responses: Iterable[FlagResponse], reader: Reader) -> tuple[HistoryLine, ...]:
    """Return the steps of a flag's history, newest first; `events` come in that order."""
    lines = [_event_line(flag.rule, event, before, reader) for event, before in zip_longest(events, events[1:])]
    lines += [line for response in responses for line in _response_lines(response, reader)]
    # Sorting keeps the order of what was written in one instant.
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _event_line(rule: str, event: FlagEvent, before: FlagEvent | None, reader: Reader) -> HistoryLine:
    version = event.advice_version
    return HistoryLine(
        at=event.at,
        on=event.on,
        what=_what(event, before),
        level=event.level,
        sentence=fill(event.sentence, event.facts, reader),
        thresholds=_changed_thresholds(rule, event, reader),
        advice=version.number if version else None,
        advice_url=reverse("advice_version", args=[rule, version.number]) if version else "",
    )


def _what(event: FlagEvent, before: FlagEvent | None) -> str:
    word = {"level": looks.LEVELS[event.level].word}
    if event.what == FlagEvent.What.CLEARED:
        return _("Cleared")
    if event.what == FlagEvent.What.RAISED:
        return _("Raised: %(level)s") % word
    fell = before is not None and rank(event.level) < rank(before.level)
    return (_("Fell to: %(level)s") if fell else _("Rose to: %(level)s")) % word


def _changed_thresholds(rule: str, event: FlagEvent, reader: Reader) -> tuple[FactRow, ...]:
    known = rule_of(rule)
    if known is None:
        return ()
    own = {key: as_json(value) for key, value in known.numbers().items()}
    changed = {key: value for key, value in event.thresholds.items() if value != own.get(key)}
    return thresholds_of(rule, changed, reader)


def _response_lines(row: FlagResponse, reader: Reader) -> Iterator[HistoryLine]:
    changed_at = at_offset(row.edited_at, row.offset_min) if row.edited_at else None
    # What ends a response sets its last day to the day before.
    shown_at = changed_at if changed_at and row.until_on < changed_at.date() else None
    if shown_at:
        yield HistoryLine(shown_at, shown_at.date(), _("Shown again"))
    yield HistoryLine(row.moment, row.local_on, _said(row, reader, was_ended=shown_at is not None))


def _said(row: FlagResponse, reader: Reader, *, was_ended: bool) -> str:
    is_snooze = row.kind == SNOOZED
    # One that came with a log says by its last day alone that it was ended at once.
    if was_ended or row.until_on < row.local_on:
        return _("Snoozed") if is_snooze else _("Hidden")
    day = {"day": write_day(row.until_on, reader.today)}
    return (_("Snoozed until the end of %(day)s") if is_snooze else _("Hidden until the end of %(day)s")) % day
