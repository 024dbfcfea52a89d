"""Assessing: order, suppression, states of the elements, failures, and the document."""

import json
from datetime import date
from decimal import Decimal

import pytest

from injuries.engine.assess import NotReached, assess
from injuries.engine.assessment import as_json
from injuries.engine.contract import CARDS, CONTRACT, FIRST_STAGE, LAST_STAGE, keys_of, stage_of
from injuries.engine.levels import ELEMENTS, LEVELS, STATES, at_least, highest, rank
from injuries.engine.log import Log
from injuries.engine.rule import Finding, Missing, Raised, Rule, Threshold
from tests.injuries.engine.builders import ON, check, pain, run, said, shoe


def saying(key, *outcomes, stage=None, thresholds=(), seen=None):
    """A rule of the contract that says always the same, and keeps what it was given in `seen`."""

    def always(history, numbers, earlier):
        if seen is not None:
            seen.append((dict(numbers), earlier))
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome
            yield outcome

    return Rule(key, CONTRACT[key], stage or stage_of(key), key, always, (), thresholds)


def found(level, scope="", **facts):
    return Finding(level, scope, "Says {count:count}.", "short", "clears after {days:days}", {"count": 1, "days": 7} | facts)


def every_rule(**said_by):
    """The whole contract, silent but for those given."""
    return [saying(key, *said_by.get(key, ())) for key in CONTRACT]


def result(**said_by):
    return assess(Log(), ON, rules=every_rule(**said_by))


def test_flags_stand_by_falling_level_then_rule_then_scope():
    rules = every_rule(
        worn_shoes=[found("caution", "shoe:b"), found("notice", "shoe:a"), found("caution", "shoe:B")],
        pain_zone=[found("caution", "run:1")],
        persistent_pain=[found("see_provider", "episode:2026-11-01")],
    )
    flags = assess(Log(), ON, rules=reversed(rules)).flags
    assert [(flag.level, flag.rule, flag.scope) for flag in flags] == [
        ("see_provider", "persistent_pain", "episode:2026-11-01"),
        ("caution", "pain_zone", "run:1"),
        ("caution", "worn_shoes", "shoe:B"),
        ("caution", "worn_shoes", "shoe:b"),
        ("notice", "worn_shoes", "shoe:a"),
    ]


@pytest.mark.parametrize(
    ("highest_level", "hidden"), [("see_provider", set()), ("urgent", {"info", "notice"}), ("emergency", {"info", "notice"})]
)
def test_urgent_and_emergency_suppress_what_is_small(highest_level, hidden):
    small = [found(level, f"run:{level}") for level in ("info", "notice", "caution")]
    flags = result(urgent_signs=[found(highest_level, "screen:c")], session_spike=small).flags
    assert {flag.level for flag in flags if flag.suppressed} == hidden


def test_the_check_that_is_due_is_never_suppressed():
    flags = result(urgent_signs=[found("urgent")], warning_sign_check_due=[found("notice")], early_pain=[found("notice")]).flags
    assert {flag.rule for flag in flags if flag.suppressed} == {"early_pain"}


def test_states_of_the_elements():
    assessment = result(
        worn_shoes=[Missing("none")],
        single_pair=[found("info")],
        session_spike=[found("notice"), found("caution", "run:2")],
        warm_up_habit=[Missing("none")],
        urgent_signs=[found("urgent")],
    )
    assert list(assessment.elements.items()) == [
        ("warm_up", "unknown"),
        ("footwear", "info"),
        ("posture", "ok"),
        ("strength", "caution"),
        ("pain", "urgent"),
    ]


def test_a_suppressed_flag_still_makes_the_state():
    assert result(urgent_signs=[found("urgent")], slumped_posture=[found("info")]).elements["posture"] == "info"


def test_low_energy_may_lack_its_answers():
    assert result(low_energy=[Missing("none")]).elements["strength"] == "ok"
    assert result(low_energy=[Missing("none")], low_strength=[Missing("none")]).elements["strength"] == "unknown"


def test_an_element_with_a_rule_still_to_be_written_is_unchecked():
    rules = [rule for rule in every_rule(session_spike=[found("info")]) if rule.key not in {"tight_without_warm_up", "low_walking"}]
    elements = assess(Log(), ON, rules=rules).elements
    assert (elements["warm_up"], elements["strength"], elements["footwear"]) == ("unchecked", "info", "ok")


def test_an_element_is_ok_when_its_own_rules_are_there_whatever_of_the_others():
    assert assess(Log(), ON, rules=[saying(key) for key in keys_of("footwear")]).elements["footwear"] == "ok"


def test_what_is_unknown_is_not_called_unchecked():
    rules = [rule for rule in every_rule(warm_up_habit=[Missing("none")]) if rule.key != "tight_without_warm_up"]
    assert assess(Log(), ON, rules=rules).elements["warm_up"] == "unknown"


def test_a_rule_that_raises_is_a_failure_and_the_others_still_run():
    broken = ZeroDivisionError("planted")
    assessment = result(worn_shoes=[found("caution"), broken], warm_up_habit=[found("notice")])
    assert [(failure.rule, failure.element, failure.error) for failure in assessment.failures] == [("worn_shoes", "footwear", broken)]
    assert [flag.rule for flag in assessment.flags] == ["warm_up_habit"]
    assert assessment.elements["footwear"] == "unknown"


@pytest.mark.parametrize(
    ("outcomes", "error"),
    [
        ([found("notice", "shoe:a"), found("caution", "shoe:a")], ValueError("a scope is judged twice")),
        ([found("notice", "shoe:a"), Missing("none", "shoe:a")], ValueError("a scope is judged twice")),
        ([Finding("notice", "", "In {shoe:text} and {age:days}.", "s", "s", {})], KeyError("age", "shoe")),
        ([Finding("notice", "", "s", "In {shoe:text}.", "s", {})], KeyError("shoe")),
        ([Finding("notice", "", "s", "s", "In {shoe:text}.", {})], KeyError("shoe")),
        ([Missing("In {shoe:text}.")], KeyError("shoe")),
        ([found("severe")], ValueError("severe")),
        ([found("notice", at=[1.5])], TypeError("no fact can be a float")),
    ],
)
def test_what_could_not_be_stored_or_read_is_a_failure_of_its_rule_alone(outcomes, error):
    assessment = result(worn_shoes=outcomes, warm_up_habit=[found("notice")])
    [failure] = assessment.failures
    assert (type(failure.error), failure.error.args) == (type(error), error.args)
    assert [flag.rule for flag in assessment.flags] == ["warm_up_habit"]
    assert assessment.insufficient == ()


def test_a_failed_element_still_shows_its_other_flags():
    assert result(worn_shoes=[ZeroDivisionError()], single_pair=[found("info")]).elements["footwear"] == "info"


def test_rules_that_read_a_failed_one_are_not_run():
    assessment = result(leg_weakness=[ZeroDivisionError()], low_walking=[found("info")], pain_zone=[found("notice")])
    assert {failure.rule for failure in assessment.failures} == {"leg_weakness", *LAST_STAGE}
    assert [str(failure.error) for failure in assessment.failures if isinstance(failure.error, NotReached)] == sorted(LAST_STAGE)
    assert [flag.rule for flag in assessment.flags] == ["pain_zone"]


def test_a_failure_of_a_rule_that_nobody_reads_stops_none():
    assert [failure.rule for failure in result(pain_zone=[ZeroDivisionError()]).failures] == ["pain_zone"]


def test_only_the_last_stage_reads_flags_and_only_those_of_the_first():
    seen = {key: [] for key in ("pain_zone", "early_pain", "low_walking")}
    lowered = Finding("info", "", "s", "s", "s", {}, level_before_care="see_provider")
    said_by = {
        "persistent_pain": [lowered],
        "urgent_signs": [found("urgent")],
        "worn_shoes": [found("caution")],
        "appointment_prep": [found("info")],
    }
    rules = [saying(key, *said_by.get(key, ()), seen=seen.get(key)) for key in CONTRACT]
    assess(Log(), ON, rules=rules)
    assert seen["pain_zone"] == [({}, Raised())]
    expected = Raised(before_care=("see_provider", "urgent"), after_care=("info", "urgent"))
    assert seen["early_pain"] == seen["low_walking"] == [({}, expected)]


@pytest.mark.parametrize(
    ("before", "after", "level", "expected"),
    [
        ((), (), "info", (False, False)),
        (("see_provider",), ("info",), "see_provider", (True, False)),
        (("urgent",), ("urgent",), "see_provider", (True, True)),
        (("caution",), ("caution",), "see_provider", (False, False)),
    ],
)
def test_whether_a_level_is_reached(before, after, level, expected):
    raised = Raised(before, after)
    assert (raised.reached_before_care(level), raised.reached_after_care(level)) == expected


NUMBERS = (
    Threshold("days", default=14, low=7, high=28, unit="d", label="days"),
    Threshold("share", default=Decimal("0.5"), low=Decimal("0.2"), high=Decimal("0.8"), unit="share", label="share"),
)


@pytest.mark.parametrize(
    ("stored", "used"),
    [
        (None, {"days": 14, "share": Decimal("0.5")}),
        ({"days": Decimal(20)}, {"days": 20, "share": Decimal("0.5")}),
        ({"days": 99, "share": Decimal("0.1")}, {"days": 28, "share": Decimal("0.2")}),
        ({"days": 1, "share": 1, "gone": 3}, {"days": 7, "share": Decimal("0.8")}),
    ],
)
def test_thresholds_are_the_stored_ones_within_their_bounds(stored, used):
    seen = []
    rule = saying("worn_shoes", found("notice"), thresholds=NUMBERS, seen=seen)
    [flag] = assess(Log(), ON, stored and {"worn_shoes": stored}, rules=[rule]).flags
    assert seen[0][0] == flag.facts["thresholds"] == used
    assert isinstance(seen[0][0]["days"], int)


def test_missing_data_carry_their_numbers_too():
    [each] = assess(Log(), ON, rules=[saying("worn_shoes", Missing("none", "shoe:a", {"shoe": "A"}), thresholds=NUMBERS)]).insufficient
    assert (each.scope, each.facts) == ("shoe:a", {"shoe": "A", "thresholds": {"days": 14, "share": Decimal("0.5")}})


def test_the_document():
    rules = [
        saying("worn_shoes", found("notice", "shoe:a", since_on=date(2026, 11, 1), limit_m=Decimal("800000.000"), names=["A"])),
        saying("warm_up_habit", Missing("{count:count} answers", facts={"count": 2})),
    ]
    document = assess(Log(pain=(pain(3, 5), pain(2, 4))), ON, rules=rules).as_document()
    assert document == {
        "on": "2026-11-22",
        "episode": {
            "opened_on": "2026-11-19",
            "onset_on": "2026-11-19",
            "age_days": 3,
            "stage": "acute",
            "state": "open",
            "baseline": 4.5,
            "current": None,
            "improving": None,
        },
        "elements": {"warm_up": "unknown", "footwear": "notice", "posture": "unchecked", "strength": "unchecked", "pain": "unchecked"},
        "flags": [
            {
                "rule": "worn_shoes",
                "scope": "shoe:a",
                "element": "footwear",
                "level": "notice",
                "suppressed": False,
                "facts": {"count": 1, "days": 7, "since_on": "2026-11-01", "limit_m": 800000, "names": ["A"], "thresholds": {}},
                "clears": "clears after 7 days",
            }
        ],
        "insufficient": [{"rule": "warm_up_habit", "scope": "", "missing": "2 answers"}],
    }


def test_a_log_without_pain_has_no_episode():
    assert said(Log()).as_document()["episode"] is None


def test_a_whole_number_is_written_as_one():
    assert json.dumps(as_json([Decimal("800000.000"), Decimal("4.50")])) == "[800000, 4.5]"


def test_no_fact_can_be_a_float():
    with pytest.raises(TypeError, match="no fact can be a float"):
        as_json(1.5)


def test_one_day_later_is_another_assessment():
    log = Log(runs=(run(6, warm_up_state="skipped"),), shoes=(shoe(),), sign_checks=(check(1, fever="yes"),))
    assert {flag.rule for flag in said(log).flags} > {flag.rule for flag in said(log, date(2026, 11, 23)).flags}


def test_levels_rise():
    assert LEVELS == ("info", "notice", "caution", "see_provider", "urgent", "emergency")
    assert [rank(level) for level in LEVELS] == list(range(6))
    assert (highest(["info", "urgent", "caution"]), highest([])) == ("urgent", None)
    assert (at_least("urgent", "caution"), at_least("info", "notice"), at_least(None, "info")) == (True, False, False)
    assert set(LEVELS) < set(STATES)


def test_the_contract_gives_each_rule_to_one_element():
    assert len(CONTRACT) == 29
    assert set(CONTRACT.values()) == set(ELEMENTS) > set(CARDS.values())
    assert sum(len(keys_of(element)) for element in ELEMENTS) == 29
    assert {stage_of(key) for key in FIRST_STAGE} == {1}
    assert {stage_of(key) for key in LAST_STAGE} == {3}
