"""Dates as tables write them: numbers in any order, months by name in many languages, with or without a time and a zone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from runlog.imports.formats.folding import folded

Order = Literal["dmy", "mdy"]
_ISO_ZONE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)? ?(?:Z|[+-]\d\d:?\d\d)", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2})[:.h]\s?(\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s*([ap]\.?\s?m\b\.?)?(?:\s*(?:utc|gmt))?\s*$", re.IGNORECASE)
_HALVES = {"午前": "am", "午後": "pm"}
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_NUMBERS = re.compile(r"(?<![\d/.\-])(\d{1,2})\s?[/.\-\s]\s?(\d{1,2})\s?[/.\-\s]\s?(\d{4}|\d{2})(?!\d)")
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d{1,12}))?")
_SERIALS = (30_000, 60_000)
_SERIAL_ZERO = date(1899, 12, 30)
# The first letters tell a month in every language here; "1" to "12" are those of Japanese.
_MONTHS = (
    "jan,janv,janu,ene,gen,sty,led,tammi,januari",
    "feb,fev,fevr,febr,lut,uno,helmi",
    "mar,mars,marz,maerz,mrz,mrt,maa,maart,bre,maalis,marzo,marca",
    "apr,avr,abr,kwi,dub,huhti",
    "may,mai,mei,maj,mag,kve,touko,mayo,maio",
    "jun,juin,giu,cze,cer,cvn,cervna,kesa,juni",
    "jul,juil,lug,lip,cvc,cervence,heina,juli",
    "aug,aou,aout,ago,sie,srp,elo",
    "sep,sept,set,wrz,zar,syys",
    "oct,okt,ott,out,paz,rij,loka",
    "nov,lis,listopada,marras",
    "dec,dez,des,dic,gru,pro,joulu",
)
_MONTH_OF = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split(",")}
_SHORTEST, _LONGEST = 3, 8
_CENTURY_TURNS = 70


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, the wall-clock time where there is one, and the offset in minutes where the cell holds a zone."""

    on: date
    at: time | None = None
    utc: datetime | None = None
    offset_min: int | None = None


def as_order(answer: str | None) -> Order | None:
    """The answer to the question for the order of day and month."""
    return "dmy" if answer == "dmy" else "mdy" if answer == "mdy" else None


def date_order(cells: Iterable[str]) -> Order | None:
    """Which comes first where dates are numbers: proved by any day above 12; None where nothing or both is proved."""
    pairs = [(int(found.group(1)), int(found.group(2))) for cell in cells if (found := _NUMBERS.search(cell))]
    days_first, months_first = any(first > 12 for first, _ in pairs), any(second > 12 for _, second in pairs)
    if days_first == months_first:
        return "dmy" if all(first == second for first, second in pairs) else None
    return "dmy" if days_first else "mdy"


def open_example(cells: Iterable[str]) -> str:
    """A cell that can be read in two ways."""
    return next((cell for cell in cells if (found := _NUMBERS.search(cell)) and found.group(1) != found.group(2)), "")


def moment(cell: str, order: Order | None) -> Moment | None:
    """The moment in a cell; None where there is none."""
    try:
        return _with_zone(cell) or _serial(cell) or _by_parts(cell, order)
    except (ValueError, OverflowError):
        return None


def time_of_day(cell: str) -> time | None:
    """The time in a cell that holds nothing else."""
    found = _TIME.fullmatch(cell.strip())
    try:
        return _time(found) if found else None
    except ValueError:
        return None


def _with_zone(cell: str) -> Moment | None:
    if not _ISO_ZONE.fullmatch(cell):
        return None
    read = datetime.fromisoformat(cell.replace(",", ".").replace(" ", "T", 1).replace(" ", "").upper())
    offset = (read.utcoffset() or timedelta()) // timedelta(minutes=1)
    return Moment(read.date(), read.time().replace(microsecond=0), read.astimezone(UTC).replace(microsecond=0), offset or None)


def _serial(cell: str) -> Moment | None:
    """A day as spreadsheets count them."""
    found = _SERIAL.fullmatch(cell)
    if not found or not _SERIALS[0] <= int(found.group(1)) <= _SERIALS[1]:
        return None
    seconds = round(Decimal(f"0.{found.group(2) or 0}") * 86400)
    read = datetime.combine(_SERIAL_ZERO, time()) + timedelta(days=int(found.group(1)), seconds=seconds)
    return Moment(read.date(), read.time() if found.group(2) else None)


def _by_parts(cell: str, order: Order | None) -> Moment | None:
    """A day and the time behind it. "09.12.22" alone is a day though it looks like a time."""
    found = _TIME.search(cell)
    on = _day(cell[: found.start()], order) if found else None
    if found and on:
        half = next((half for sign, half in _HALVES.items() if sign in cell), "")
        return Moment(on, _time(found, half))
    on = _day(cell, order)
    return Moment(on) if on else None


def _time(found: re.Match[str], half: str = "") -> time:
    hour, half = int(found.group(1)), (found.group(4) or half).casefold()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, int(found.group(2)), int(found.group(3) or 0))


def _day(text: str, order: Order | None) -> date | None:
    parts = _PARTS.findall(text)
    numbers = [part for part in parts if part.isdigit()]
    months = [month for part in parts if not part.isdigit() and (month := _month(part))]
    if months and len(numbers) == 2:
        day, year = numbers if len(numbers[0]) <= 2 else numbers[::-1]
        return date(_year(year), months[-1], int(day))
    if len(numbers) < 3:
        return None
    first, second, third = (int(number) for number in numbers[:3])
    if len(numbers[0]) == 4:
        return date(first, second, third)
    day, month = (second, first) if order == "mdy" else (first, second)
    return date(_year(numbers[2]), month, day)


def _month(word: str) -> int | None:
    plain = folded(word)
    for length in range(min(len(plain), _LONGEST), _SHORTEST - 1, -1):
        if plain[:length] in _MONTH_OF:
            return _MONTH_OF[plain[:length]]
    return None


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= _CENTURY_TURNS else 2000)
