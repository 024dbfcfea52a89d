"""Reads the samples of a manifest and compares them with its truths: `python -m tests.samples.compare MANIFEST`."""

import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from runlog.imports.inspecting import Inspected, reading_of
from runlog.imports.read_activity import ReadActivity
from runlog.imports.reading_pool import ReadingPool
from tests.samples.table_truths import compare_rows

Row = dict[str, str]
Tables = dict[str, list[dict[str, Any]]]
TRUTHS_OF_TABLES = "truths_csv.json"
# A service cuts the first points of a track, or begins a row a little later than the file.
ROW_SLACK_S = 6


@dataclass(frozen=True)
class Outcome:
    """What one sample gave, and what is wrong with that: nothing, if it is right."""

    path: str
    expect: str
    said: str
    wrong: tuple[str, ...]


def compare(manifest: Path) -> list[Outcome]:
    """One outcome for each sample, read as `import_activities --inspect` reads it."""
    with manifest.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    truths = manifest.parent / TRUTHS_OF_TABLES
    tables: Tables = json.loads(truths.read_text(encoding="utf-8")) if truths.exists() else {}
    with ReadingPool() as pool:
        return [_outcome(pool, manifest.parent, row, tables) for row in rows]


def table(outcomes: Iterable[Outcome]) -> str:
    """The outcomes as lines, with a closing count by what was expected."""
    outcomes = list(outcomes)
    lines = [f"{'FAIL' if one.wrong else 'ok':<5}{one.expect:<18}{one.path:<74}{'; '.join(one.wrong) or one.said}" for one in outcomes]
    right, all_ = Counter(one.expect for one in outcomes if not one.wrong), Counter(one.expect for one in outcomes)
    counts = [f"{expect}: {right[expect]} of {count}" for expect, count in sorted(all_.items())]
    return "\n".join([*lines, "", *counts, f"all: {right.total()} of {all_.total()}"])


def _outcome(pool: ReadingPool, folder: Path, row: Row, tables: Tables) -> Outcome:
    path = folder / row["path"]
    if not path.exists():
        path = folder / Path(*Path(row["path"]).parts[1:])
    reading = reading_of(pool, path)
    return Outcome(path.name, row["expect"], _said(reading), tuple(_wrongs(row, reading, tables.get(row["path"], []))))


def _wrongs(row: Row, reading: Inspected, truths: list[dict[str, Any]]) -> Iterable[str]:
    if row["expect"] == "rows":
        return compare_rows(reading.activities, truths)
    if row["expect"] == "archive":
        return _archive(row, reading, truths)
    return EXPECTED[row["expect"]](row, reading)


def _archive(row: Row, reading: Inspected, truths: list[dict[str, Any]]) -> Iterable[str]:
    """An archive that is no service's is right if it gives something or says why not."""
    if not truths:
        yield from _sniffed(row, reading)
        return
    if len(reading.activities) != len(truths):
        yield f"{len(reading.activities)} activities, not {len(truths)}"
    for one, truth in zip(reading.activities, truths, strict=False):
        start = datetime.fromisoformat(truth["start"])
        if one.started_at is None or abs((one.started_at - start).total_seconds()) > ROW_SLACK_S:
            yield f"row {truth['row']}: start {one.started_at}, not {truth['start']}"
        if (one.kind == "run") != truth["is_run"]:
            yield f"row {truth['row']}: kind {one.kind} for {truth['type']}"
    # Strava mends the places of its own way, so single rows differ from their files; the whole does not.
    runs = [one.distance_m for one in reading.activities if one.kind == "run"]
    yield from _near("all runs", row["csv_run_km"], (_total(runs) or Decimal(0)) / 1000, share=0.01)


def _said(reading: Inspected) -> str:
    found = [f"{one.kind} {one.started_at or '-'} {one.distance_m} m {one.duration_s} s" for one in reading.activities]
    troubles = [reading.problem, *(one.problem for one in reading.activities)]
    return " | ".join([*found, *(trouble for trouble in troubles if trouble)])


def _run(row: Row, reading: Inspected) -> Iterable[str]:
    if not reading.activities or any(one.kind != "run" for one in reading.activities):
        yield f"no run: {_said(reading)}"
        return
    yield from _numbers(row, reading.activities, multi=row["expect"] == "multi_with_run")


def _numbers(row: Row, found: tuple[ReadActivity, ...], *, multi: bool) -> Iterable[str]:
    gpx = row["kind"].startswith("gpx")
    distance, timer = row["run_distance_m"] or row["distance_m"], row["run_timer_s"] or row["timer_s"]
    yield from _near("distance", distance, _total(one.distance_m for one in found), share=0.01 if gpx else 0.005, slack=0.06)
    yield from _near("timer", timer, _total(one.duration_s for one in found), slack=1)
    if row["run_sessions"] and len(found) != int(row["run_sessions"]):
        yield f"{len(found)} runs, not {row['run_sessions']}"
    if multi or len(found) > 1:
        return
    yield from _near("elapsed", row["elapsed_s"], found[0].elapsed_s, slack=1)
    yield from _near("heart rate", row["avg_hr"] if row["avg_hr"] != "0.0" else "", found[0].average_heart_rate, slack=1)
    start = found[0].started_at
    if row["start_utc"] and start != datetime.fromisoformat(row["start_utc"]):
        yield f"start {start}, not {row['start_utc']}"


def _near(name: str, truth: str, value: Decimal | None, *, share: float = 0, slack: float = 0) -> Iterable[str]:
    """What is wrong where the truth is known. A device's 0 is as good as nothing: both say that it did not measure."""
    if truth and abs(float(value or 0) - float(truth)) > max(float(truth) * share, slack):
        yield f"{name} {value}, not {truth}"


def _total(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _salvaged(row: Row, reading: Inspected) -> Iterable[str]:
    if not reading.problem:
        yield "damaged, and nothing is said"
    if reading.activities:
        truths = row | {"distance_m": row["distance_m"] or row["record_distance_m"]}
        yield from _numbers(truths | {"run_sessions": ""}, reading.activities, multi=False)


def _run_damaged(row: Row, reading: Inspected) -> Iterable[str]:
    yield from _salvaged(row, reading)
    if reading.activities:
        yield from _run(row, reading)


def _not_run(row: Row, reading: Inspected) -> Iterable[str]:
    if not reading.activities or any(one.kind in ("run", "unknown") for one in reading.activities):
        yield f"not told from a run: {_said(reading)}"
    elif len(reading.activities) == 1:
        yield from _numbers(row | {"run_sessions": "", "run_distance_m": "", "run_timer_s": ""}, reading.activities, multi=False)


def _unknown(row: Row, reading: Inspected) -> Iterable[str]:
    if not reading.activities or any(one.kind != "unknown" for one in reading.activities):
        yield f"not asked: {_said(reading)}"
    else:
        yield from _numbers(row, reading.activities, multi=False)


def _refused(_row: Row, reading: Inspected) -> Iterable[str]:
    if reading.activities or not reading.problem:
        yield f"not refused: {_said(reading)}"


def _sniffed(_row: Row, reading: Inspected) -> Iterable[str]:
    if not reading.activities and not reading.problem:
        yield "neither read nor refused"


EXPECTED: dict[str, Callable[[Row, Inspected], Iterable[str]]] = {
    "run": _run,
    "multi_with_run": _run,
    "run_damaged": _run_damaged,
    "salvage_or_refuse": _salvaged,
    "not_run": _not_run,
    "type_unknown": _unknown,
    "no_time": _refused,
    "no_track": _refused,
    "no_activity": _refused,
    "not_activity": _refused,
    "refuse": _refused,
    "sniff_or_refuse": _sniffed,
    "nothing_to_import": _refused,
}


if __name__ == "__main__":
    found = compare(Path(sys.argv[1]))
    sys.stdout.write(table(found) + "\n")
    sys.exit(any(one.wrong for one in found))
