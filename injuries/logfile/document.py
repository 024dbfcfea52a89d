"""Reads the log document `runlog/1`: what is not in the format is a `Problem` that names its path, and nothing of it is used."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn
from zoneinfo import available_timezones

from runlog.core.records import RecordKind, kinds
from runlog.core.shapes import Moment, Object, OneOf, Problem, Text, YesNo

FORMAT = "runlog/1"
Values = dict[str, Any]


@dataclass(frozen=True)
class TimeZone:
    """The IANA name of a time zone."""

    def read(self, value: Any, path: str) -> str:
        """Return the name."""
        if not isinstance(value, str) or value not in available_timezones():
            raise Problem(path, "must be a time zone such as Europe/Berlin")
        return value

    def write(self, value: str) -> str:
        """Return the name."""
        return value


@dataclass(frozen=True)
class Country:
    """A country as ISO 3166 writes it in two letters."""

    def read(self, value: Any, path: str) -> str:
        """Return the two letters."""
        if not (isinstance(value, str) and len(value) == 2 and value.isascii() and value.isalpha() and value.isupper()):
            raise Problem(path, "must be two capital letters such as DE")
        return value

    def write(self, value: str) -> str:
        """Return the two letters."""
        return value


ATHLETE = Object(
    {
        "display_name": Text(200),
        "time_zone": TimeZone(),
        "units": OneOf(("km", "mi")),
        "country": Country(),
        "language": Text(35),
        "back_pain_in_year_before": YesNo(),
    }
)


@dataclass(frozen=True)
class Document:
    """A log document that was read: the athlete's values, and each kind's list of values as its shape reads them."""

    athlete: Values
    lists: Mapping[str, list[Values]]


def parse(text: str | bytes) -> Document:
    """Read the text of a document. Raises Problem."""
    return read(parse_json(text))


def parse_json(text: str | bytes) -> Any:
    """Read JSON with its decimals kept exactly. Raises Problem."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_once)
    except Problem:
        raise
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise Problem("", f"This is not a log file: it cannot be read as JSON ({_place(error)})") from error


def read(content: Any) -> Document:
    """Read what `json.loads` gave. Raises Problem."""
    if not isinstance(content, dict):
        raise Problem("", "This is not a log file: it must be one JSON object")
    if content.get("format") != FORMAT:
        raise Problem("format", f'must be "{FORMAT}"; another version cannot be read')
    known = {kind.name for kind in kinds()}
    for key in content:
        if key not in known | {"format", "exported_at", "athlete"}:
            raise Problem(key[:80], "is not a key of this format")
    if content.get("exported_at") is not None:
        Moment().read(content["exported_at"], "exported_at")
    if content.get("athlete") is None:
        raise Problem("athlete", "is missing")
    lists = {kind.name: _read_list(kind, content.get(kind.name)) for kind in kinds()}
    _check_links(lists)
    return Document(ATHLETE.read(content["athlete"], "athlete"), lists)


def _read_list(kind: RecordKind, rows: Any) -> list[Values]:
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise Problem(kind.name, "must be a list")
    values = [kind.shape.read(row, f"{kind.name}[{place}]") for place, row in enumerate(rows)]
    if kind.id_key:
        _refuse_twice(kind, values)
    for place, row in enumerate(values):
        _check_record(kind.name, row, f"{kind.name}[{place}]")
    return values


def _refuse_twice(kind: RecordKind, rows: Iterable[Values]) -> None:
    seen: set[Any] = set()
    for place, row in enumerate(rows):
        if row[kind.id_key] in seen:
            raise Problem(f"{kind.name}[{place}].{kind.id_key}", "stands in this list twice")
        seen.add(row[kind.id_key])


def _check_record(kind: str, row: Values, path: str) -> None:
    if kind == "shoes" and row["retired_on"] and row["first_used_on"] and row["retired_on"] < row["first_used_on"]:
        raise Problem(f"{path}.retired_on", "must not be before first_used_on")
    if kind == "onsets" and row["onset_on"] > row["opened_on"]:
        raise Problem(f"{path}.onset_on", "must not be after opened_on")
    if kind == "runs" and row["warm_up"]:
        _check_warm_up(row["warm_up"], f"{path}.warm_up")


def _check_warm_up(warm_up: Values, path: str) -> None:
    state, minutes = warm_up["state"], warm_up["minutes"]
    if state == "skipped" and warm_up["kind"] is not None:
        raise Problem(f"{path}.kind", "must be left out where the state is skipped")
    if minutes is None:
        return
    fits = {"skipped": minutes == 0, "short": minutes < 5, "done": minutes >= 5}[state]
    if not fits:
        belongs = {"skipped": "0", "short": "less than 5", "done": "5 or more"}[state]
        raise Problem(f"{path}.minutes", f"must be {belongs} where the state is {state}")


def _check_links(lists: Mapping[str, list[Values]]) -> None:
    ids = {name: {row.get("id") for row in rows} for name, rows in lists.items()}
    for kind in kinds():
        for link in kind.links:
            for place, row in enumerate(lists[kind.name]):
                if row[link.field] is not None and row[link.field] not in ids[link.to]:
                    raise Problem(f"{kind.name}[{place}].{link.field}", f"names no record of {link.to} in this file")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise Problem(_twice(pairs)[:80], "stands in one object twice")
    return values


def _twice(pairs: list[tuple[str, Any]]) -> str:
    keys = [key for key, _ in pairs]
    return next(key for key in keys if keys.count(key) > 1)


def _refuse_constant(name: str) -> NoReturn:
    raise Problem("", f"This is not a log file: {name} is not a number")


def _place(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return "it is nested too deeply" if isinstance(error, RecursionError) else "a number in it is too long"
