"""Strange values: what no form's author and no watch's maker has thought of, and what people paste from elsewhere.

All choices of one input follow from one string of bytes: Hypothesis invents it in a quarter of the time that single choices take it,
and shortens it where something fails. A string that has come to its end gives the first of what can be chosen. It invents several
inputs at a time: what it does before and after each time takes longer than most of our readers.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import strategies as some
from hypothesis.strategies import SearchStrategy

T = TypeVar("T")
LENGTH = 160
AT_ONCE = 10
# Ends of ASCII, of the letters of Europe, of a half of Unicode and of all of it.
ALPHABETS = (0x80, 0x250, 0x10000, 0x110000)

WORDS = (
    "",
    " ",
    "\0",
    "5\0",
    "\ud800",
    "\ufeff7",
    "\u202e12",
    "\U0001f9d8\u200d♀️",
    "e\u0301" * 40,
    "ﷺ",
    "٣",
    "½",
    "²",
    "Ⅷ",
    "１２",
    "−5",
    "-0",
    "0",
    "1",
    "-1",
    "7.5",
    "7,5",
    "1e3",
    "1e-400",
    "1e999",
    "1E+999999999",
    "nan",
    "-inf",
    "0x1f",
    "1_000",
    "9" * 20,
    "9" * 5_000,
    "2147483648",
    "9223372036854775808",
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59",
    "2026-02-30",
    "2026-11-22",
    "24:00",
    "99:99:99",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59.999999-14:00",
    "2026-10-25T02:30",
    "true",
    "None",
    "null",
    "[]",
    "{}",
    "%s%n{0}{x}",
    "{{ 7|add:7 }}",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "../../../../etc/passwd",
    "//example.org/",
    "javascript:alert(1)",
    "=1+1",
    "\r\nSet-Cookie: a=b",
    "a" * 20_000,
    "\n" * 300,
    "eve@example.org",
    "e" * 250 + "@example.org",
    "ann@exämple.org",
)
# What `json.loads(..., parse_float=Decimal)` may give in any place, beside words.
_JSON: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 10, 11, 2**31, 2**63, 10**400, [], {}, [[]], {"": None}, [None], [0] * 50),
    *(Decimal(number) for number in ("0.5", "-0", "1e999999", "1e-999999", "9.9995", "1.0000", "4" * 60)),
)


class Luck:
    """The choices of one input."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def taken(self, length: int) -> bytes:
        """The next bytes, as many as are left of them."""
        self._place += length
        return self._data[self._place - length : self._place]

    def below(self, bound: int) -> int:
        """A number from 0 on, below the bound; a byte more than it needs, so that all of them are as likely."""
        return int.from_bytes(self.taken((bound.bit_length() + 15) // 8), "little") % bound

    def one_of(self, values: Sequence[T]) -> T:
        """One of the values."""
        return values[self.below(len(values))]

    def up_to(self, most: int, make: Callable[[], T]) -> list[T]:
        """From one of what is made up to so many."""
        return [make() for _number in range(1 + self.below(most))]

    def word(self) -> str:
        """A strange word, a few letters, half of them of ASCII or nearly, or a whole number."""
        kind = self.below(4)
        if kind == 0:
            return "".join(chr(self.below(self.one_of(ALPHABETS))) for _letter in range(self.below(7)))
        return str(int.from_bytes(self.taken(self.below(12)), "little", signed=True)) if kind == 1 else self.one_of(WORDS)

    def json(self) -> Any:
        """What may stand in any place of a document."""
        return self.one_of(_JSON) if self.below(2) else self.word()


def made(make: Callable[[Luck], T]) -> SearchStrategy[list[T]]:
    """So many inputs made by luck; who sees one fail is shown what was made."""
    # As long as the choices of any input need; of another length Hypothesis would take bytes from our own sources now and then.
    together = some.binary(min_size=AT_ONCE * LENGTH, max_size=AT_ONCE * LENGTH)
    return together.map(lambda data: [make(Luck(data[at : at + LENGTH])) for at in range(0, len(data), LENGTH)])
