"""Sentences are filled in the reader's language and units."""

from datetime import date
from decimal import Decimal

import pytest

from injuries.engine.sentences import KINDS
from injuries.guidance.evidence import facts_of, rule_label, thresholds_of
from injuries.guidance.sentences import SHOWN, Reader, fill

KM, MILES = Reader("km", date(2026, 11, 22)), Reader("mi", date(2026, 11, 22))
WORN = "{shoe:text} has {distance_m:distance} on it; you set {limit_m:distance}."


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("reader", "facts", "said"),
    [
        (KM, {"shoe": "Pegasus", "distance_m": 812_000, "limit_m": 700_000}, "Pegasus has 812 km on it; you set 700 km."),
        (KM, {"shoe": "{x}", "distance_m": 812_450.5, "limit_m": 1_200_000}, "{x} has 812.5 km on it; you set 1,200 km."),
        (MILES, {"shoe": "Pegasus", "distance_m": Decimal("812000"), "limit_m": 700_000}, "Pegasus has 504.6 mi on it; you set 435 mi."),
        (KM, {"shoe": "Pegasus", "distance_m": None, "limit_m": 0}, "Pegasus has – on it; you set 0 km."),
    ],
)
def test_distances_are_in_the_units_of_the_reader(reader: Reader, facts: dict, said: str) -> None:
    assert plain(fill(WORN, facts, reader)) == said


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("days", 1, "1 day"),
        ("days", 18, "18 days"),
        ("date", "2026-11-08", "8 Nov"),
        ("date", date(2025, 11, 8), "8 Nov 2025"),
        ("score", 3.5, "3.5"),
        ("score", Decimal("4"), "4"),
        ("count", 12, "12"),
        ("percent", 0.301, "30.1 %"),
        ("percent", 1, "100 %"),
        ("duration", 300, "5 min"),
        ("duration", 270, "4.5 min"),
        ("text", "Ghost", "Ghost"),
    ],
)
def test_every_kind_of_place(kind: str, value: object, said: str) -> None:
    assert plain(fill(f"{{x:{kind}}}", {"x": value}, KM)) == said


def test_no_kind_of_place_is_forgotten() -> None:
    assert SHOWN.keys() == KINDS


def test_a_number_and_its_unit_do_not_part() -> None:
    assert (
        fill("{a:distance} {b:percent} {c:date} {d:duration}", {"a": 1000, "b": 0.5, "c": "2026-11-08", "d": 60}, KM).count("\u00a0") == 4
    )


def test_an_unknown_fact_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("{nothing:text}", {}, KM)


def test_no_sentence_is_no_sentence() -> None:
    assert fill("", {}, KM) == ""


class TestEvidence:
    """Facts and thresholds as rows."""

    def rows(self, rule: str, facts: dict) -> dict[str, str]:
        return {str(row.label): plain(row.value) for row in facts_of(rule, facts, KM)}

    def test_what_is_known_has_a_label_and_its_form(self) -> None:
        facts = {"shoe": "Pegasus", "distance_m": 812_000, "limit_from": "own", "checked_on": "2026-10-02", "worn": ["heel", "one_side"]}
        rows = self.rows("worn_shoes", facts)
        assert rows == {
            "Pair": "Pegasus",
            "Distance": "812 km",
            "Where the limit comes from": "set for this pair",
            "Latest wear check": "2 Oct",
            "What was worn": "heel, one side more",
        }

    def test_not_known_is_said_where_it_matters(self) -> None:
        assert self.rows("worn_shoes", {"start_distance_m": None, "added_m": None}) == {"On it when it was added": "not known"}

    def test_two_rules_may_mean_different_things(self) -> None:
        assert list(self.rows("warning_sign_check_due", {"checked_on": "2026-10-02"})) == ["Latest complete check"]

    def test_what_nobody_has_described_still_shows(self) -> None:
        facts = {
            "hill_m": 1500,
            "seen_on": "2026-10-02",
            "rest_days": 2,
            "dog": "no dog",
            "is_wet": True,
            "several": [1, 2],
            "run_ids": ["r"],
        }
        assert self.rows("unheard_of", facts) == {
            "Hill m": "1.5 km",
            "Seen on": "2 Oct",
            "Rest days": "2 days",
            "Dog": "no dog",
            "Is wet": "yes",
            "Several": "1, 2",
        }

    def test_a_repeated_threshold_stands_in_the_other_table(self) -> None:
        assert self.rows("warm_up_habit", {"days": 14, "skipped": 3, "thresholds": {"days": 14}}) == {"Of these without a warm-up": "3"}

    def test_answers_are_in_the_words_of_the_question(self) -> None:
        assert self.rows("leg_weakness", {"answers": {"both_legs": True, "numbness": None, "worsening": False}}) == {
            "Was it both legs?": "yes",
            "Numbness or pins and needles?": "not answered",
            "Is it getting worse?": "no",
        }
        assert self.rows("urgent_signs", {"answers": {"night_sweats": "not_sure"}}) == {"Night sweats?": "not sure"}

    def test_thresholds_are_in_the_units_of_the_rule(self) -> None:
        rows = thresholds_of("worn_shoes", {"limit_m": 800_000, "inspect_share": 0.6, "gone": 2}, MILES)
        assert [plain(row.value) for row in rows] == ["497.1 mi", "60 %", "2"]
        assert [str(row.label) for row in rows][-1] == "Gone"

    def test_rules_have_names(self) -> None:
        assert rule_label("worn_shoes") == "Worn shoes"
        assert rule_label("long_gone") == "Long gone"
