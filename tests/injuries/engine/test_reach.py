"""The random logs reach every rule, each often enough: a property that never meets a rule says nothing about it.

`pytest --hypothesis-show-statistics` shows how often each came up in the other properties; this test counts for itself, over the same
logs each time, and fails when a rule, a want of data or a state is hardly ever met.
"""

from collections import Counter

from hypothesis import HealthCheck, Phase, event, given, seed, settings

from injuries.engine.assessment import Assessment
from injuries.engine.levels import LEVELS
from injuries.engine.log import Log
from injuries.rules import all_rules
from tests.injuries.engine.builders import said
from tests.injuries.engine.stories import rich_logs

EXAMPLES = 50
SEEDS, MOST_SEEDS = 4, 24
"""How many searches there are at least, and at most: what Hypothesis draws varies with the constants of the code under test."""
LEAST = 2
"""Of all examples: one in a hundred at least, one in six hundred where it takes the most searches."""
WANTING = {
    "warm_up_habit",
    "worn_shoes",
    "slumped_posture",
    "low_strength",
    "low_walking",
    "low_energy",
    "persistent_pain",
    "worsening_pain",
    "early_pain",
}
"""The rules whose row says that data can be insufficient."""

COUNTING = settings(max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


def reached(wanted: set[str]) -> tuple[Counter[str], int]:
    """Count in how many logs each rule, level, episode state and want of data comes up; return also in how many there were.

    Searches until all that is wanted has come up often enough, or there were enough searches.
    """
    counts: Counter[str] = Counter()

    def count(log: Log) -> None:
        met = met_in(said(log))
        counts.update(met)
        for each in met:
            event(each)

    # Several short searches: one long one stays near to what it has drawn before.
    for number in range(MOST_SEEDS):
        if number >= SEEDS and all(counts[each] >= LEAST for each in wanted):
            return counts, number * EXAMPLES
        seed(number)(COUNTING(given(rich_logs())(count)))()
    return counts, MOST_SEEDS * EXAMPLES


def met_in(found: Assessment) -> set[str]:
    """Return the names of all that an assessment is an example of."""
    met = {flag.rule for flag in found.flags} | {flag.level for flag in found.flags}
    met |= {f"{each.rule}?" for each in found.insufficient} | {"suppressed" for flag in found.flags if flag.suppressed}
    return met | {f"episode {found.episode.course.state}" if found.episode else "no episode"}


def test_every_rule_is_reached():
    rules = {rule.key for rule in all_rules()}
    wanted = rules | {f"{rule}?" for rule in WANTING} | set(LEVELS) | {"suppressed"}
    wanted |= {f"episode {state}" for state in ("open", "quiet", "stale")} | {"no episode"}
    counts, logs = reached(wanted)
    assert {each: counts[each] for each in wanted if counts[each] < LEAST} == {}
    silent = {rule: counts[rule] for rule in rules if counts[rule] > logs * 0.95}
    assert silent == {}, "a rule that speaks of nearly every log is not tested for keeping quiet"
    assert {each.rstrip("?") for each in counts if each.endswith("?")} == WANTING
