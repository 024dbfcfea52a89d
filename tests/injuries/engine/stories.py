"""Random logs with stories in them, so that every rule is reached: what takes many records that fit together, chance hardly ever brings."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from injuries.engine.log import Log
from tests.injuries.engine.builders import care, check, pain, run, shoe, strength, walk
from tests.injuries.engine.logs import RESOLUTIONS, logs

Records = dict[str, tuple[Any, ...]]
WARM_UPS = st.sampled_from(["done", "done", "skipped", "short", None])
ANSWERS = st.sampled_from([True, True, False, None])


@st.composite
def many_runs_in_one_pair(draw: Any) -> Records:
    """Twelve runs and more within four weeks, nearly all in one pair, all questions asked."""
    count = draw(st.sampled_from([11, 12, 14, 20]))
    runs = tuple(
        run(
            place,
            draw(st.sampled_from([8, 8, 8, 8.8, 0, None])),
            id=f"o{place}",
            shoe=draw(st.sampled_from("aaaaaaaab")),
            warm_up_state=draw(WARM_UPS),
            slumped=draw(ANSWERS),
            low_energy=draw(ANSWERS),
            tightness_quads=draw(st.sampled_from([None, 4, 5])),
        )
        for place in range(count)
    )
    return {"shoes": (shoe("a", draw(st.sampled_from([None, 0, 300, 700]))), shoe("b")), "runs": runs}


@st.composite
def the_morning_after(draw: Any) -> Records:
    """Runs with a score before each, and one on the morning after it."""
    runs, scores = [], []
    for ago in draw(st.sampled_from([(2,), (2, 5), (1, 4, 9), (13, 14)])):
        before, rise = draw(st.integers(0, 2)), draw(st.sampled_from([-1, 0, 1, 1, 2, 2, 3]))
        runs.append(run(ago, id=f"n{ago}"))
        scores.append(pain(ago, before, hour=8, id=f"nb{ago}", moment="before_run", run=f"n{ago}"))
        scores.append(pain(ago - 1, max(before + rise, 0), hour=draw(st.sampled_from([3.5, 4, 8, 8, 8, 11.75, 12])), id=f"na{ago}"))
    return {"runs": tuple(runs), "pain": tuple(scores)}


@st.composite
def a_back_that_calmed_down(draw: Any) -> Records:
    """An episode that is quiet or closed, and a week with little walking."""
    last = draw(st.sampled_from([8, 8, 8, 20, 60, 60, 230]))
    hurt = tuple(pain(last + place, score, id=f"q{place}") for place, score in enumerate((2, 4, 5)))
    free = tuple(pain(ago, 0, id=f"f{ago}") for ago in range(draw(st.sampled_from([3, 4, 7, 7])) + draw(st.sampled_from([0, 29]))))
    walks = (walk(draw(st.integers(0, 8)), draw(st.sampled_from([20, 30, 59, 60])), id="u"),)
    times = st.sampled_from([None, None, Decimal(1800), Decimal(4500)])
    runs = tuple(run(ago, id=f"u{ago}", duration_s=draw(times)) for ago in draw(st.sampled_from([(), (3,), (6,), (1, 6), (2, 7)])))
    return {"pain": hurt + free, "walks": walks, "runs": runs, "leg_reports": (), "sign_checks": ()}


@st.composite
def back_after_a_gap(draw: Any) -> Records:
    """A run long ago, and the first ones since."""
    ago = draw(st.sampled_from([0, 3, 13, 14]))
    gap = draw(st.sampled_from([29, 30, 31, 60, 200]))
    later = tuple(run(each, id=f"g{each}") for each in range(ago - 1, ago - 1 - draw(st.integers(0, 3)), -1))
    return {"runs": (run(ago, id="g"), run(ago + gap, id="gg"), *later)}


@st.composite
def a_grave_check(draw: Any) -> Records:
    """A check in which something grave was ticked."""
    answers = draw(st.dictionaries(st.sampled_from(["fever", "both_legs", "lump", "chest_pain"]), st.sampled_from(["yes", "not_sure"])))
    ago, complete = draw(st.sampled_from([0, 3, 7, 8, 40])), draw(st.booleans())
    return {"sign_checks": (check(ago, id="grave", complete=complete, resolved=draw(RESOLUTIONS), **answers),)}


@st.composite
def a_little_soreness(draw: Any) -> Records:
    """Small scores on several days, strong enough otherwise or not."""
    scores = draw(st.lists(st.sampled_from([0, 1, 1, 2, 3]), min_size=2, max_size=14))
    sessions = tuple(strength(ago, id=f"l{ago}") for ago in draw(st.sampled_from([(), (3,), (3, 13), (3, 14)])))
    own = tuple(pain(place, score, id=f"l{place}", side="left") for place, score in enumerate(scores))
    return {"pain": own, "strength": (*sessions, strength(40, id="l40")), "leg_reports": (), "sign_checks": ()}


@st.composite
def silence(draw: Any) -> Records:
    """An episode, and no score since: a week, or so long that it is stale."""
    ago = draw(st.sampled_from([6, 7, 27, 28, 29, 60]))
    return {"pain": tuple(pain(ago + place, score, id=f"s{place}") for place, score in enumerate((5, 7, 4, 3)))}


@st.composite
def a_long_pain(draw: Any) -> Records:
    """Scores on most days since an episode opened, with care at home or without; each run's own scores at times."""
    since, every = draw(st.sampled_from([6, 7, 13, 14, 41, 42, 50])), draw(st.sampled_from([1, 1, 2, 3]))
    scores = tuple(pain(ago, draw(st.integers(1, 7)), id=f"c{ago}") for ago in range(since, -1, -every))
    runs = tuple(run(ago, id=f"c{ago}", limited_by_back=draw(st.sampled_from(["no", "slowed", None]))) for ago in (9, 4, 1))
    during = tuple(pain(ago, draw(st.integers(0, 7)), hour=10, id=f"cd{ago}", moment="during_run", run=f"c{ago}") for ago in (4, 1))
    return {"pain": scores + during, "runs": runs, "home_care": draw(st.sampled_from([(), (care(3),)]))}


@st.composite
def twins(draw: Any) -> Records:
    """Runs two by two at one instant, their answers opposite: which is the later is told by their ids alone."""
    yes, no = (
        {"slumped": True, "low_energy": True, "warm_up_state": "skipped"},
        {"slumped": False, "low_energy": False, "warm_up_state": "done"},
    )
    zones = st.sampled_from([(1, 1), (1, 3), (-8, 1)])
    runs = []
    for ago in range(1, draw(st.integers(3, 5))):
        first, second = draw(zones)
        for name, zone, said in (("x", first, yes), ("y", second, no)):
            limited = draw(st.sampled_from(["no", "slowed", "stopped"]))
            runs.append(run(ago, hour=12 + zone, zone=zone, id=f"{name}{draw(st.integers(0, 9))}{ago}", limited_by_back=limited, **said))
    return {"runs": tuple(runs)}


STORIES = (
    twins(),
    a_long_pain(),
    a_long_pain(),
    many_runs_in_one_pair(),
    the_morning_after(),
    a_back_that_calmed_down(),
    a_back_that_calmed_down(),
    silence(),
    back_after_a_gap(),
    a_grave_check(),
    a_little_soreness(),
    silence(),
)


@st.composite
def rich_logs(draw: Any) -> Log:
    """A log of scattered records, mostly with a story whose records stand in place of those of their kind."""
    # The story first: what is drawn late is often cut short.
    told: Records = draw(draw(st.sampled_from((st.just({}), st.just({}), *STORIES))))
    log = replace(draw(logs()), **told)
    known = {each.id for each in log.runs}
    return replace(log, pain=tuple(each if each.run in known else replace(each, run=None) for each in log.pain))
