"""Writing pain scores: one by itself, the tap of a check-in, and the three of a run."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from injuries.symptoms.choices import MORNING_HOURS, Area, PainMoment
from injuries.symptoms.models import PainScore
from injuries.symptoms.queries import form_scores
from injuries.symptoms.run_marks import RunPain, Stand, Times, derived_id, moved, score_ids, score_times, so_far
from runlog.core import trash
from runlog.core.events import change
from runlog.core.saving import SavedBefore, change_record, save_record, update_rows
from runlog.people.models import User
from runlog.training.models import Run

SAME_TAP = timedelta(minutes=10)


def save_pain_score(
    *,
    athlete: User,
    log_id: str,
    at: datetime,
    score: int,
    now: datetime,
    area: str = Area.LOWER_BACK,
    side: str | None = None,
    moment: str | None = None,
    worse_with_impact: bool | None = None,
    note: str | None = None,
    replaces: bool = True,
) -> PainScore:
    """Make or change a score; `at` is in the offset in which it was felt. A link to a run stays.

    Without `replaces` raises SavedBefore (`core.saving`).
    """
    fields = {"score": score, "area": area, "side": side, "moment_of_day": moment, "worse_with_impact": worse_with_impact, "note": note}
    return save_record(PainScore, athlete, log_id=log_id, now=now, replaces=replaces, **PainScore.moment_fields(at), **fields)


def check_in(*, athlete: User, log_id: str, score: int, now: datetime, at: datetime | None = None) -> PainScore:
    """Save how the lower back is at `now`, or was at `at`; the same check-in again changes its score alone.

    A tap of another time of day, on a page that was left open, is a check-in of its own.
    """
    at = athlete.local(at or now)
    with change(athlete):
        row = PainScore.objects.of(athlete).filter(log_id=log_id).first()
        if row is not None and abs(at - row.at) > SAME_TAP:
            log_id = derived_id("pain", log_id, f"{at.astimezone(UTC):%Y-%m-%dT%H:%M}")
            row = PainScore.objects.of(athlete).filter(log_id=log_id).first()
        if row is not None:
            return change_record(row, now=now, score=score)
        moment = PainMoment.MORNING if at.hour in MORNING_HOURS else PainMoment.OTHER
        return PainScore.objects.create(
            athlete=athlete, log_id=log_id, score=score, moment_of_day=moment, **PainScore.moment_fields(at.replace(microsecond=0))
        )


def save_run_scores(
    *, athlete: User, run: Run, pain: RunPain, now: datetime, was: Times | None = None, replaces: bool | None = None
) -> list[PainScore]:
    """Make, change or remove the three scores of a run's form; return those that it made or gave another number.

    `replaces` is for the form of a new run whose run is there all the same: it takes the place of what was said then, or raises
    SavedBefore where it says something else.

    `run` is as it stands now; `was` are `score_times` of the run as it stood before this change (None: a new run). Scores that
    stand where the run had put them move with it. Three statements at most, but for removed scores, which go into the bin.
    """
    with change(athlete):
        known = form_scores(run)
        if replaces:
            pain = replace(pain, shown=_numbers(known))
        elif replaces is False:
            _refuse_other(known, pain)
            # What they ask for may not have been seen: the first answer was lost.
            return [*known.values()]
        for moment, row in known.items():
            if pain.is_emptied(moment):
                trash.delete(row, now=now)
        kept = {moment: row for moment, row in known.items() if not pain.is_emptied(moment)}
        ids, times = score_ids(run.log_id), score_times(run.moment, run.duration_s)
        at = {key: moved(Stand(row.at, row.edited_at, row.log_id == ids[key]), key, was, times, now) for key, row in kept.items()}
        fresh = _change([(row, _fields(row, run, pain, moment, at[moment])) for moment, row in kept.items()], now)
        wanted = {moment: pain.given(moment) for moment in times if moment not in known}
        return fresh + _make(athlete, run, pain, {moment: score for moment, score in wanted.items() if score is not None}, now)


def _numbers(known: Mapping[str, PainScore]) -> dict[str, int]:
    return {moment: row.score for moment, row in known.items()}


def _refuse_other(known: Mapping[str, PainScore], pain: RunPain) -> None:
    """Raise SavedBefore where a form says something else than the scores do."""
    said = {moment: score for moment, score in pain.scores.items() if score is not None}
    if said != _numbers(known) or any(getattr(row, place) != getattr(pain, place) for row in known.values() for place in pain.places):
        raise SavedBefore


def _fields(row: PainScore, run: Run, pain: RunPain, moment: str, at: datetime) -> dict[str, Any]:
    """Return the fields of the row that differ from what the form says."""
    fields = {"run_id": run.pk} | {place: getattr(pain, place) for place in pain.places}
    given = pain.given(moment)
    if given is not None:
        fields["score"] = given
    if at != row.at:
        fields |= PainScore.moment_fields(at.astimezone(run.moment.tzinfo))
    return {name: value for name, value in fields.items() if getattr(row, name) != value}


def _change(rows: Iterable[tuple[PainScore, dict[str, Any]]], now: datetime) -> list[PainScore]:
    differing = [(row, fields) for row, fields in rows if fields]
    for row, fields in differing:
        for name, value in (fields | {"edited_at": now}).items():
            setattr(row, name, value)
    names = {name for _row, fields in differing for name in fields}
    update_rows([row for row, _fields in differing], [*sorted(names), "edited_at"])
    return [row for row, fields in differing if "score" in fields]


def _make(athlete: User, run: Run, pain: RunPain, scores: Mapping[str, int], now: datetime) -> list[PainScore]:
    ids, times = score_ids(run.log_id), so_far(score_times(run.moment, run.duration_s), now)
    same = {"athlete": athlete, "run": run, "side": pain.side, "area": pain.area}
    rows = [
        PainScore(log_id=ids[moment], score=score, moment_of_day=moment, **same, **PainScore.moment_fields(times[moment]))
        for moment, score in scores.items()
    ]
    return PainScore.objects.bulk_create(rows) if rows else []
