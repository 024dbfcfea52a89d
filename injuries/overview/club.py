"""A club of invented runners, as rows ready for the tables: for measuring and trying out, the same for the same seed (pure).

Most of them have had a sore back at some time; how often they run, walk and note how they feel differs from one to the next.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

ZONES = ("Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Auckland")
# A domain under .invalid can belong to nobody.
DOMAIN = "club.invalid"
SHORTEST_SHARE = 0.25
EPISODE_DAYS = 56

Row = dict[str, Any]


@dataclass(frozen=True)
class Habits:
    """What somebody usually does: shares of days, and how many days ago each episode of pain began."""

    zone: str
    runs: float
    walks: float
    strength: float
    notes: float
    answers: float
    usual_m: int
    episodes: tuple[int, ...]


@dataclass
class Runner:
    """One runner while the rows are made: of each kind the columns that are known, shoes and runs named by log id."""

    habits: Habits
    random: Random
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def happens(self, share: float) -> bool:
        """Decide by lot whether something that happens on a share of days does."""
        return self.random.random() < share


def email_of(number: int) -> str:
    """Return the e-mail address of a runner of the club."""
    return f"runner{number:05}@{DOMAIN}"


def zone_of(number: int) -> str:
    """Return the time zone of a runner of the club."""
    return ZONES[number % len(ZONES)]


def rows_of(number: int, *, today: date, years: float, seed: int, shortest_share: float = SHORTEST_SHARE) -> dict[str, list[Row]]:
    """Return one runner's log by kind: of a share of `years` up to all of them, the last entries of the day before `today`."""
    # Each has a lot of their own, so that a runner is the same in a club of any size.
    random = Random(f"{seed} {number}")
    days = int(365 * years * random.uniform(shortest_share, 1))
    runner = Runner(_habits(number, days, random), random)
    for name in ("daily", "other"):
        start = random.choice((None, 0, 150_000, 400_000))
        runner.rows["shoes"].append({"log_id": name, "name": name.title(), "kind": "daily", "start_distance_m": start})
    for ago in range(days, 0, -1):
        _add_day(runner, today - timedelta(days=ago), ago)
    return runner.rows


def _habits(number: int, days: int, random: Random) -> Habits:
    return Habits(
        zone=zone_of(number),
        runs=random.uniform(0.2, 0.8),
        walks=random.uniform(0, 0.3),
        strength=random.uniform(0, 0.3),
        notes=random.uniform(0.05, 0.7),
        answers=random.uniform(0.2, 1),
        usual_m=random.randrange(4_000, 14_000, 500),
        episodes=tuple(random.randrange(1, days + 1) for _ in range(random.choice((0, 0, 1, 1, 1, 2)))),
    )


def _add_day(runner: Runner, on: date, ago: int) -> None:
    habits, random, pain = runner.habits, runner.random, _pain(runner, ago)
    if runner.happens(habits.notes) or (pain and runner.happens(habits.answers)):
        _add_score(runner, on, 7, pain, "morning")
    if runner.happens(habits.runs):
        _add_run(runner, on, pain)
    if runner.happens(habits.walks):
        walk = {"log_id": f"{on}", "minutes": random.randrange(15, 60), "distance_m": 2_000}
        runner.rows["walks"].append(walk | _moment("started_at", on, 12, habits.zone))
    if runner.happens(habits.strength):
        runner.rows["strength"].append({"log_id": f"{on}", "local_on": f"{on}", "minutes": random.choice((8, 15, 20, 30))})


def _pain(runner: Runner, ago: int) -> int:
    """Return the score of a day: in an episode it begins at about 5, and is gone after some eight weeks."""
    days = [began - ago for began in runner.habits.episodes if 0 <= began - ago < EPISODE_DAYS]
    return max((max(0, round(5 - day / 11 + runner.random.uniform(-1, 1))) for day in days), default=0)


def _add_score(runner: Runner, on: date, hour: int, score: int, moment: str, run: str | None = None) -> None:
    row = {
        "log_id": f"{on}-{moment}",
        "score": score,
        "area": "lower_back",
        "side": runner.random.choice((None, "left", "left", "middle")),
        "moment_of_day": moment,
        "run": run,
    }
    runner.rows["pain"].append(row | _moment("at", on, hour, runner.habits.zone))


def _add_run(runner: Runner, on: date, pain: int) -> None:
    random, metres = runner.random, int(runner.habits.usual_m * runner.random.uniform(0.6, 1.4))
    answers = runner.happens(runner.habits.answers)
    run = {
        "log_id": f"{on}",
        "distance_m": metres,
        "duration_s": metres * 36 // 100,
        "kind": random.choice(("easy", "easy", "long", None)),
        "shoe": random.choice(("daily", "daily", "other", None)),
        "limited_by_back": ("shortened" if pain > 3 else "no") if answers else None,
        "warm_up_state": random.choice(("done", "done", "skipped", "short")) if answers else None,
        "tightness_quads": random.randrange(0, 8) if answers else None,
        "slumped": runner.happens(0.2) if answers else None,
        "low_energy": runner.happens(0.2) if answers else None,
    }
    runner.rows["runs"].append(run | _moment("started_at", on, 18, runner.habits.zone))
    if answers and runner.happens(runner.habits.notes):
        for moment, hour in (("before_run", 17), ("during_run", 18), ("after_run", 19)):
            _add_score(runner, on, hour, pain, moment, run=f"{on}")


@lru_cache(maxsize=20_000)
def _moment(name: str, on: date, hour: int, zone: str) -> Row:
    """Return the three columns of a moment, the instant in UTC as both databases read it."""
    local = datetime.combine(on, time(hour), ZoneInfo(zone))
    offset = local.utcoffset() or timedelta()
    return {name: f"{local.astimezone(UTC):%Y-%m-%d %H:%M:%S}", "offset_min": int(offset.total_seconds() // 60), "local_on": f"{on}"}
