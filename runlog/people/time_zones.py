"""Time zones as people choose them: those that a place on the map has, in groups by region."""

from functools import cache

from runlog.people.tables import other_names, zones_of_countries

UTC = "UTC"


@cache
def names() -> frozenset[str]:
    """Return every zone that can be chosen."""
    return frozenset(zone for zones in zones_of_countries().values() for zone in zones) | {UTC}


def choices(kept: str = "") -> list[tuple[str, list[tuple[str, str]] | str]]:
    """Return the zones in groups for a select; `kept` is offered too, should it be none of them."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(names() | {kept} - {"", UTC}):
        region, _slash, place = name.partition("/")
        groups.setdefault(region, []).append((name, (place or region).replace("_", " ").replace("/", ", ")))
    groups.pop(UTC)
    return [*groups.items(), (UTC, UTC)]


def known_as(name: str) -> str:
    """Return the zone that a browser's name for it stands for, or "" for none: browsers still say Asia/Calcutta."""
    if name in names():
        return name
    newer = other_names().get(name, "")
    return newer if newer in names() else ""


def country_of(zone: str) -> str:
    """Return the country of the zone, or "" for none."""
    return next((code for code, zones in zones_of_countries().items() if zone in zones), "")


def main_zone_of(country: str) -> str:
    """Return the zone that most people of the country live in, or "" for no such country."""
    return next(iter(zones_of_countries().get(country, ())), "")
