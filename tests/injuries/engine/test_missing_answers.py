"""Taking an answer out of a log is no way to be blamed: what is missing never counts as a bad answer.

A flag "about behaviour" is one that says the guidance was not followed: those of the elements warm-up, footwear, posture and strength.
Flags of pain tell of a body, and of follow-ups that are still open, which count by the contract's own table (section 9).

Taking any optional answer of any record away raises no such flag and lets none rise, but where the contract itself says how the rest
of the log is then to be read. Each such place is named in `REACTS` with that sentence, and is kept as narrow as it is there. What they
have in common is tested as well: a run without an answer is to the rule as if it were not in the log ("not recorded counts as nothing").
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from injuries.engine.levels import PAIN, SEE_PROVIDER, at_least, rank
from injuries.engine.log import Log
from injuries.rules import all_rules
from tests.injuries.engine.builders import judged, km, run, said
from tests.injuries.engine.removals import RUN_ANSWERS, Answer, answers
from tests.injuries.engine.stories import many_runs_in_one_pair, rich_logs
from tests.support.examples import examples

pytestmark = pytest.mark.often
BEHAVIOUR = {rule.key for rule in all_rules() if rule.element != PAIN}
ANY = settings(max_examples=examples(30), deadline=None)
WARM_UP_RULES = ("skipped_warm_up", "warm_up_habit", "tight_without_warm_up")
IN_USE_RULES = ("worn_shoes", "failed_shoe_check", "old_shoes", "uncomfortable_shoes")
TIGHT = ("tightness_quads", "tightness_hamstrings", "tightness_hip_flexors")

Judge = Callable[[Log, Answer], bool]


def always(log: Log, answer: Answer) -> bool:
    return True


def is_no(log: Log, answer: Answer) -> bool:
    return answer.said is False


def of_a_warmed_up_run(log: Log, answer: Answer) -> bool:
    return log.runs[answer.place].warm_up_state == "done"


def known_to_be_short(log: Log, answer: Answer) -> bool:
    return answer.said < 600


REACTS: dict[tuple[str, str], tuple[Judge, str]] = {
    **{(rule, "duration_s"): (known_to_be_short, "A run of unknown duration is not ignored.") for rule in WARM_UP_RULES},
    ("warm_up_habit", "warm_up_state"): (of_a_warmed_up_run, "A share of the answered runs, and the latest 3 of them."),
    ("tight_without_warm_up", "warm_up_state"): (of_a_warmed_up_run, "No later tight run was done with warm-up: only a known one counts."),
    **{("tight_without_warm_up", field): (of_a_warmed_up_run, "No later run known to be tight was done with warm-up.") for field in TIGHT},
    ("slumped_posture", "slumped"): (is_no, "Of the latest up to 5 answers."),
    ("low_energy", "low_energy"): (is_no, "Of the latest up to 5 answers."),
    ("session_spike", "distance_m"): (always, "L is the longest of the runs with a distance: a run without one is none of them."),
    ("single_pair", "distance_m"): (always, "Of the summed distance of runs with distance."),
    ("runs_without_shoe", "shoe"): (always, "The missing answer is what this rule asks for; it is about the log, not about a body."),
    ("worn_shoes", "limit_m"): (always, "Own limit, else the usual one."),
    ("worn_shoes", "inspect_m"): (always, "Own distance, else a share of the own limit, else the usual one."),
    ("old_shoes", "first_used_on"): (always, "First used, else its first run or walk."),
    **{(rule, "retired_on"): (always, "In use: not retired; to take this back is to bring the pair back.") for rule in IN_USE_RULES},
}
BEHIND_PAIN = {"low_strength", "low_walking"}
"""Rules that say nothing while a grave pain flag is open: when that goes, they speak again."""


def levels(log: Log) -> dict[tuple[str, str], str]:
    """Return the level of each flag by rule and scope."""
    return {(flag.rule, flag.scope): flag.level_before_care for flag in said(log).flags}


def grave(found: dict[tuple[str, str], str]) -> set[tuple[str, str]]:
    """Return the pain flags before which strength and walking keep silent."""
    return {key for key, level in found.items() if key[0] not in BEHAVIOUR and at_least(level, SEE_PROVIDER)}


def raised(before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]) -> set[tuple[str, str]]:
    """Return the flags about behaviour that are new, or higher than they were."""
    risen = {key for key, level in after.items() if key not in before or rank(level) > rank(before[key])}
    freed = BEHIND_PAIN if grave(before) != grave(after) else set()
    return {key for key in risen if key[0] in BEHAVIOUR - freed}


def unexpected(log: Log, answer: Answer) -> set[tuple[str, str]]:
    """Return the flags about behaviour that rise without the answer though nothing in the contract says so."""
    found = raised(levels(log), levels(answer.taken_from(log)))
    return {(rule, scope) for rule, scope in found if not _may_react(rule, log, answer)}


def _may_react(rule: str, log: Log, answer: Answer) -> bool:
    judge, _sentence = REACTS.get((rule, answer.field), (None, ""))
    return judge is not None and answer.list in ("runs", "shoes") and judge(log, answer)


@ANY
@given(rich_logs(), st.data())
def test_an_answer_taken_away_raises_no_flag_about_behaviour(log, data):
    given = list(answers(log))
    if not given:
        return
    answer = data.draw(st.sampled_from(given))
    assert unexpected(log, answer) == set(), answer


@ANY
@given(rich_logs(), st.data())
def test_a_run_that_says_nothing_is_not_blamed(log, data):
    """Whatever a run said before: with none of its answers it carries no flag of its own, but that it was the first after a gap."""
    if not log.runs:
        return
    place = data.draw(st.integers(0, len(log.runs) - 1))
    silent = replace(log.runs[place], **dict.fromkeys(RUN_ANSWERS))
    flags = said(replace(log, runs=(*log.runs[:place], silent, *log.runs[place + 1 :]))).flags
    of_it = {flag.rule for flag in flags if flag.scope == f"run:{silent.id}" and flag.rule in BEHAVIOUR}
    assert of_it <= {"return_after_gap"}


NOTHING = [
    ("warm_up_habit", {"warm_up_state": None}),
    ("tight_without_warm_up", {"warm_up_state": None}),
    ("tight_without_warm_up", dict.fromkeys(TIGHT)),
    ("skipped_warm_up", {"warm_up_state": None}),
    ("slumped_posture", {"slumped": None}),
    ("low_energy", {"low_energy": None}),
    ("session_spike", {"distance_m": None}),
    ("single_pair", {"distance_m": None}),
]


@pytest.mark.parametrize(("rule", "taken"), NOTHING, ids=lambda part: part if isinstance(part, str) else "-".join(part))
@settings(max_examples=examples(20), deadline=None)
@given(log=many_runs_in_one_pair().map(lambda records: Log(**records)), silent=st.sets(st.integers(0, 19)))
def test_runs_without_the_answer_are_to_the_rule_as_if_they_were_not_there(rule, taken, log, silent):
    runs = tuple(replace(each, **taken) if place in silent else each for place, each in enumerate(log.runs))
    answered = tuple(each for each in runs if any(getattr(each, name) is not None for name in taken))
    assert judged(rule, replace(log, runs=runs)) == judged(rule, replace(log, runs=answered))


def warmed(ago: int, state: str | None, **fields: object) -> object:
    return run(ago, warm_up_state=state, **fields)


SEEN_TO_REACT = {
    ("skipped_warm_up", "duration_s"): (Log(runs=(warmed(1, "skipped", duration_s=km("0.5")),)), 0),
    ("warm_up_habit", "warm_up_state"): (Log(runs=tuple(warmed(5 - n, s) for n, s in enumerate(["skipped"] * 2 + ["done"] * 3))), 4),
    ("tight_without_warm_up", "warm_up_state"): (
        Log(runs=(warmed(3, "skipped", tightness_quads=6), warmed(1, "done", tightness_quads=6))),
        1,
    ),
    ("slumped_posture", "slumped"): (
        Log(runs=tuple(run(9 - n, slumped=s) for n, s in enumerate([True] * 2 + [False] * 3 + [True]))),
        2,
    ),
    ("session_spike", "distance_m"): (Log(runs=(run(9, 5), run(5, 12), run(1, 12))), 1),
}
"""The least logs on which an answer taken away raises a flag because the contract counts the answered runs alone."""


@pytest.mark.parametrize(("rule", "field"), SEEN_TO_REACT)
def test_the_named_places_do_react(rule, field):
    log, place = SEEN_TO_REACT[rule, field]
    answer = Answer("runs", place, field, getattr(log.runs[place], field))
    assert raised(levels(log), levels(answer.taken_from(log))) & {(rule, ""), *((rule, f"run:{each.id}") for each in log.runs)}
    assert unexpected(log, answer) == set()
