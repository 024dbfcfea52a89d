"""Guesses at a person's country, units and time zone from what a browser says; each is shown and can be changed."""

import re
from dataclasses import dataclass

from runlog.people import countries, time_zones

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})(?![a-z0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class Guess:
    """Country ("" for none), units and zone (IANA name)."""

    country: str
    units: str
    time_zone: str


def guess(*, accept_language: str, zone: str = "") -> Guess:
    """Guess from the browser's languages (`en-GB,en;q=0.9`) and, where it has told, its zone.

    The zone tells more of where somebody is than the language does: many browsers far from America say `en-US`.
    """
    zone = time_zones.known_as(zone)
    country = (time_zones.country_of(zone) if zone else "") or country_of_languages(accept_language)
    return Guess(country, countries.usual_units(country), zone or time_zones.main_zone_of(country) or time_zones.UTC)


def country_of_languages(accept_language: str) -> str:
    """Return the country of the first language that names one, or ""."""
    for part in accept_language[:500].split(","):
        tag = _TAG.match(part.strip())
        if tag and countries.name_of(tag[1].upper()):
            return tag[1].upper()
    return ""
