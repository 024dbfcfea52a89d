"""How long the rules take on a year of daily records: whole, and windowed as a stored log is."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from time import process_time

from bench.figures import Figure, median_ms
from injuries.engine.assess import assess
from injuries.engine.log import Log, PainScore, Run, Shoe, StrengthSession, Walk
from injuries.engine.windowing import summarise, window_start
from injuries.rules import all_rules

ON = date(2026, 11, 22)
DAYS = 365
TIMES = 101
ZONE = timezone(timedelta(hours=1))


def figures() -> Iterator[Figure]:
    """Yield processor times."""
    log = daily_log()
    for name, each in (("as stored", summarise(log, window_start(ON))), ("whole", log)):
        took = median_ms(lambda own: assess(own, ON, rules=all_rules()), [each] * TIMES, process_time)
        yield Figure(f"the rules on a year of daily records, {name}", took, "ms of processor")


def daily_log() -> Log:
    """Return a year in which everything is logged every day: a run with three scores, a morning score, a walk, strength."""
    days = [ON - timedelta(days=ago) for ago in range(DAYS)]
    return Log(
        back_pain_in_year_before=True,
        shoes=(Shoe("a", "A", start_distance_m=Decimal(0)), Shoe("b", "B")),
        runs=tuple(_run(place, day) for place, day in enumerate(days)),
        walks=tuple(Walk(f"w{day}", _at(day, 12), Decimal(30)) for day in days),
        strength=tuple(StrengthSession(f"s{day}", day, Decimal(20)) for day in days),
        pain=tuple(score for place, day in enumerate(days) for score in _scores(place, day)),
    )


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)


def _run(place: int, day: date) -> Run:
    return Run(
        f"r{day}",
        _at(day, 18),
        distance_m=Decimal(6_000 + 1_000 * (place % 5)),
        duration_s=Decimal(2_400),
        shoe="ab"[place % 2],
        limited_by_back=("no", "no", "slowed")[place % 3],
        warm_up_state=("done", "skipped")[place % 2],
        tightness_quads=place % 9,
        slumped=place % 4 == 0,
        low_energy=place % 5 == 0,
    )


def _scores(place: int, day: date) -> Iterator[PainScore]:
    yield PainScore(f"m{day}", _at(day, 7), 1 + place % 4, side="left", moment="morning")
    for hour, moment in ((17, "before_run"), (18, "during_run"), (19, "after_run")):
        yield PainScore(f"{moment}{day}", _at(day, hour), place % 5, side="left", moment=moment, run=f"r{day}")
