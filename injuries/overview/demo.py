"""The demo runner's log: a year as a document, made for the day it is loaded on (pure).

Invented, and shaped so that every page has something to show: an episode of eighteen days, a pair past its limit, a warm-up
habit that slips, gaps in the entries, one warning-sign check with every answer "no".
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from injuries.symptoms.signs import SIGN_KEYS

ZONE = "Europe/London"
SEED = 26
RUNNING_WEEKDAYS = {1: 8_000, 3: 5_000, 5: 6_000, 6: 10_000}
# (days ago, score, moment, hour): the episode, with its gaps.
EPISODE = (
    (18, 3, "evening", 20),
    (17, 4, "after_run", 19),
    (15, 4, "morning", 8),
    (14, 5, "evening", 21),
    (13, 3, "morning", 8),
    (10, 3, "evening", 20),
    (9, 2, "morning", 8),
    (8, 4, "evening", 20),
    (7, 3, "morning", 8),
    (6, 4, "evening", 21),
    (4, 3, "morning", 8),
    (3, 3, "evening", 20),
    (1, 4, "evening", 20),
)
PAIN_FREE = (27, 25, 23, 21, 19)

Row = dict[str, Any]


def demo_document(today: date) -> Row:
    """Return the demo runner's log as a `runlog/1` document whose last entries are of the day before `today`."""
    random = Random(SEED)
    runs = list(_runs(today, random))
    return {
        "format": "runlog/1",
        "athlete": {
            "display_name": "Ann Whitfield",
            "time_zone": ZONE,
            "units": "km",
            "country": "GB",
            "language": "en",
            "back_pain_in_year_before": True,
        },
        "shoes": _shoes(today),
        "runs": runs,
        "walks": list(_walks(today, random)),
        "strength": list(_strength(today)),
        "pain": [*_scores_of_runs(today, runs), *_daily_scores(today)],
        "sign_checks": [_check(today)],
        "home_care": list(_home_care(today)),
    }


def _moment(day: date, hour: int, minute: int = 0) -> str:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(ZONE)).isoformat()


def _shoes(today: date) -> list[Row]:
    def ago(days: int) -> str:
        return (today - timedelta(days=days)).isoformat()

    return [
        {"id": "pegasus", "name": "Pegasus", "brand": "Nike", "model": "Pegasus 40", "kind": "daily", "first_used_on": ago(300)}
        | {"start_distance_m": 132_000, "limit_m": 700_000, "comfort": [{"on": ago(200), "score": 8}, {"on": ago(12), "score": 6}]},
        {"id": "ghost", "name": "Ghost", "brand": "Brooks", "model": "Ghost 15", "kind": "daily", "first_used_on": ago(250)}
        | {"start_distance_m": 0, "checks": [{"on": ago(50), "worn": []}], "comfort": [{"on": ago(30), "score": 9}]},
        {"id": "speedgoat", "name": "Speedgoat", "brand": "Hoka", "kind": "trail", "start_distance_m": 60_000, "first_used_on": ago(330)},
        {"id": "old-ghost", "name": "Old Ghost", "brand": "Brooks", "model": "Ghost 14", "kind": "daily", "first_used_on": ago(700)}
        | {"start_distance_m": 610_000, "retired_on": ago(240)},
    ]


def _runs(today: date, random: Random) -> Iterator[Row]:
    for days_ago in range(364, 0, -1):
        day = today - timedelta(days=days_ago)
        planned = RUNNING_WEEKDAYS.get(day.weekday())
        if planned is None or (days_ago > 30 and random.random() < 0.12):
            continue
        yield _run(day, days_ago, planned, random)


def _run(day: date, days_ago: int, planned_m: int, random: Random) -> Row:
    distance_m = int(planned_m * random.uniform(0.95, 1.12)) // 10 * 10
    if days_ago <= 18:
        distance_m = int(distance_m * 0.75) // 10 * 10
    pace_s_per_km = random.uniform(335, 375)
    run: Row = {
        "id": f"run-{day.isoformat()}",
        "started_at": _moment(day, 7 if day.weekday() >= 5 else 18, random.randrange(60)),
        "distance_m": distance_m,
        "duration_s": round(distance_m / 1000 * pace_s_per_km),
        "kind": "long" if day.weekday() == 6 else "easy",
        "surface": "trail" if day.weekday() == 5 else "road",
        "shoe": _shoe_of(day, days_ago),
        "effort": random.choice((3, 4, 4, 5)),
        "limited_by_back": "shortened" if 10 <= days_ago <= 18 else "no",
    }
    return run | _warm_up(days_ago, random) | ({"slumped": random.random() < 0.2} if days_ago % 3 == 0 else {})


def _shoe_of(day: date, days_ago: int) -> str:
    if days_ago > 240:
        return "old-ghost" if days_ago % 2 else "pegasus"
    if day.weekday() == 5:
        return "speedgoat"
    return "ghost" if day.weekday() in (1, 6) and days_ago % 3 else "pegasus"


def _warm_up(days_ago: int, random: Random) -> Row:
    if days_ago <= 7:
        return {"warm_up": {"state": "skipped"}} if days_ago != 5 else {"warm_up": {"state": "short", "minutes": 3}}
    chance = random.random()
    if chance < 0.7:
        return {"warm_up": {"state": "done", "kind": "walk_jog", "minutes": random.choice((5, 6, 8))}}
    return {"warm_up": {"state": "skipped"}} if chance < 0.85 else {}


def _walks(today: date, random: Random) -> Iterator[Row]:
    for days_ago in range(360, 0, -9):
        day = today - timedelta(days=days_ago)
        minutes = random.choice((25, 30, 40))
        yield {"id": f"walk-{day.isoformat()}", "started_at": _moment(day, 12, 30), "minutes": minutes, "distance_m": minutes * 85} | (
            {"shoe": "pegasus"} if days_ago < 240 else {}
        )


def _strength(today: date) -> Iterator[Row]:
    for days_ago in (*range(330, 20, -11), 11, 4):
        day = today - timedelta(days=days_ago)
        yield {"id": f"strength-{day.isoformat()}", "on": day.isoformat(), "minutes": 20, "focus": ["core", "hips"]}


def _scores_of_runs(today: date, runs: list[Row]) -> Iterator[Row]:
    for run in runs:
        started = datetime.fromisoformat(run["started_at"])
        days_ago = (today - started.date()).days
        if days_ago > 18 or days_ago % 2 == 0:
            continue
        ended = started + timedelta(seconds=run["duration_s"])
        times = (("before_run", started, 1), ("during_run", ended, 3), ("after_run", ended + timedelta(minutes=1), 3))
        for moment, at, score in times:
            yield {"id": f"{run['id']}-{moment}", "at": at.isoformat(), "score": score, "side": "left", "moment": moment, "run": run["id"]}


def _daily_scores(today: date) -> Iterator[Row]:
    for days_ago, score, moment, hour in EPISODE:
        day = today - timedelta(days=days_ago)
        when = "evening" if moment == "after_run" else moment
        yield {"id": f"pain-{day.isoformat()}", "at": _moment(day, hour, 15), "score": score, "side": "left", "moment": when}
    for days_ago in (*range(355, 30, -4), *PAIN_FREE):
        day = today - timedelta(days=days_ago)
        yield {"id": f"pain-{day.isoformat()}", "at": _moment(day, 8, 10), "score": 0, "moment": "morning"}


def _check(today: date) -> Row:
    return {"id": "check-1", "at": _moment(today - timedelta(days=10), 20, 30), "answers": dict.fromkeys(SIGN_KEYS, "no")}


def _home_care(today: date) -> Iterator[Row]:
    tried = {14: ["heat", "gentle_movement"], 12: ["heat"], 9: ["gentle_movement", "walking"], 5: ["heat", "walking"]}
    for days_ago, kinds in tried.items():
        day = today - timedelta(days=days_ago)
        yield {"id": f"care-{day.isoformat()}", "on": day.isoformat(), "kinds": kinds}
