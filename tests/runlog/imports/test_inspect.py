"""`import_activities --inspect`: a line of JSON a file, whatever it holds."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.samples.archive_writing import zip_of
from tests.samples.writers import fit_run, gpx_run

FIELDS = [
    "kind",
    "started_at",
    "local_date",
    "distance_m",
    "duration_s",
    "elapsed_s",
    "average_heart_rate",
    "cadence",
    "ascent_m",
    "shoe",
    "problem",
]


def inspect(*paths: Path) -> list[dict]:
    said = io.StringIO()
    call_command("import_activities", *map(str, paths), inspect=True, json=True, stdout=said)
    return [json.loads(line) for line in said.getvalue().splitlines()]


def save(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_run_and_its_numbers(tmp_path: Path) -> None:
    path = save(tmp_path / "run.bin", fit_run(offset_min=-420))
    [line] = inspect(path)
    [run] = line["activities"]
    assert {name: line[name] for name in ("file", "format", "problem")} == {"file": str(path), "format": "fit", "problem": None}
    assert list(run) == FIELDS
    assert (run["kind"], run["started_at"], run["local_date"]) == ("run", "2024-05-03T06:30:00Z", "2024-05-02")
    assert (run["distance_m"], run["duration_s"], run["average_heart_rate"], run["shoe"], run["problem"]) == (10000, 3600, 150, None, None)


def test_a_line_a_file_in_their_order_whatever_they_hold(tmp_path: Path) -> None:
    zipped = zip_of({"a.gpx": gpx_run(), "b.gpx": b"<html></html>", "c.zip": zip_of({"d.fit": fit_run()})})
    paths = [tmp_path / "missing", save(tmp_path / "a.zip", zipped), tmp_path, save(tmp_path / "b.gpx", b"")]
    lines = inspect(*paths)
    assert [line["file"] for line in lines] == [str(path) for path in paths]
    assert [bool(line["problem"]) for line in lines] == [True, False, True, True]
    assert [(one["kind"], bool(one["problem"])) for one in lines[1]["activities"]] == [("run", False), ("run", False), ("unknown", True)]


def test_a_path_is_meant_from_where_the_command_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path / "run.fit", fit_run())
    monkeypatch.chdir(tmp_path)
    [line] = inspect(Path("run.fit"))
    assert (line["file"], line["problem"], len(line["activities"])) == ("run.fit", None, 1)


def test_too_deep_is_told(tmp_path: Path) -> None:
    data = zip_of({"1.fit": fit_run()})
    for _ in range(3):
        data = zip_of({"inner.zip": data})
    [line] = inspect(save(tmp_path / "deep.zip", data))
    assert line["activities"] == []
    assert "too deep" in line["problem"]


def test_without_inspect_an_athlete_is_needed(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("import_activities", str(tmp_path))
