"""What home shows: full cards from caution up, three rows of what is smaller, the five elements with a reason each."""

from datetime import date, timedelta
from typing import Any

import pytest

from injuries.engine.levels import ELEMENTS
from injuries.guidance.models import Flag
from injuries.guidance.presentation import attention, elements, render
from injuries.guidance.queries import State
from injuries.guidance.sentences import Reader
from tests.support.clock import NOW
from tests.support.days import ON

READER = Reader("km", ON)
numbers = iter(range(1, 10_000))


def flag(level: str = "notice", rule: str = "skipped_warm_up", *, days_old: int = 0, **fields: Any) -> Flag:
    on = ON - timedelta(days=days_old)
    said = {"sentence": f"{rule} {level}.", "short": f"{rule} in short", "element": "warm_up", "scope": ""}
    return Flag(pk=next(numbers), rule=rule, level=level, raised_on=on, level_since_on=on, risen_at=NOW, **{**said, **fields})


def state(flags: tuple[Flag, ...] = (), **fields: Any) -> State:
    return State(flags, on=ON, **fields)


class TestAttention:
    """Which flags are shown, and in which order."""

    def test_high_ones_in_full_and_low_ones_in_rows(self) -> None:
        shown = attention([flag("info"), flag("urgent"), flag("caution"), flag("see_provider"), flag("notice")], READER)
        assert [card.level for card in shown.cards] == ["urgent", "see_provider", "caution"]
        assert [row.level for row in shown.rows] == ["notice", "info"]
        assert shown.total == 5

    def test_at_most_three_rows_highest_then_newest(self) -> None:
        flags = [flag("info", days_old=0), flag("notice", days_old=5), flag("notice", days_old=1), flag("info", days_old=2)]
        shown = attention(flags, READER)
        assert [(row.level, (ON - row.since_on).days) for row in shown.rows] == [("notice", 1), ("notice", 5), ("info", 0)]
        assert shown.total == 4

    def test_newest_goes_by_the_day_on_which_the_matter_began(self) -> None:
        flags = [flag("info", facts={"since_on": "2026-11-01"}), flag("info", facts={"since_on": "2026-11-20"})]
        assert [row.since_on.day for row in attention(flags, READER).rows] == [20, 1]

    def test_the_check_for_warning_signs_is_not_counted(self) -> None:
        shown = attention([flag("notice"), flag("notice"), flag("notice"), flag("notice", "warning_sign_check_due", days_old=9)], READER)
        assert len(shown.rows) == 4
        assert "warning_sign_check_due" in {row.rule for row in shown.rows}

    def test_suppressed_ones_are_counted_and_not_shown(self) -> None:
        shown = attention([flag("urgent"), flag("info", is_suppressed=True)], READER)
        assert (len(shown.cards), shown.rows, shown.total) == (1, (), 2)


class TestElements:
    """Always five, always in this order, each with a state and why."""

    def test_five_in_order_without_an_assessment(self) -> None:
        rows = elements(State(), READER)
        assert tuple(row.key for row in rows) == ELEMENTS
        assert {row.word for row in rows} == {"Not enough logged"}

    def test_a_level_says_the_short_sentence_of_its_highest_flag(self) -> None:
        found = state((flag("caution", "warm_up_habit"), flag("info")), elements={**State().elements, "warm_up": "caution"})
        row = elements(found, READER)[0]
        assert (row.state, row.label, row.word, row.line) == ("caution", "Warm-up", "Caution", "warm_up_habit in short")
        assert row.url.endswith("#warm_up")

    def test_not_enough_says_what_is_missing(self) -> None:
        missing = {
            "rule": "warm_up_habit",
            "scope": "",
            "element": "warm_up",
            "missing": "{answered:count} of 3.",
            "facts": {"answered": 1},
        }
        assert elements(state(insufficient=(missing,)), READER)[0].line == "1 of 3."

    def test_low_energy_is_never_the_reason(self) -> None:
        missing = {"rule": "low_energy", "scope": "", "element": "strength", "missing": "No answers.", "facts": {}}
        assert elements(state(insufficient=(missing,)), READER)[3].line == ""

    def test_not_checked_yet_is_never_ok(self) -> None:
        row = elements(state(elements=dict.fromkeys(ELEMENTS, "unchecked")), READER)[2]
        assert row.word == "Not checked yet"
        assert "still to come" in row.line

    def test_a_rule_that_failed_is_said(self) -> None:
        row = elements(state(failures=({"rule": "worn_shoes", "element": "footwear"},)), READER)[1]
        assert row.line == "Part of this could not be checked."

    def test_ok_praises_nothing(self) -> None:
        row = elements(state(elements=dict.fromkeys(ELEMENTS, "ok")), READER)[0]
        assert (row.word, row.line) == ("Nothing flagged", "")


class TestFlag:
    """One flag for a reader."""

    def test_steps_on_the_page_of_its_record_need_the_record(self) -> None:
        worn = flag("caution", "worn_shoes", scope="shoe:a", element="footwear")
        assert render(worn, READER).steps == ()
        assert render(worn, READER, {"shoe:a": 7}).steps[0].url == f"/flags/{worn.pk}/?do=retire#do-retire"

    def test_an_emergency_leads_to_its_page_first(self) -> None:
        leg = flag("emergency", "leg_weakness", scope="leg:a", element="pain")
        assert [step.url for step in render(leg, READER, {"leg:a": 7}).steps] == [
            "/emergency/",
            "/legs/7/edit/",
            "/legs/7/resolve/",
            "/checks/ask/",
            "/appointments/prepare/",
        ]

    def test_a_rule_without_steps_has_none(self) -> None:
        assert render(flag(rule="unheard_of"), READER).steps == ()

    @pytest.mark.parametrize(("level", "is_high"), [("info", False), ("notice", False), ("caution", True), ("emergency", True)])
    def test_height(self, level: str, is_high: bool) -> None:
        assert render(flag(level), READER).is_high is is_high

    def test_since(self) -> None:
        assert render(flag(facts={"since_on": "2026-10-02"}), READER).since_on == date(2026, 10, 2)
        assert render(flag(days_old=2, facts={"since_on": None}), READER).since_on == ON - timedelta(days=2)
