"""Random logs for Hypothesis, rich in values that lie on a border."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from injuries.engine.log import ComfortRating, HomeCare, Log, Onset, Resolution, ShoeCheck
from injuries.engine.signs import SIGNS
from tests.injuries.engine.builders import check, day, km, leg, pain, run, shoe, strength, visit, walk

BORDERS = [
    -40,
    -7,
    -2,
    -1,
    0,
    1,
    2,
    6,
    7,
    8,
    13,
    14,
    15,
    21,
    27,
    28,
    29,
    30,
    31,
    32,
    41,
    42,
    43,
    59,
    60,
    61,
    89,
    118,
    119,
    120,
    121,
    150,
    179,
    180,
    365,
    366,
    400,
]
DAYS = st.one_of(st.integers(0, 16), st.sampled_from(BORDERS), st.integers(0, 140))
HOURS = st.sampled_from([0, 4, 7, 9, 9.5, 11.75, 12, 20, 23.5])
ZONES = st.sampled_from([-11, -8, 0, 1, 1, 1, 5.5, 13])
SCORES = st.sampled_from([0, 0, 1, 1, 2, 3, 3, 4, 5, 6, 7, 10])
DISTANCES = st.sampled_from([None, 0, 1, 5, 5, 6, 9.999, 10, 10, 11, 11.001, 13, 13.001, 20, 20.001, 154.999, 160, 480, 799])
MAYBE = st.sampled_from([None, None, True, False])
SHOES = st.sampled_from([None, "a", "a", "b", "c"])
RESOLUTIONS = st.one_of(st.none(), st.builds(Resolution, DAYS.map(day), st.sampled_from(["seen_by_clinician", "ticked_by_mistake"])))
SCORE_OR_NOT = st.one_of(st.none(), st.sampled_from([0, 4, 5, 9]))


@st.composite
def some(draw, build, *, most, **fields):
    """Up to `most` records with ids of their own; `ago` is given by place, the rest by name."""
    count = draw(st.integers(0, most))
    return tuple(
        build(draw(DAYS), id=f"{build.__name__}-{place}", **{key: draw(each) for key, each in fields.items()}) for place in range(count)
    )


def home_care(ago, id):
    return HomeCare(id=id, on=day(ago), kinds=("heat",))


def score(ago, id, score, **fields):
    return pain(ago, score, id=id, **fields)


def report(ago, id, **fields):
    return leg(ago, id=id, **fields)


@st.composite
def pairs(draw):
    return tuple(draw(_pair(id)) for id in draw(st.sampled_from(["", "a", "ab", "cab"])))


@st.composite
def _pair(draw, id):
    checks = draw(st.lists(st.builds(ShoeCheck, DAYS.map(day), st.sampled_from([(), ("one_side",), ("heel",)])), max_size=3))
    ratings = draw(st.lists(st.builds(ComfortRating, DAYS.map(day), st.sampled_from([1, 4, 5, 7, 10])), max_size=4))
    own = shoe(id, draw(st.sampled_from([None, 0, 100, 230, 475, 470, 795])), checks=tuple(checks), comfort=tuple(ratings))
    return replace(
        own,
        kind=draw(st.sampled_from([None, "daily", "racing"])),
        limit_m=km(draw(st.sampled_from([None, None, 150, 500, 1600]))),
        inspect_m=km(draw(st.sampled_from([None, None, 0, 300]))),
        retired_on=draw(st.one_of(st.none(), st.none(), DAYS.map(day))),
        first_used_on=draw(st.sampled_from([None, None, day(10), day(365), day(366), day(400)])),
    )


def answered(ago, id, answers, complete, resolved):
    return replace(check(ago, id=id, complete=complete, **answers), resolved=resolved)


RUNS = some(
    run,
    most=14,
    distance=DISTANCES,
    hour=HOURS,
    zone=ZONES,
    duration_s=st.sampled_from([None, Decimal(599), Decimal(600), Decimal(1800), Decimal(9000)]),
    shoe=SHOES,
    kind=st.sampled_from([None, "race", "easy"]),
    limited_by_back=st.sampled_from([None, None, "no", "no", "slowed", "stopped", "not_started"]),
    warm_up_state=st.sampled_from([None, "done", "short", "skipped"]),
    tightness_quads=SCORE_OR_NOT,
    tightness_hamstrings=SCORE_OR_NOT,
    slumped=MAYBE,
    low_energy=MAYBE,
)
PAIN = some(
    score,
    most=12,
    score=SCORES,
    hour=HOURS,
    zone=ZONES,
    area=st.sampled_from(["lower_back", "lower_back", "mid_back", "thigh"]),
    side=st.sampled_from([None, "left", "left", "right", "middle"]),
    moment=st.sampled_from([None, "morning", "before_run", "during_run", "after_run", "evening"]),
    run=st.sampled_from([None, "run-0", "run-1", "run-2"]),
)
CHECKS = some(
    answered,
    most=3,
    answers=st.dictionaries(st.sampled_from(SIGNS), st.sampled_from(["yes", "no", "no", "not_sure"]), max_size=1),
    complete=st.booleans(),
    resolved=RESOLUTIONS,
)
ANSWERS = dict.fromkeys(
    ("both_legs", "cannot_lift_foot", "catching", "numbness", "lasting", "worsening"),
    st.sampled_from([False] * 20 + [None, True]),
)
ONSETS = st.dictionaries(DAYS, st.integers(0, 60), max_size=2).map(
    lambda given: tuple(Onset(day(ago), day(ago + before)) for ago, before in given.items())
)


HABITS = st.sampled_from(
    [(0,) * 8 + (4, 3, 2), (1, 1, 2, 1), (3,) * 4 + (5,) * 3, (0, 7, 7), (0,) * 31 + (5, 3), (2, 0, 1), (7, 6, 5, 4, 3, 2, 1), (0, 4) * 40]
)
"""Scores of neighbouring days, the latest first."""


@st.composite
def mornings(draw):
    """A score on each of many days, each in the morning and half of them before that day's run too."""
    first, every = draw(st.sampled_from([0, 0, 0, 1, 6, 7, 28, 110])), draw(st.sampled_from([1, 1, 2]))
    days = [(first + place * every, score) for place, score in enumerate(draw(HABITS))]
    early = tuple(pain(ago, score, hour=7, id=f"m{ago}", moment="morning", side="left") for ago, score in days)
    before = draw(st.integers(0, 2))
    return early + tuple(pain(ago, before, hour=8, id=f"b{ago}", moment="before_run", run=f"d{ago}") for ago, _score in days[::2])


@st.composite
def routine(draw):
    """A run on each of many days, mostly in one pair."""
    every, limited = draw(st.sampled_from([1, 2, 8])), draw(st.sampled_from([None, "no", "slowed"]))
    count = draw(st.sampled_from([5, 13, 20]))
    return tuple(
        run(
            place * every,
            draw(st.sampled_from([5, 5, 5, 10])),
            id=f"d{place * every}",
            shoe=draw(st.sampled_from("aaaaab")),
            limited_by_back=limited,
        )
        for place in range(count)
    )


@st.composite
def logs(draw):
    """A log of scattered records, some of them dated ahead, and at times the records of somebody with a routine."""
    runs = draw(RUNS) + draw(st.one_of(st.just(()), routine()))
    scores = draw(PAIN) + draw(st.one_of(st.just(()), mornings(), mornings()))
    known = {each.id for each in runs}
    return Log(
        back_pain_in_year_before=draw(MAYBE),
        shoes=draw(pairs()),
        runs=runs,
        walks=draw(some(walk, most=4, minutes=st.sampled_from([0, 20, 60, 150]), hour=HOURS, distance=DISTANCES, shoe=SHOES)),
        strength=draw(some(strength, most=3, minutes=st.sampled_from([9.999, 10, 30]))),
        pain=tuple(each if each.run in known else replace(each, run=None) for each in scores),
        leg_reports=draw(some(report, most=3, hour=HOURS, resolved=RESOLUTIONS, **ANSWERS)),
        sign_checks=draw(CHECKS),
        home_care=draw(some(home_care, most=2)),
        onsets=draw(ONSETS),
        appointments=draw(some(visit, most=3, cancelled=MAYBE, attended=MAYBE)),
    )


LISTS = ("shoes", "runs", "walks", "strength", "pain", "leg_reports", "sign_checks", "home_care", "onsets", "appointments")


def shuffled(log: Log, random: Random) -> Log:
    """The same log with every list in another order; a shoe's own checks and ratings keep theirs, which counts."""
    return replace(log, **{name: tuple(random.sample(getattr(log, name), len(getattr(log, name)))) for name in LISTS})
