"""Time zones as people choose them."""

from zoneinfo import ZoneInfo

import pytest

from runlog.people import time_zones


def test_every_zone_is_known_to_python() -> None:
    assert len(time_zones.names()) > 400
    assert all(ZoneInfo(name).key == name for name in time_zones.names())


def offered(kept: str = "") -> dict[str, dict[str, str]]:
    """Return the label of every zone offered, by region."""
    return {region: dict(zones) for region, zones in time_zones.choices(kept) if not isinstance(zones, str)}


def test_choices_offer_every_zone_once() -> None:
    zones = [zone for region in offered().values() for zone in region]
    assert sorted([*zones, "UTC"]) == sorted(time_zones.names())
    assert time_zones.choices()[-1] == ("UTC", "UTC")
    assert offered()["America"]["America/Argentina/Buenos_Aires"] == "Argentina, Buenos Aires"


def test_choices_offer_what_somebody_has() -> None:
    assert offered("US/Pacific")["US"] == {"US/Pacific": "Pacific"}


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("UTC", "UTC"),
        ("Etc/UCT", ""),  # another name, but of a zone without a place
        ("Mars/Olympus", ""),
        ("../../etc/passwd", ""),
        ("", ""),
    ],
)
def test_names_that_browsers_use(name: str, zone: str) -> None:
    assert time_zones.known_as(name) == zone


def test_zones_and_countries() -> None:
    assert time_zones.country_of("Europe/Lisbon") == "PT"
    assert time_zones.country_of("UTC") == ""
    assert time_zones.main_zone_of("US") == "America/New_York"
    assert time_zones.main_zone_of("ZZ") == ""
