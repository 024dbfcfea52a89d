"""Guesses from what a browser says."""

import pytest

from runlog.people.guesses import Guess, country_of_languages, guess


@pytest.mark.parametrize(
    ("languages", "country"),
    [
        ("en-GB,en;q=0.9", "GB"),
        ("de,en-US;q=0.7", "US"),
        ("zh-Hant-TW", "TW"),
        ("pt-br", "BR"),
        ("de", ""),
        ("en-419", ""),
        ("en-ZZ,fr-CH", "CH"),
        ("*", ""),
        ("", ""),
        ("x" * 100_000, ""),
    ],
)
def test_country_of_languages(languages: str, country: str) -> None:
    assert country_of_languages(languages) == country


def test_zone_tells_more_than_language() -> None:
    assert guess(accept_language="en-US,en", zone="Asia/Calcutta") == Guess("IN", "km", "Asia/Kolkata")


def test_without_a_zone_the_country_gives_one() -> None:
    assert guess(accept_language="en-GB") == Guess("GB", "mi", "Europe/London")


def test_zone_without_a_country_leaves_it_to_the_language() -> None:
    assert guess(accept_language="en-GB", zone="UTC") == Guess("GB", "mi", "UTC")


def test_nothing_known() -> None:
    assert guess(accept_language="", zone="nonsense") == Guess("", "km", "UTC")
