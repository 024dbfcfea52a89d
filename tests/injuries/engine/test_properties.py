"""What holds for any log: the same answer twice, in whatever order, from the window as from the whole, whatever lies ahead.

Sixty logs each, to be quick; `make proof` takes more.
"""

import copy
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from injuries.engine.assess import assess
from injuries.engine.levels import ELEMENTS, STATES
from injuries.engine.log import Log
from injuries.engine.windowing import summarise, window_start
from injuries.rules import all_rules
from tests.injuries.engine.builders import ON, said
from tests.injuries.engine.logs import LISTS, shuffled
from tests.injuries.engine.stories import rich_logs, twins
from tests.support.examples import examples

pytestmark = pytest.mark.often
LOW = {rule.key: {each.key: each.low for each in rule.thresholds} for rule in all_rules()}
HIGH = {rule.key: {each.key: each.high for each in rule.thresholds} for rule in all_rules()}
THRESHOLDS = st.sampled_from([None, LOW, HIGH])
ANY = settings(max_examples=examples(30), deadline=None)


@ANY
@given(rich_logs(), THRESHOLDS)
def test_twice_the_same_and_always_sayable(log, thresholds):
    first = said(log, ON, thresholds)
    assert first == said(copy.deepcopy(log), ON, thresholds)
    assert list(first.elements) == list(ELEMENTS)
    assert set(first.elements.values()) <= set(STATES)


@ANY
@given(rich_logs(), THRESHOLDS)
def test_the_window_says_what_the_whole_log_says(log, thresholds):
    assert said(summarise(log, window_start(ON)), ON, thresholds) == said(log, ON, thresholds)


@ANY
@given(st.one_of(rich_logs(), twins().map(lambda records: Log(**records))), st.randoms(use_true_random=False))
def test_the_order_of_records_is_nothing(log, random):
    assert said(shuffled(log, random)) == said(log)


@ANY
@given(rich_logs())
def test_what_lies_ahead_does_not_exist(log):
    assert said(_until_today(log)) == said(log)


def _until_today(log: Log) -> Log:
    kept = {name: tuple(each for each in getattr(log, name) if each.on <= ON) for name in set(LISTS) - {"shoes", "onsets", "appointments"}}
    known = {each.id for each in kept["runs"]}
    kept["pain"] = tuple(each if each.run in known else replace(each, run=None) for each in kept["pain"])
    kept["onsets"] = tuple(each for each in log.onsets if each.opened_on <= ON)
    shoes = (replace(each, checks=_past(each.checks), comfort=_past(each.comfort)) for each in log.shoes)
    return replace(log, **kept, shoes=tuple(shoes))


def _past(records):
    return tuple(each for each in records if each.on <= ON)


@ANY
@given(rich_logs(), st.sampled_from([1, 7, 14, 30, 400]))
def test_time_alone_clears_no_warning(log, later):
    """Flags of section 9 end by a resolution only, notices of a leg aside."""
    kept = _until_today(log)
    kept = replace(kept, leg_reports=_reopened(kept.leg_reports), sign_checks=_reopened(kept.sign_checks))

    def warnings(on):
        flags = assess(kept, on, rules=all_rules()).flags
        return {
            (each.rule, each.scope)
            for each in flags
            if each.rule in {"emergency_signs", "urgent_signs", "leg_weakness"} and each.level != "notice"
        }

    assert warnings(ON) <= warnings(ON + timedelta(days=later))


def _reopened(records):
    return tuple(replace(each, resolved=None) for each in records)


@ANY
@given(rich_logs(), rich_logs(), st.sampled_from(LISTS))
def test_a_change_put_back_leaves_nothing_behind(log, other, name):
    """Editing any kind of record and undoing it: assessing in between is of no consequence."""
    before = said(log)
    known = {each.id for each in other.runs} if name == "runs" else {each.id for each in log.runs}
    edited = replace(log, **{name: getattr(other, name)})
    said(replace(edited, pain=tuple(each if each.run in known else replace(each, run=None) for each in edited.pain)))
    assert said(replace(edited, **{name: getattr(log, name)})) == before
