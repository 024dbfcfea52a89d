"""A small reader for tests: the document of a log, as the scenarios hold it, to the log that the engine reads.

It knows the fields that rules read, leaves aside the others that the format allows, and fails on a key it has never heard of.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

from injuries.engine.log import (
    Appointment,
    ComfortRating,
    HomeCare,
    LegReport,
    Log,
    Onset,
    PainScore,
    Resolution,
    Run,
    Shoe,
    ShoeCheck,
    SignCheck,
    StrengthSession,
    Walk,
)

Document = Mapping[str, Any]

LEFT_ASIDE = {
    "shoe": {"brand", "model", "note", "edited_at"},
    "run": {"effort", "surface", "planned", "average_heart_rate", "cadence", "ascent_m", "source", "also", "edited", "note", "edited_at"},
    "walk": {"upright", "note", "edited_at"},
    "appointment": {"questions", "advice", "preparation", "edited_at"},
}


def load(path: Path) -> Document:
    """Read a JSON file with its numbers kept exactly."""
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def log_of(document: Document) -> Log:
    """Turn a `runlog/1` document into a log."""
    left = dict(document)
    if left.pop("format") != "runlog/1":
        raise ValueError("not a runlog/1 document")
    for ignored in ("exported_at", "flag_responses"):
        left.pop(ignored, None)
    athlete = left.pop("athlete")
    lists: dict[str, Any] = {name: tuple(map(READERS[name], records or ())) for name, records in left.items()}
    return Log(back_pain_in_year_before=athlete.get("back_pain_in_year_before"), **lists)


def _fields(record: Document, ignored: set[str], **read: Callable[[Any], Any]) -> dict[str, Any]:
    """Return the given fields that are not null, those named in `read` converted, without the ignored ones."""
    kept = {key: value for key, value in record.items() if key not in ignored and value is not None}
    return {key: read.get(key, lambda same: same)(value) for key, value in kept.items()}


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta(0)))


def _number(value: int | Decimal) -> Decimal:
    return Decimal(value)


def _resolution(record: Document) -> Resolution:
    return Resolution(date.fromisoformat(record["on"]), record["how"])


def _shoe_check(record: Document) -> ShoeCheck:
    return ShoeCheck(**_fields(record, {"note"}, on=date.fromisoformat, worn=tuple))


def _comfort(record: Document) -> ComfortRating:
    return ComfortRating(**_fields(record, set(), on=date.fromisoformat))


def _shoe(record: Document) -> Shoe:
    days = dict.fromkeys(("first_used_on", "retired_on"), date.fromisoformat)
    metres = dict.fromkeys(("start_distance_m", "limit_m", "inspect_m"), _number)
    lists = {"checks": lambda own: tuple(map(_shoe_check, own)), "comfort": lambda own: tuple(map(_comfort, own))}
    return Shoe(**_fields(record, LEFT_ASIDE["shoe"], **days, **metres, **lists))


def _run(record: Document) -> Run:
    numbers = dict.fromkeys(("distance_m", "duration_s"), _number)
    fields = _fields(record, LEFT_ASIDE["run"], started_at=_moment, **numbers)
    warm_up = _fields(fields.pop("warm_up", {}), set(), minutes=_number)
    tightness = _fields(fields.pop("tightness", {}), set())
    return Run(**fields, **_prefixed("warm_up_", warm_up), **_prefixed("tightness_", tightness))


def _prefixed(prefix: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {prefix + key: value for key, value in fields.items()}


def _walk(record: Document) -> Walk:
    return Walk(**_fields(record, LEFT_ASIDE["walk"], started_at=_moment, minutes=_number, distance_m=_number))


def _strength(record: Document) -> StrengthSession:
    return StrengthSession(**_fields(record, {"focus", "note", "edited_at"}, on=date.fromisoformat, minutes=_number))


def _pain(record: Document) -> PainScore:
    return PainScore(**_fields(record, {"worse_with_impact", "note", "edited_at"}, at=_moment))


def _leg_report(record: Document) -> LegReport:
    return LegReport(**_fields(record, {"edited_at"}, at=_moment, resolved=_resolution))


def _sign_check(record: Document) -> SignCheck:
    return SignCheck(**_fields(record, {"edited_at"}, at=_moment, resolved=_resolution))


def _home_care(record: Document) -> HomeCare:
    return HomeCare(**_fields(record, {"note", "edited_at"}, on=date.fromisoformat, kinds=tuple))


def _onset(record: Document) -> Onset:
    return Onset(date.fromisoformat(record["opened_on"]), date.fromisoformat(record["onset_on"]))


def _appointment(record: Document) -> Appointment:
    fields = _fields(record, LEFT_ASIDE["appointment"], on=date.fromisoformat)
    return Appointment(with_whom=fields.pop("with"), **fields)


READERS: dict[str, Callable[[Document], Any]] = {
    "shoes": _shoe,
    "runs": _run,
    "walks": _walk,
    "strength": _strength,
    "pain": _pain,
    "leg_reports": _leg_report,
    "sign_checks": _sign_check,
    "home_care": _home_care,
    "onsets": _onset,
    "appointments": _appointment,
}
