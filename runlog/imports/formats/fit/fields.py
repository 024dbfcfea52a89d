"""How FIT lays out messages: definitions, base types, and the numbers of the few messages that are read."""

from dataclasses import dataclass
from typing import Literal

# Base type without its upper three bits -> size in bytes.
SIZES = {0: 1, 1: 1, 2: 1, 3: 2, 4: 2, 5: 4, 6: 4, 7: 1, 8: 4, 9: 8, 10: 1, 11: 2, 12: 4, 13: 1, 14: 8, 15: 8, 16: 8}
_SIGNED = {1, 3, 5, 14}
_NO_INTEGERS = {7, 8, 9, 13}
_ZERO_IS_NONE = {10, 11, 12, 16}
_HEAD = 6
_IS_DEFINITION, _DEVELOPER_FIELDS = 0x40, 0x20

TIMESTAMP = 253
FILE_ID, SPORT, SESSION, LAP, RECORD, EVENT, ACTIVITY = 0, 12, 18, 19, 20, 21, 34
MESSAGES = frozenset({FILE_ID, SPORT, SESSION, LAP, RECORD, EVENT, ACTIVITY})


@dataclass(frozen=True, slots=True)
class Field:
    """Where an integer stands in a message, how to read it, and which value says "invalid"."""

    offset: int
    size: int
    signed: bool
    none: int


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """The layout of a message: its size with the header byte, and where its integers stand, by the numbers of the fields.

    The fields of messages that do not matter are left out, as are text and fractions; of a list the first integer counts.
    `sound`: every field has a known type and a size that fits it.
    """

    message: int
    order: Literal["little", "big"]
    size: int
    fields: dict[int, Field]
    sound: bool


@dataclass(frozen=True, slots=True)
class Message:
    """One message in the bytes of a file."""

    data: bytes
    at: int
    definition: Definition

    def __getitem__(self, number: int) -> int | None:
        """The integer in a field; None where the field is missing or says "invalid"."""
        field = self.definition.fields.get(number)
        if field is None:
            return None
        start = self.at + field.offset
        value = int.from_bytes(self.data[start : start + field.size], self.definition.order, signed=field.signed)
        return None if value == field.none else value

    @property
    def brief_time(self) -> int | None:
        """The five bits of time in a compressed header; None in a plain one."""
        header = self.data[self.at]
        return header & 31 if header & 0x80 else None


def definition_length(data: bytes, at: int, limit: int) -> int:
    """The length of the definition message at a place; 0 where there is none or it runs over the limit."""
    if at + _HEAD > limit or data[at] & 0xC0 != _IS_DEFINITION or data[at + 2] > 1:
        return 0
    end = at + _HEAD + 3 * data[at + 5]
    if data[at] & _DEVELOPER_FIELDS:
        end = end + 1 + 3 * data[end] if end < limit else limit + 1
    return end - at if end <= limit else 0


def definition_at(data: bytes, at: int, length: int) -> Definition:
    """The definition of that length at a place."""
    own, end = at + _HEAD + 3 * data[at + 5], at + length
    order: Literal["little", "big"] = "big" if data[at + 2] else "little"
    message = int.from_bytes(data[at + 3 : at + 5], order)
    size = 1 + sum(data[at + _HEAD + 1 : own : 3]) + sum(data[own + 2 : end : 3])
    fields, sound = _fields(data, at) if message in MESSAGES else ({}, False)
    return Definition(message, order, size, fields, sound)


def _fields(data: bytes, at: int) -> tuple[dict[int, Field], bool]:
    fields: dict[int, Field] = {}
    offset, sound = 1, data[at + 5] > 0
    for place in range(at + _HEAD, at + _HEAD + 3 * data[at + 5], 3):
        number, size, base = data[place], data[place + 1], data[place + 2] & 31
        whole = SIZES.get(base, 0)
        sound = sound and bool(size and whole) and not size % whole
        if size and whole and base not in _NO_INTEGERS:
            fields[number] = _field(offset, min(size, whole), base)
        offset += size
    return fields, sound


def _field(offset: int, size: int, base: int) -> Field:
    signed = base in _SIGNED
    return Field(offset, size, signed, 0 if base in _ZERO_IS_NONE else (1 << (8 * size - signed)) - 1)
