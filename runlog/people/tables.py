"""Reads the public tables of the time zone database that the tzdata package brings: countries, zones, old names of zones."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def country_names() -> dict[str, str]:
    """Return the English name of every ISO 3166 country by its two letters."""
    return {row[0]: row[1] for row in _rows("iso3166.tab")}


@cache
def zones_of_countries() -> dict[str, tuple[str, ...]]:
    """Return the names of each country's time zones, the one that most people live in first."""
    zones: dict[str, list[str]] = {}
    for code, _place, zone, *_note in _rows("zone.tab"):
        zones.setdefault(code, []).append(zone)
    return {code: tuple(names) for code, names in zones.items()}


@cache
def other_names() -> dict[str, str]:
    """Return the zone that each old or second name stands for: Asia/Kolkata for Asia/Calcutta."""
    lines = (line.split() for line in _lines("tzdata.zi"))
    return {parts[2]: parts[1] for parts in lines if parts[:1] == ["L"]}


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _lines(name) if line and not line.startswith("#"))


def _lines(name: str) -> list[str]:
    return files("tzdata.zoneinfo").joinpath(name).read_text(encoding="utf-8").splitlines()
