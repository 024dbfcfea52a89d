"""The samples agree with their truths: those that the test writes, or those of the manifest that RUNLOG_SAMPLES names."""

import gzip
import os
from pathlib import Path

import pytest

from tests.samples.compare import compare, table
from tests.samples.writers import fit_run, gpx_run, tcx_run

TRUTHS = ("start_utc", "elapsed_s", "timer_s", "distance_m", "record_distance_m", "avg_hr", "run_sessions", "run_distance_m", "run_timer_s")
RUN = {"start_utc": "2024-05-03T06:30:00Z", "elapsed_s": "3600", "timer_s": "3600", "distance_m": "10000.0", "avg_hr": "150.0"}
SAMPLES = {
    "open/fit/run.fit": ("fit", "run", fit_run(), RUN),
    "open/fit/packed.fit.gz": ("fit.gz", "run", gzip.compress(fit_run()), RUN),
    "open/fit/cut.fit": ("fit", "run_damaged", fit_run()[:-3], RUN),
    "open/fit/ride.fit": ("fit", "not_run", fit_run(sport=2), RUN),
    "open/gpx/run.gpx": ("gpx", "run", gpx_run(), RUN | {"timer_s": ""}),
    "open/gpx/unknown.gpx": ("gpx", "type_unknown", gpx_run(sport=None), RUN),
    "open/gpx/page.gpx": ("gpx", "no_track", b"<html></html>", {}),
    "open/tcx/run.tcx": ("tcx", "run", tcx_run(), RUN),
    "open/csv/table.csv": ("csv", "nothing_to_import", b"a,b,c\n", {}),
}


def write(folder: Path, **changed: dict[str, str]) -> Path:
    """A manifest and its samples; `changed`: other truths for the sample of that name."""
    lines = ["\t".join(("path", "kind", "expect", *TRUTHS))]
    for path, (kind, expect, data, truths) in SAMPLES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
        truths = truths | changed.get(Path(path).name.replace(".", "_"), {})
        lines.append("\t".join((path, kind, expect, *(truths.get(name, "") for name in TRUTHS))))
    manifest = folder / "manifest.tsv"
    manifest.write_text("\n".join(lines) + "\n")
    return manifest


def test_samples_agree_with_their_truths(tmp_path):
    named = os.environ.get("RUNLOG_SAMPLES")
    outcomes = compare(Path(named) if named else write(tmp_path))
    assert len(outcomes) >= len(SAMPLES)
    assert [one for one in outcomes if one.wrong] == []


@pytest.mark.parametrize(
    ("sample", "truths"),
    [
        ("run_fit", {"start_utc": "2024-05-03T06:30:01Z"}),
        ("run_fit", {"distance_m": "10051"}),
        ("run_fit", {"timer_s": "3601.1"}),
        ("run_fit", {"avg_hr": "151.1"}),
        ("run_fit", {"run_sessions": "2"}),
        ("run_gpx", {"distance_m": "10110"}),
        ("packed_fit_gz", {"distance_m": "9949"}),
        ("cut_fit", {"distance_m": "9000"}),
    ],
)
def test_a_truth_that_is_missed_is_told(tmp_path, sample, truths):
    wrong = [one for one in compare(write(tmp_path, **{sample: truths})) if one.wrong]
    assert [one.path.replace(".", "_") for one in wrong] == [sample]


def test_truths_within_tolerance_are_met(tmp_path):
    near = {"distance_m": "10049", "timer_s": "3600.9", "elapsed_s": "3599.1", "avg_hr": "149.1"}
    assert not any(one.wrong for one in compare(write(tmp_path, run_fit=near, run_gpx={"distance_m": "10095"})))


def test_the_table_closes_with_a_count(tmp_path):
    lines = table(compare(write(tmp_path, run_fit={"distance_m": "1"}))).splitlines()
    assert [line.split()[0] for line in lines[:9]].count("FAIL") == 1
    assert lines[-1] == "all: 8 of 9"
    assert "run: 3 of 4" in lines


def test_a_manifest_without_its_first_folder_is_found_too(tmp_path):
    manifest = write(tmp_path)
    for folder in (tmp_path / "open").iterdir():
        folder.rename(tmp_path / folder.name)
    assert not any(one.wrong for one in compare(manifest))
