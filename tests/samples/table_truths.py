"""Compares the rows of a table with its truths: the numbers that each row must give."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from decimal import Decimal
from typing import Any

from runlog.imports.formats import Activity
from runlog.imports.read_activity import ReadActivity

_FASTEST_M_S = 60
_RUN_KINDS = {True: ("run",), False: ("walk", "strength", "other", "unknown")}


def compare_rows(reading_activities: Iterable[Activity | ReadActivity], truth_rows: Sequence[dict[str, Any]]) -> list[str]:
    """What differs, a line each: nothing, if all rows are right. A 0 of the table is as good as nothing: it was not measured."""
    found = list(reading_activities)
    if len(found) != len(truth_rows):
        return [f"{len(found)} rows, not {len(truth_rows)}"]
    return [f"row {truth['row']}: {wrong}" for one, truth in zip(found, truth_rows, strict=True) for wrong in _wrongs(one, truth)]


def _wrongs(one: Activity | ReadActivity, truth: dict[str, Any]) -> Iterator[str]:
    if _start(one) != truth["start"]:
        yield f"start {_start(one)}, not {truth['start']}"
    if one.kind not in _RUN_KINDS[bool(truth["is_run"])] or one.kind == "unknown":
        yield f"kind {one.kind} for {truth['type']}"
    duration = truth["timer_s"] if "timer_s" in truth else truth.get("moving_s")
    if not _is_beyond_reason(truth.get("distance_m"), duration):
        yield from _near("distance", one.distance_m, truth.get("distance_m"), share=0.005)
    yield from _near("duration", one.duration_s, duration, slack=1)
    yield from _near("elapsed", one.elapsed_s, truth.get("elapsed_s"), slack=1)
    yield from _near("heart rate", one.average_heart_rate, truth.get("avg_hr"), slack=1)
    yield from _near("ascent", one.ascent_m, truth.get("ascent_m"), share=0.005, slack=0.1)
    if truth["is_run"] and one.shoe != (truth.get("gear") or None):
        yield f"shoe {one.shoe}, not {truth.get('gear')}"


def _is_beyond_reason(distance: float | None, duration: float | None) -> bool:
    """A truth that was itself read wrong, such as 281 km for a cell of "2,81"."""
    return bool(distance and duration and distance > duration * _FASTEST_M_S)


def _start(one: Activity | ReadActivity) -> str:
    if one.started_at is None:
        return str(one.started_on)
    if one.started_at.tzinfo is None:
        return one.started_at.isoformat()
    return f"{one.started_at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"


def _near(name: str, value: Decimal | None, truth: float | None, *, share: float = 0, slack: float = 0.06) -> Iterator[str]:
    if abs(float(value or 0) - (truth or 0)) > max((truth or 0) * share, slack):
        yield f"{name} {value}, not {truth}"
