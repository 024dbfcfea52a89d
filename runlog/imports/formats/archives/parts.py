"""What an upload consists of: parts that can be read one by one, in any order, by several processes."""

from dataclasses import dataclass, field
from typing import Literal

from runlog.imports.formats.activity import Activity, Format, Question
from runlog.imports.formats.gear import Gear

Form = Literal["file", "member", "row", "health", "archive"]


@dataclass(frozen=True, slots=True)
class Stored:
    """Where an archive keeps a member: the byte at which it begins, its sizes, how it is packed, and whether it needs a password."""

    name: str
    offset: int
    packed: int
    size: int
    crc: int
    method: int
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of work: the whole file, a member of an archive, a row of its table, its health data, or an archive inside it.

    `name` is for people to read, never a path to open. A `row` beside a member says what the service knows of it: title, kind, shoe, id.
    """

    number: int
    name: str
    form: Form
    member: str | None = None
    row: Activity | None = None
    stored: Stored | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file is and which parts it has. A `problem` with parts is a warning; `passed_over` counts members that are no activities."""

    format: Format
    parts: tuple[Part, ...] = ()
    gear: tuple[Gear, ...] = field(default=())
    problem: str | None = None
    questions: tuple[Question, ...] = ()
    passed_over: int = 0
