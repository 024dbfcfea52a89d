"""What a log of twenty years takes on its way out and in: time, and memory over that of a process that does nothing yet."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

from django.utils import timezone

from bench.figures import Figure
from injuries.logfile.document import parse
from injuries.logfile.exporting import exported, write_document
from injuries.logfile.filed import FiledDocument
from injuries.logfile.importing import import_document, preview
from injuries.logfile.zips import write_others, write_tables
from runlog.people.models import CoachingLink, Look, User

RUNS, SCORES, LOOKS = 7_000, 15_000, 5_000
FIRST = datetime(2006, 1, 1, 6, tzinfo=UTC)
EVERY = timedelta(hours=25)
PIECE = 1 << 16
MIB, MOST_MIB = 1024, 64
NOTE = "Easy round by the river, a little stiff at first, better after the second kilometre."

Work = Callable[[User], object]


def figures() -> Iterator[Figure]:
    """Make the log, and yield what each way out and in takes in a process of its own."""
    athlete = _athlete()
    import_document(athlete, parse(long_document(RUNS, SCORES)))
    _add_looks(athlete, LOOKS)
    name = f"log of {RUNS} runs and {SCORES} scores"
    for what in WAYS:
        command = [sys.executable, "-m", "bench.exports_process", what, str(athlete.pk)]
        seconds, mib = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        yield Figure(f"{name}, {what}", seconds, "s")
        yield Figure("  memory over the idle process", mib, "MiB", goal=MOST_MIB)


def measure(what: str, athlete: User) -> tuple[float, float]:
    """Go one of the ways, and return the seconds and the MiB at most over what this process holds now."""
    idle = _held("VmRSS")
    # From here on the kernel notes the most anew.
    Path("/proc/self/clear_refs").write_text("5")
    began = perf_counter()
    WAYS[what](athlete)
    return perf_counter() - began, (_held("VmHWM") - idle) / MIB


def long_document(runs: int, scores: int) -> str:
    """Return the text of a document with that many runs, all fields filled, and that many scores, each with a run."""
    moments = [(FIRST + EVERY * number).isoformat() for number in range(runs)]
    shoes = [{"id": f"shoe-{number}", "name": f"Pair {number}", "start_distance_m": 0} for number in range(runs // 100 + 1)]
    lists = {
        "shoes": shoes,
        "runs": [_run(number, at) for number, at in enumerate(moments)],
        "pain": [_score(number, f"run-{number % runs:032}", moments[number % runs]) for number in range(scores)],
    }
    return json.dumps({"format": "runlog/1", "athlete": {"time_zone": "Europe/Berlin"}, **lists})


def _run(number: int, at: str) -> dict[str, Any]:
    return {
        "id": f"run-{number:032}",
        "started_at": at,
        "distance_m": 8_000 + number % 5_000,
        "duration_s": 2_880.5,
        "effort": number % 11,
        "kind": "easy",
        "surface": "road",
        "shoe": f"shoe-{number // 100}",
        "planned": True,
        "limited_by_back": "no",
        "warm_up": {"state": "done", "kind": "dynamic", "minutes": 6},
        "tightness": {"quads": 1, "hamstrings": 2, "hip_flexors": 3},
        "slumped": False,
        "low_energy": False,
        "average_heart_rate": 148,
        "cadence": 172,
        "ascent_m": 63.5,
        "source": {"kind": "fit", "name": f"{number}.fit", "digest": f"{number:064}"},
        "note": NOTE,
        "edited_at": at,
    }


def _score(number: int, run: str, at: str) -> dict[str, Any]:
    return {"id": f"pain-{number:032}", "at": at, "score": number % 7, "side": "left", "moment": "after_run", "run": run, "note": NOTE}


def _athlete() -> User:
    return User.objects.create_user(f"{uuid4().hex}@example.org", consented_at=FIRST, welcomed_at=FIRST)


def _add_looks(athlete: User, count: int) -> None:
    coach = _athlete()
    CoachingLink.objects.create(athlete=athlete, coach=coach, began_at=FIRST)
    days = ((FIRST + timedelta(days=number)).date() for number in range(count))
    Look.objects.bulk_create((Look(viewer=coach, athlete=athlete, what="today", on=day, count=1, last_at=FIRST) for day in days), 500)


def _out(write: Any) -> Work:
    def send(athlete: User) -> None:
        with exported(athlete, write, now=timezone.now()) as file:
            while file.read(PIECE):
                pass

    return send


def _in(bring: Callable[[User, FiledDocument], object]) -> Work:
    def receive(athlete: User) -> None:
        with exported(athlete, write_document, now=timezone.now()) as file, FiledDocument(file) as document:
            bring(athlete, document)

    return receive


WAYS: dict[str, Work] = {
    "out as a document": _out(write_document),
    "out as tables": _out(write_tables),
    "out, what others did": _out(write_others),
    "out, in to look": _in(preview),
    "out, in into an empty log": _in(lambda _exported, document: import_document(_athlete(), document)),
}


def _held(what: str) -> int:
    """Return how many KiB of memory this process holds: VmRSS now, VmHWM at most."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(f"{what}:"))
    return int(line.split()[1])
