"""Random documents made from the format's own shapes: every field of every kind, present or missing."""

from datetime import date, timedelta
from random import Random
from typing import Any

from injuries.logfile.document import ATHLETE, Country, TimeZone
from runlog.core.records import kinds
from runlog.core.shapes import AnyOf, Day, ListOf, MapOf, Moment, Number, Object, OneOf, Score, Text, YesNo

FIRST = date(2024, 1, 1)
OFFSETS = ("Z", "+00:00", "+01:00", "-05:00", "+05:30", "+13:45", "-11:00")
LETTERS = "aZ0 ,;\"'=+-@\\\n\t/äß漢🏃\u2028\u00a0\u0085{}[]:"


def document(random: Random) -> dict[str, Any]:
    """Return a document that holds together."""
    lists: dict[str, list[dict[str, Any]]] = {}
    for kind in kinds():
        rows = [value(kind.shape, random) for _ in range(random.choice((0, 1, 2, 4)))]
        for place, row in enumerate(rows):
            FITTING.get(kind.name, lambda row, random: None)(row, random)
            if "id" in row:
                row["id"] = f"{kind.prefix}-{place}{random.choice(('', 'é', '漢', ' '))}"
            for link in kind.links:
                there = [named["id"] for named in lists[link.to]]
                row[link.field] = random.choice([*there, None])
        lists[kind.name] = list({row["opened_on"]: row for row in rows}.values()) if kind.id_key == "opened_on" else rows
    return {"format": "runlog/1", "athlete": value(ATHLETE, random), **lists}


def value(shape: Any, random: Random, *, is_needed: bool = True) -> Any:
    """Return something of the shape as JSON has it; at times nothing where it is not needed."""
    if not is_needed and random.random() < 0.4:
        return None
    return MAKERS[type(shape)](shape, random)


def _object(shape: Object, random: Random) -> dict[str, Any]:
    return {key: value(inner, random, is_needed=key in shape.needed) for key, inner in shape.attributes.items()}


def _text(shape: Text, random: Random) -> str:
    letters = LETTERS.replace("\n", "").replace("\t", "") if shape.one_line else LETTERS
    return "".join(random.choice(letters) for _ in range(random.choice((shape.least, 3, min(shape.most, 40)))))


def _number(shape: Number, random: Random) -> float | int:
    whole = random.choice((shape.least, shape.most, random.randint(shape.least, shape.most)))
    return random.choice((whole, min(shape.most, max(shape.least, round(whole - random.random(), 3)))))


def _day(random: Random) -> str:
    return (FIRST + timedelta(days=random.randint(0, 900))).isoformat()


def _moment(random: Random) -> str:
    fraction = random.choice(("", "", ".25", ".123456"))
    return (
        f"{_day(random)}T{random.randint(0, 23):02}:{random.randint(0, 59):02}:{random.randint(0, 59):02}{fraction}{random.choice(OFFSETS)}"
    )


def _some(words: tuple[str, ...], random: Random) -> list[str]:
    return random.sample(words, random.randint(0, min(3, len(words))))


def _list(shape: ListOf, random: Random) -> list[Any]:
    items = [value(shape.item, random) for _ in range(random.randint(0, 3))]
    return list(dict.fromkeys(items)) if shape.is_distinct else items


MAKERS: dict[type, Any] = {
    Object: _object,
    Text: _text,
    Number: _number,
    Score: lambda shape, random: random.randint(0, 10),
    YesNo: lambda shape, random: random.choice((True, False)),
    OneOf: lambda shape, random: random.choice(shape.words),
    AnyOf: lambda shape, random: _some(shape.words, random),
    MapOf: lambda shape, random: {key: value(shape.item, random) for key in _some(shape.keys, random)},
    ListOf: lambda shape, random: _list(shape, random),
    Day: lambda shape, random: _day(random),
    Moment: lambda shape, random: _moment(random),
    TimeZone: lambda shape, random: random.choice(("UTC", "Europe/Berlin", "Asia/Tokyo", "America/St_Johns")),
    Country: lambda shape, random: random.choice(("DE", "GB", "US")),
}


def _fit_shoe(row: dict[str, Any], random: Random) -> None:
    if row["retired_on"] and row["first_used_on"]:
        row["first_used_on"], row["retired_on"] = sorted((row["first_used_on"], row["retired_on"]))


def _fit_run(row: dict[str, Any], random: Random) -> None:
    warm_up = row["warm_up"]
    if warm_up:
        least, most = {"skipped": (0, 0), "short": (0, 4.999), "done": (5, 60)}[warm_up["state"]]
        warm_up["minutes"] = random.choice((None, least, most))
        warm_up["kind"] = None if warm_up["state"] == "skipped" else warm_up["kind"]


def _fit_onset(row: dict[str, Any], random: Random) -> None:
    row["onset_on"], row["opened_on"] = sorted((row["onset_on"], row["opened_on"]))


FITTING = {"shoes": _fit_shoe, "runs": _fit_run, "onsets": _fit_onset}
