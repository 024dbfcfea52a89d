"""Countries: names and units."""

import pytest
from phonenumbers import SUPPORTED_REGIONS

from runlog.people import countries


def test_every_country_of_the_telephone_has_a_name() -> None:
    # Ascension and Tristan da Cunha are parts of St Helena, and have a code of telephones alone.
    assert {code for code in SUPPORTED_REGIONS if not countries.name_of(code)} <= {"AC", "TA"}


def test_choices_are_by_name_and_complete() -> None:
    choices = countries.choices()
    assert len(choices) == len(countries.names()) > 245
    assert [name for _code, name in choices[:3]] == ["Afghanistan", "Åland Islands", "Albania"]
    assert dict(choices)["DE"] == "Germany"


@pytest.mark.parametrize(
    ("code", "units"), [("US", "mi"), ("GB", "mi"), ("LR", "mi"), ("MM", "mi"), ("DE", "km"), ("IE", "km"), ("", "km")]
)
def test_usual_units(code: str, units: str) -> None:
    assert countries.usual_units(code) == units


def test_countries_in_miles_exist() -> None:
    assert all(map(countries.name_of, countries.IN_MILES))


def test_what_is_no_country_has_no_name() -> None:
    assert [countries.name_of(code) for code in ("", "ZZ", "gb", "EN")] == [""] * 4
