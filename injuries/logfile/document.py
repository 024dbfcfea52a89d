"""Reads the log document `runlog/1`: what is not in the format is a `Problem` that names its path, and nothing of it is used."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO, StringIO, TextIOWrapper
from typing import IO, Any, Protocol, TextIO
from zoneinfo import available_timezones

from injuries.logfile.scanning import Scanner
from runlog.core.records import RecordKind, kinds
from runlog.core.shapes import Moment, Object, OneOf, Problem, Text, YesNo

FORMAT = "runlog/1"
Values = dict[str, Any]
# Python looks through a folder of files for them each time.
time_zones = cache(available_timezones)


@dataclass(frozen=True)
class TimeZone:
    """The IANA name of a time zone."""

    def read(self, value: Any, path: str) -> str:
        """Return the name."""
        if not isinstance(value, str) or value not in time_zones():
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


class LogDocument(Protocol):
    """A log document that was read and is whole."""

    @property
    def athlete(self) -> Values:
        """The athlete's values."""

    def records(self, name: str) -> Iterable[Values]:
        """Return the values of a kind's records as its shape reads them, in the order of the document."""


@dataclass(frozen=True)
class Document:
    """A log document in memory: the athlete's values, and each kind's list of values."""

    athlete: Values
    lists: Mapping[str, list[Values]]

    def records(self, name: str) -> list[Values]:
        """Return a kind's list."""
        return self.lists[name]


class Check:
    """Checks a document bit by bit: its members as they come, each record by itself, and at the end what names what."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kinds = {kind.name: kind for kind in kinds()}
        self._keys: set[str] = set()
        self._ids: dict[str, set[Any]] = {name: set() for name in self._kinds}
        # [path, kind, id] of what was named before its kind had come.
        self._named: list[tuple[str, str, str]] = []
        self.athlete: Values = {}

    def member(self, key: str) -> RecordKind | None:
        """Take a key of the document; return its kind where it holds a list of records. Raises Problem."""
        if key not in self._kinds and key not in {"format", "exported_at", "athlete"}:
            raise Problem(key[:80], "is not a key of this format")
        if key in self._keys:
            raise Problem(key, "stands in one object twice")
        self._keys.add(key)
        return self._kinds.get(key)

    def value(self, key: str, value: Any) -> None:
        """Take a member that is no list of records. Raises Problem."""
        if key in self._kinds:
            if value is not None:
                raise Problem(key, "must be a list")
        elif key == "format":
            if value != FORMAT:
                raise Problem("format", f'must be "{FORMAT}"; another version cannot be read')
        elif key == "exported_at":
            if value is not None:
                Moment().read(value, key)
        elif value is None:
            self._keys.discard(key)
        else:
            self.athlete = ATHLETE.read(value, key)

    def record(self, kind: RecordKind, place: int, row: Any) -> Values:
        """Take a record; return its values. Raises Problem."""
        path = f"{kind.name}[{place}]"
        values = kind.shape.read(row, path)
        if kind.id_key:
            known = values[kind.id_key]
            if known in self._ids[kind.name]:
                raise Problem(f"{path}.{kind.id_key}", "stands in this list twice")
            self._ids[kind.name].add(known)
        _check_record(kind.name, values, path)
        for link in kind.links:
            named = values[link.field]
            if named is not None and named not in self._ids[link.to]:
                self._named.append((f"{path}.{link.field}", link.to, named))
        return values

    def end(self) -> None:
        """Say that the document is over. Raises Problem."""
        for key in ("format", "athlete"):
            if key not in self._keys:
                raise Problem(key, "is missing")
        for path, to, named in self._named:
            if named not in self._ids[to]:
                raise Problem(path, f"names no record of {to} in this file")


def parse(text: str | bytes) -> Document:
    """Read the text of a document into memory. Raises Problem."""
    file = StringIO(text) if isinstance(text, str) else opened(BytesIO(text))
    lists: dict[str, list[Values]] = {kind.name: [] for kind in kinds()}
    athlete = scan(file, lambda kind, values, _text: lists[kind.name].append(values))
    return Document(athlete, lists)


def scan(file: TextIO, keep: Callable[[RecordKind, Values, str], object]) -> Values:
    """Check a document, hand each record's values and text to `keep`, and return the athlete's values. Raises Problem."""
    check, scanner = Check(), Scanner(file)
    for key in scanner.members():
        kind = check.member(key)
        if kind is None or not scanner.is_list:
            check.value(key, scanner.value())
            continue
        for place, (row, text) in enumerate(scanner.elements()):
            keep(kind, check.record(kind, place, row), text)
    check.end()
    return check.athlete


def opened(file: IO[bytes]) -> TextIOWrapper:
    """Return the text of a file of bytes: UTF-8, with or without the mark that some programs put in front."""
    return TextIOWrapper(file, encoding="utf-8-sig", newline="")


def parse_json(text: str | bytes) -> Any:
    """Read JSON of any kind with its decimals kept exactly. Raises Problem."""
    scanner = Scanner(StringIO(text) if isinstance(text, str) else opened(BytesIO(text)))
    return {key: scanner.value() for key in scanner.members()}


def read(content: Any) -> Document:
    """Read what `json.loads` gave. Raises Problem."""
    if not isinstance(content, dict):
        raise Problem("", "This is not a log file: it must be one JSON object")
    check = Check()
    lists: dict[str, list[Values]] = {kind.name: [] for kind in kinds()}
    for key, value in content.items():
        kind = check.member(key)
        if kind is None or not isinstance(value, list):
            check.value(key, value)
        else:
            lists[key] = [check.record(kind, place, row) for place, row in enumerate(value)]
    check.end()
    return Document(check.athlete, lists)


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
