"""No thresholds that a curator may set cross: their bounds rule it out, or the rule lists the pair."""

from itertools import combinations

import pytest

from injuries.rules import all_rules

# Pairs whose order means nothing: either may be the greater.
INDEPENDENT = {
    "early_pain": {("pain_days", "week_days"), ("pain_days", "week_entries"), ("pain_days", "needed"), ("week_entries", "needed")},
    "low_energy": {("opens", "needed")},
    "low_strength": {("days", "pain_days")},
    "low_walking": {("walking", "running")},
    "one_sided_pain": {("scores", "days")},
    "pain_stops_running": {("row", "span_days"), ("closing_runs", "row")},
    "persistent_pain": {("first_days", "week_days"), ("entries_needed", "first_days")},
    "return_after_gap": {("days", "lookback_days")},
    "runs_without_shoe": {("runs", "days")},
    "session_spike": {("days", "lookback_days")},
    "single_pair": {("runs", "days")},
    "slumped_posture": {("opens", "needed")},
    "uncomfortable_shoes": {("drop", "low_comfort")},
    "warm_up_habit": {
        *(("answered", "days"), ("days", "pain_days"), ("row", "answered"), ("row", "needed")),
        *(("needed", "answered"), ("answered", "pain_days")),
    },
    # A racing pair may be let run as far as another; what it is compared with is its own first check.
    "worn_shoes": {
        *(("racing_limit_m", "limit_m"), ("racing_limit_m", "inspect_m"), ("racing_inspect_m", "inspect_m")),
        *(("again_m", "inspect_m"), ("again_m", "racing_inspect_m")),
    },
    "worsening_pain": {
        *(("week_days", "severe_days"), ("severe_times", "entries_needed"), ("entries_needed", "severe_of")),
        *(("entries_needed", "closing_entries"), ("rise", "closing_score"), ("severe_of", "closing_entries")),
    },
}


def comparable(one, other):
    """Days and counts of days are measured with one measure."""
    return one.unit == other.unit or {one.unit, other.unit} == {"d", "count"}


def may_cross(rule):
    for one, other in combinations(rule.thresholds, 2):
        low, high = (one, other) if one.default <= other.default else (other, one)
        if comparable(one, other) and low.high > high.low:
            yield low.key, high.key


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.key)
def test_thresholds_that_could_cross_are_listed(rule):
    assert set(may_cross(rule)) - set(rule.ascending) == INDEPENDENT.get(rule.key, set())


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.key)
def test_listed_pairs_are_thresholds_whose_defaults_ascend(rule):
    defaults = {each.key: each.default for each in rule.thresholds}
    assert all(defaults[low] <= defaults[high] for low, high in rule.ascending)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.key)
def test_default_lies_within_its_bounds(rule):
    assert all(each.low <= each.default <= each.high for each in rule.thresholds)
