"""Emergency numbers, held against the metadata of the telephone."""

import pytest
from phonenumbers import PhoneMetadata, is_emergency_number

from runlog.people import countries
from runlog.people.emergency_numbers import FIRST, emergency_numbers


def known_pattern(country: str) -> str | None:
    metadata = PhoneMetadata.short_metadata_for_region(country)
    return metadata.emergency.national_number_pattern if metadata and metadata.emergency else None


EVERYWHERE = sorted(countries.names())


def test_every_country_answers_where_anything_is_known() -> None:
    assert [country for country in EVERYWHERE if (emergency_numbers(country) is None) is not (known_pattern(country) is None)] == []
    assert sum(emergency_numbers(country) is not None for country in EVERYWHERE) > 235


def test_every_number_is_one_of_the_country() -> None:
    told = [(country, number) for country in EVERYWHERE for number in emergency_numbers(country) or ()]
    assert [(country, number) for country, number in told if not is_emergency_number(number, country)] == []


def test_table_decides_wherever_there_is_a_choice() -> None:
    choosing = {country for country in EVERYWHERE if not (known_pattern(country) or "0").isdigit()}
    assert choosing == set(FIRST)


@pytest.mark.parametrize(
    ("country", "numbers"),
    [
        ("US", ("911",)),
        ("CA", ("911",)),
        ("GB", ("999", "112")),
        ("DE", ("112",)),
        ("FR", ("15", "112")),
        ("JP", ("119",)),
        ("CN", ("120",)),
        ("AU", ("000", "112")),
        ("NZ", ("111",)),
        ("BR", ("192",)),
        ("KR", ("119",)),
        ("CH", ("144", "112")),
        ("MO", ("999",)),
    ],
)
def test_who_brings_an_ambulance(country: str, numbers: tuple[str, ...]) -> None:
    assert emergency_numbers(country) == numbers


@pytest.mark.parametrize("country", ["", "ZZ", "gb", "AQ", "001"])
def test_nobody_knows(country: str) -> None:
    assert emergency_numbers(country) is None
