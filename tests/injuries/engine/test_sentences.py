"""Templates: which places they have, and how they read in plain English."""

from datetime import date
from decimal import Decimal

import pytest

from injuries.engine.sentences import KINDS, Place, gettext_noop, parse, places, plain


def test_a_template_is_words_and_places():
    # What an earlier test has parsed would be remembered.
    parse.cache_clear()
    template = "{shoe:text} has {distance_m:distance} on it."
    assert parse(template) == (Place("shoe", "text"), " has ", Place("distance_m", "distance"), " on it.")
    assert places(template) == (Place("shoe", "text"), Place("distance_m", "distance"))
    assert parse("") == ()


@pytest.mark.parametrize(
    "template", ["{shoe}", "{shoe:colour}", "{:text}", "{two words:text}", "{", "a } b", "{a:text", "{}", "{{a:text}}"]
)
def test_what_is_no_template_is_refused(template):
    with pytest.raises(ValueError, match=r"is no place|a stray brace"):
        parse(template)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("distance", Decimal(812000), "812 km"),
        ("distance", Decimal("799999.999"), "799.99 km"),
        ("distance", Decimal(8200), "8.2 km"),
        ("distance", 1_600_000, "1,600 km"),
        ("days", 1, "1 day"),
        ("days", 18, "18 days"),
        ("date", date(2026, 11, 2), "2 Nov 2026"),
        ("score", Decimal("3.5"), "3.5"),
        ("score", 4, "4"),
        ("count", 10, "10"),
        ("percent", Decimal("0.301"), "30.1 %"),
        ("percent", Decimal("0.30"), "30 %"),
        ("duration", 300, "5 min"),
        ("duration", Decimal(270), "4.5 min"),
        ("duration", 36000, "600 min"),
        ("text", "Pegasus {40:x}", "Pegasus {40:x}"),
    ],
)
def test_plain(kind, value, text):
    assert plain(f"<{{it:{kind}}}>", {"it": value}) == f"<{text}>"


def test_every_kind_can_be_shown():
    values = {"date": date(2026, 1, 1), "text": "x"}
    assert all(plain(f"{{it:{kind}}}", {"it": values.get(kind, 1)}) for kind in KINDS)


def test_a_missing_fact_is_an_error():
    with pytest.raises(KeyError, match="shoe"):
        plain("{shoe:text}", {})


def test_marking_changes_nothing():
    assert gettext_noop("as it is") == "as it is"
