"""Numbers as tables write them: the decimal sign is told from all cells of a column, never from one."""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

Mark = Literal[".", ","]
_NUMBER = re.compile(r"'?(\d[\d.,'’\s]{0,20}|[.,]\d{1,10})\s*([^\W\d]{0,12})\.?")
_BLANKS = re.compile(r"['’\s]")
_OTHER: dict[str, Mark] = {".": ",", ",": "."}
_THOUSAND = 3


def decimal_mark(cells: Iterable[str]) -> Mark | None:
    """The decimal sign that most cells prove; None where none does: "1,214" can be read in two ways, "12,5" in one."""
    proofs = Counter(mark for cell in cells if (mark := _proof(_digits(cell))))
    return proofs.most_common(1)[0][0] if proofs else None


def amount(cell: str, mark: Mark | None = None) -> Decimal | None:
    """The number in a cell; None for what is none and for what is below 0. `mark` decides where the cell leaves it open."""
    digits = _digits(cell)
    if not digits:
        return None
    sign = _proof(digits) or mark or "."
    return Decimal(digits.replace(_OTHER[sign], "").replace(sign, ".", 1).rstrip(".") or "0")


def unit_in(cell: str) -> str:
    """The word behind the number of a cell, such as "km"; empty where there is none."""
    found = _NUMBER.fullmatch(cell)
    return found.group(2).casefold() if found else ""


def _digits(cell: str) -> str:
    found = _NUMBER.fullmatch(cell)
    return _BLANKS.sub("", found.group(1)) if found else ""


def _proof(digits: str) -> Mark | None:
    """The decimal sign, where these digits alone prove it."""
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return None
    sign: Mark = "." if digits[last] == "." else ","
    if _OTHER[sign] in digits:
        return sign
    if digits.count(sign) > 1:
        return _OTHER[sign]
    whole, after = digits[:last], digits[last + 1 :]
    return sign if len(after) != _THOUSAND or whole.lstrip("0") != whole or len(whole) > _THOUSAND or not whole else None
