"""The athletes whom the demo coach sees beside the demo runner: short invented logs, one for each kind of reason (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from injuries.overview.demo import ZONE
from injuries.symptoms.signs import SIGN_KEYS

Row = dict[str, Any]


@dataclass(frozen=True)
class Member:
    """One athlete: `scores` are (days ago, score) of mornings, `runs` the days ago of runs of `distance_m`; `grants` what is shared."""

    name: str
    grants: Sequence[str]
    scores: Sequence[tuple[int, int]] = ()
    runs: Sequence[int] = ()
    distance_m: int = 8_000
    shoe: Mapping[str, Any] | None = None
    # The warning signs answered with yes, two days ago.
    signs: Sequence[str] = ()
    warms_up: bool = True


def _every(first: int, last: int, step: int) -> tuple[int, ...]:
    return tuple(range(first, last, -step))


SQUAD = (
    Member(
        name="Maya Okafor",
        grants=("training", "pain"),
        scores=((26, 0), (22, 0), (16, 0), (12, 2), (10, 4), (8, 5), (7, 5), (5, 6), (3, 7), (2, 7)),
        runs=_every(40, 6, 2),
        signs=("rest_pain",),
    ),
    Member(
        name="Tom Brandt",
        grants=("training", "pain", "notes"),
        scores=[(ago, 4 - ago % 2) for ago in _every(64, 0, 3)],
        runs=_every(60, 1, 3),
    ),
    Member(
        name="Luca Ferri",
        grants=("training", "pain"),
        scores=((26, 3), (25, 4), (23, 4), (22, 5)),
        runs=_every(60, 24, 3),
        distance_m=6_000,
    ),
    Member(
        name="Hannah Lindqvist",
        grants=("training", "pain"),
        scores=[(ago, 0) for ago in _every(27, 1, 4)],
        runs=_every(40, 0, 2),
        distance_m=12_000,
        shoe={"name": "Endorphin", "kind": "racing", "start_distance_m": 280_000},
    ),
    Member(name="Ben Adeyemi", grants=("training",), scores=[(ago, 2) for ago in _every(20, 1, 3)], runs=_every(30, 1, 2), warms_up=False),
    Member(
        name="Katarzyna Wiśniewska-Brzozowska",
        grants=("training", "pain"),
        scores=[(ago, 0) for ago in _every(28, 0, 2)],
        runs=_every(40, 0, 2),
    ),
)


def squad_document(member: Member, today: date) -> Row:
    """Return a member's log as a `runlog/1` document whose last entries are of the day before `today`."""
    shoe = {"id": "shoe", "name": "Kinvara", "kind": "daily", "start_distance_m": 0, "first_used_on": _ago(today, 70)} | dict(
        member.shoe or {}
    )
    return {
        "format": "runlog/1",
        "athlete": {"display_name": member.name, "time_zone": ZONE, "units": "km", "country": "GB", "language": "en"},
        "shoes": [shoe],
        "runs": [_run(member, today, ago) for ago in member.runs],
        "strength": [{"id": f"strength-{ago}", "on": _ago(today, ago), "minutes": 20} for ago in (3, 9) if ago > min(member.runs) - 9],
        "pain": [_score(today, ago, score) for ago, score in member.scores],
        "sign_checks": [_check(member, today)] if member.signs else [],
    }


def _run(member: Member, today: date, ago: int) -> Row:
    state = {"state": "done", "minutes": 6} if member.warms_up else {"state": "skipped"}
    run = {
        "id": f"run-{ago}",
        "started_at": _at(today, ago, 18),
        "distance_m": member.distance_m,
        "duration_s": member.distance_m * 36 // 100,
    }
    return run | {"kind": "easy", "shoe": "shoe", "limited_by_back": "no", "warm_up": state}


def _score(today: date, ago: int, score: int) -> Row:
    return {"id": f"pain-{ago}", "at": _at(today, ago, 8), "score": score, "moment": "morning"}


def _check(member: Member, today: date) -> Row:
    return {"id": "check", "at": _at(today, 2, 20), "answers": {key: "yes" if key in member.signs else "no" for key in SIGN_KEYS}}


def _ago(today: date, days: int) -> str:
    return (today - timedelta(days=days)).isoformat()


def _at(today: date, ago: int, hour: int) -> str:
    return datetime.combine(today - timedelta(days=ago), time(hour), ZoneInfo(ZONE)).isoformat()
