"""Reading in other processes: the same content every time, no position let out, and no process that can hold up the rest."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from runlog.imports import reading_pool
from runlog.imports.formats import problems
from runlog.imports.formats.archives import plan
from runlog.imports.read_activity import part_as_json, part_from_json
from runlog.imports.reading_pool import PartReading, ReadingPool
from tests.samples.archive_writing import zip_of
from tests.samples.writers import fit_run, gpx_run, tcx_run

ROOT = Path(reading_pool.__file__).parents[2]


def save(folder: Path, data: bytes) -> Path:
    path = folder / "upload"
    path.write_bytes(data)
    return path


def read(pool: ReadingPool, path: Path) -> dict[int, PartReading]:
    with path.open("rb") as file:
        parts = plan(file).parts
    return {part.number: reading for part, reading in pool.read(path, parts)}


def test_a_part_whose_reader_was_killed_is_read_again(tmp_path: Path) -> None:
    path = save(tmp_path, zip_of({f"{number}.gpx": gpx_run(distance_m=5000 + number, points=2000) for number in range(40)}))
    with ReadingPool() as pool, path.open("rb") as file:
        found = {}
        for part, reading in pool.read(path, plan(file).parts):
            found[part.number] = reading
            if len(found) in (3, 9):
                os.kill(readers_of(os.getpid())[0], signal.SIGKILL)
    assert len(found) == 40
    assert {reading.problem for reading in found.values()} == {None}


def readers_of(process: int) -> list[int]:
    """The reading processes that a process has begun."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(child) for child in children if b"reading_process" in Path(f"/proc/{child}/cmdline").read_bytes()]


def test_readings_are_the_same_whoever_reads(tmp_path: Path) -> None:
    path = save(tmp_path, zip_of({f"{number}.gpx": gpx_run(distance_m=5000 + number) for number in range(6)} | {"6.fit": fit_run()}))
    with ReadingPool(size=1) as one, ReadingPool(size=2) as two:
        assert read(one, path) == read(two, path) == read(two, path)


def test_the_zone_of_a_place_comes_out_and_the_place_does_not(tmp_path: Path) -> None:
    with ReadingPool(size=1) as pool:
        [reading] = read(pool, save(tmp_path, gpx_run())).values()
    assert reading.activities[0].zone
    assert not hasattr(reading.activities[0], "place")


def test_packed_or_not_the_digest_is_the_same(tmp_path: Path) -> None:
    import gzip

    with ReadingPool(size=1) as pool:
        [plain] = read(pool, save(tmp_path, tcx_run())).values()
        [packed] = read(pool, save(tmp_path, gzip.compress(tcx_run()))).values()
    assert plain.digest == packed.digest
    assert plain.digest.startswith("sha256:")


def test_a_part_survives_its_way(tmp_path: Path) -> None:
    path = save(tmp_path, zip_of({"1.gpx": gpx_run()}))
    with path.open("rb") as file:
        [part] = plan(file).parts
    assert part_from_json(json.loads(json.dumps(part_as_json(part)))) == part


def stub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> None:
    """Let the processes run this code in place of the reader."""
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\nexec {sys.executable} -c '{code}'\n")
    program.chmod(0o700)
    monkeypatch.setattr(reading_pool.sys, "executable", str(program))


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("import time; time.sleep(60)", problems.TOO_SLOW),
        ("import sys; sys.stdin.readline()", problems.READER_ENDED),
        ("", problems.READER_ENDED),
    ],
    ids=["hangs", "dies", "never lives"],
)
def test_a_process_of_no_use_gives_a_problem_for_each_part_and_nothing_waits(monkeypatch, tmp_path: Path, code: str, problem: str) -> None:
    path = save(tmp_path, zip_of({"1.gpx": gpx_run(), "2.gpx": gpx_run(), "3.gpx": gpx_run()}))
    stub(monkeypatch, tmp_path, code)
    began = time.monotonic()
    with ReadingPool(seconds=0.3) as pool:
        assert [reading.problem for reading in read(pool, path).values()] == [problem] * 3
    assert time.monotonic() - began < 10


def test_a_killed_process_is_replaced(tmp_path: Path) -> None:
    path = save(tmp_path, zip_of({f"{number}.gpx": gpx_run() for number in range(8)}))
    with path.open("rb") as file:
        parts = plan(file).parts
    with ReadingPool(size=2) as pool:
        readings = pool.read(path, parts)
        first = next(readings)[1]
        os.kill(pool._children[0]._process.pid, signal.SIGKILL)
        rest = [reading for _, reading in readings]
        assert len(rest) == 7
        assert {reading.problem for reading in rest} <= {None, problems.READER_ENDED}
        assert len([reading for reading in rest if reading.activities]) >= 6
        assert first.activities
        assert all(reading.activities for reading in read(pool, path).values())


def test_who_stops_listening_gets_no_old_replies_later(tmp_path: Path) -> None:
    path = save(tmp_path, zip_of({f"{number}.gpx": gpx_run(distance_m=5000 + 100 * number) for number in range(4)}))
    with path.open("rb") as file:
        parts = plan(file).parts
    with ReadingPool(size=2) as pool:
        readings = pool.read(path, parts)
        next(readings)
        readings.close()
        again = {part.number: reading for part, reading in pool.read(path, parts[::-1])}
    assert [round(again[number].activities[0].distance_m, -2) for number in sorted(again)] == [5000, 5100, 5200, 5300]


def test_the_processes_end_with_their_pool(tmp_path: Path) -> None:
    with ReadingPool() as pool:
        children = [child._process for child in pool._children]
    assert all(child.returncode is not None for child in children)


def test_a_process_ends_when_its_input_does() -> None:
    ended = subprocess.run([sys.executable, "-m", "runlog.imports.reading_process"], input=b"", cwd=ROOT, timeout=20, check=False)
    assert ended.returncode == 0


def test_a_process_knows_no_django_and_its_memory_is_bounded() -> None:
    code = (
        "import resource, sys; import runlog.imports.reading_process as p; p._limit(resource.RLIMIT_AS, p.MEMORY);"
        "assert 'django' not in sys.modules\ntry: bytes(p.MEMORY)\nexcept MemoryError: print('bounded')"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, timeout=20, check=False)
    assert said.stdout == b"bounded\n"
