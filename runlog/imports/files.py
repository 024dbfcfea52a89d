"""From a file's bytes to candidates: read, pick what can be a run, say plainly what cannot."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from runlog.imports.candidate import Candidate, candidate_of, digest_of
from runlog.imports.formats import Activity, read

MOST_BYTES = 25 * 1024 * 1024


@dataclass(frozen=True)
class Found:
    """What a file gave: candidates (of kind "run", or "unknown" where the sport must be asked for), else why there are none."""

    candidates: tuple[Candidate, ...] = ()
    problem: str = ""
    # What is wrong with the file that the candidates were read from.
    warning: str = ""


def find(data: bytes, *, zone: str, now: datetime) -> Found:
    """Read a file's bytes; local dates that the file does not tell are those of `zone`."""
    if len(data) > MOST_BYTES:
        return Found(problem=too_large())
    reading = read(data)
    if not reading.activities:
        return Found(problem=_(reading.problem) if reading.problem else _("This file holds no activity."))
    chosen = [activity for activity in reading.activities if activity.kind == "run"]
    chosen = chosen or [activity for activity in reading.activities if activity.kind == "unknown"]
    if not chosen:
        return Found(problem=_("This file holds no run, but another sport."))
    digest = digest_of(data)
    problems = [_(activity.problem) for activity in chosen if activity.problem]
    made = [
        candidate_of(activity, source_kind=reading.format, digest=digest if not place else f"{digest}#{place + 1}", zone=zone)
        for place, activity in enumerate(_once(chosen))
        if not activity.problem
    ]
    candidates = tuple(candidate for candidate in made if candidate and candidate.started_at <= now)
    if candidates:
        return Found(candidates, warning=_(reading.problem) if reading.problem else "")
    return Found(problem=problems[0] if problems else _why_none(made))


def _once(activities: list[Activity]) -> list[Activity]:
    """Leave out what a file holds a second time: some watches write a recording twice into one file."""
    return list({(activity.started_at, activity.distance_m): activity for activity in reversed(activities)}.values())[::-1]


def _why_none(made: list[Candidate | None]) -> str:
    if any(made):
        return _("This file says that the run is still to come. Check the clock of your watch, or log the run by hand.")
    return _("This file does not say when the run was. Log the run by hand.")


def too_large() -> str:
    """Say that a file is larger than a recording can be."""
    return _("This file is larger than 25 MB, more than one recording can be. Choose the file of one run.")
