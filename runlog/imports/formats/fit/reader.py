"""The activities of a FIT file, whole, damaged or never finished."""

from dataclasses import dataclass

from runlog.imports.formats import problems
from runlog.imports.formats.activity import Activity, Reading
from runlog.imports.formats.fit.chain import Part, parts
from runlog.imports.formats.fit.fields import SESSION
from runlog.imports.formats.fit.recording import Recording
from runlog.imports.formats.fit.salvage import from_points
from runlog.imports.formats.fit.sessions import from_sessions
from runlog.imports.formats.plausible import judged

_ACTIVITY = 4
_OTHER_FILES = {
    1: problems.SETTINGS,
    2: problems.SETTINGS,
    3: problems.SETTINGS,
    5: problems.WORKOUT,
    6: problems.COURSE,
    7: problems.WORKOUT,
    9: problems.DAILY,
    15: problems.DAILY,
    28: problems.DAILY,
    32: problems.DAILY,
}


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one recording gave."""

    activities: list[Activity]
    problem: str | None
    whole: bool


def read_fit(data: bytes) -> Reading:
    """The activities of all recordings in the file, summaries before points; what stands after a good recording cannot spoil it."""
    outcomes = [_outcome(part) for part in parts(data)]
    activities = tuple(judged(activity) for outcome in outcomes for activity in outcome.activities)
    if not activities:
        return Reading("fit", problem=outcomes[0].problem or problems.NO_ACTIVITY)
    return Reading("fit", activities, _problem(outcomes))


def _problem(outcomes: list[_Outcome]) -> str | None:
    """What to say of a file from which something was read: the first trouble among what was read, else that the rest was not."""
    for outcome in outcomes:
        if outcome.activities and outcome.problem:
            return outcome.problem
    return None if all(outcome.whole for outcome in outcomes) else problems.REST_UNREADABLE


def _outcome(part: Part) -> _Outcome:
    recording = Recording(part.skim)
    whole = not (part.cut or part.damaged or part.unfinished or part.rest)
    if part.skim.has(SESSION):
        return _Outcome(from_sessions(recording), _trouble(part), whole)
    if recording.file_type not in (_ACTIVITY, None):
        return _Outcome([], _OTHER_FILES.get(recording.file_type or 0, problems.NOT_AN_ACTIVITY), whole)
    salvaged = from_points(recording)
    if salvaged is None:
        return _Outcome([], problems.DAMAGED_WHOLE if not whole else problems.NO_ACTIVITY, whole)
    return _Outcome([salvaged], _trouble(part) or problems.NEVER_FINISHED, whole)


def _trouble(part: Part) -> str | None:
    if part.unfinished:
        return problems.NEVER_FINISHED
    if part.cut:
        return problems.CUT_SHORT
    return problems.DAMAGED if part.damaged else None
