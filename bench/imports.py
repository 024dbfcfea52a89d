"""What is measured of imports: files through the whole way in, from the first byte to the one assessment, and the memory it takes."""

import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter
from uuid import uuid4
from xml.parsers import expat

from django.utils import timezone

from bench.figures import Figure, median_ms
from bench.processes import family, memory_mib
from runlog.imports.batch_actions import begin_reading, begin_storing, open_batch
from runlog.imports.formats import read
from runlog.imports.models import BatchState, Outcome
from runlog.imports.receiving_actions import receive
from runlog.people.models import User
from tests.samples.writers import fit_run, gpx_run
from tests.support.jobs import work_off

POINTS = 3_000
FIRST = datetime(2023, 3, 1, 6, tzinfo=UTC)
EVERY = timedelta(hours=17)
CORES = 2
SAMPLE = 20
LOOK_S = 0.05

Write = Callable[[int], bytes]


@dataclass(frozen=True)
class Kind:
    """A kind of file: how the file of a number is written, and the least that reading it could take, where there is such a thing."""

    name: str
    write: Write
    floor_name: str = ""
    floor: Callable[[bytes], object] | None = None


def _gpx(number: int) -> bytes:
    return gpx_run(start=FIRST + EVERY * number, points=POINTS, distance_m=8_000 + 10 * number, duration_s=3_000 + number)


def _fit(number: int) -> bytes:
    return fit_run(start=FIRST + EVERY * number, points=POINTS, distance_m=8_000 + 10 * number, duration_s=3_000 + number)


def _bare_expat(data: bytes) -> None:
    expat.ParserCreate().Parse(data, True)


GPX = Kind("GPX", _gpx, "bare expat", _bare_expat)
FIT = Kind("FIT", _fit)


def figures(files: int) -> Iterator[Figure]:
    """Yield what so many files of each kind, then as an archive, are measured to take. The database is migrated."""
    for kind in (GPX, FIT):
        with TemporaryDirectory(prefix="runlog-bench-") as folder:
            paths = [_written(Path(folder) / f"{number}.{kind.name.lower()}", kind.write(number)) for number in range(files)]
            some = [path.read_bytes() for path in paths[:SAMPLE]]
            reading = median_ms(read, some)
            floor = median_ms(kind.floor, some) if kind.floor else None
            yield Figure(f"reading {kind.name} of {POINTS} points", reading, "ms", kind.floor_name, floor)
            archive = Path(folder) / "archive.zip"
            _zip(archive, paths)
            alone = 1000 * CORES / reading
            loose, packed = f"{files} loose files", f"{files} in an archive of {archive.stat().st_size / 1e6:.0f} MB"
            for name, sent in ((loose, paths), (packed, [archive])):
                rate, most_mib = _whole_way(name, sent, files)
                yield Figure(f"{kind.name} of {POINTS} points, {name}", rate, "files/s", f"reading alone, {CORES} cores", alone)
                yield Figure("  memory at most, readers included", most_mib, "MiB")


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _zip(archive: Path, paths: Sequence[Path]) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as held:
        for path in paths:
            held.write(path, path.name)


def _whole_way(name: str, paths: Sequence[Path], files: int) -> tuple[float, float]:
    """Bring the files into a new log as pages and worker do, the latter in this process with its two readers: files a second, MiB."""
    athlete = User.objects.create_user(f"{uuid4().hex}@example.org", time_zone="UTC", consented_at=FIRST, welcomed_at=FIRST)
    with _Memory() as memory:
        began = perf_counter()
        batch = open_batch(athlete=athlete, log_id=f"import-{uuid4().hex}", now=timezone.now())
        for number, path in enumerate(paths):
            with path.open("rb") as file:
                receive(batch=batch, key=f"{number}", name=path.name, size=path.stat().st_size, offset=0, chunk=file)
        begin_reading(batch=batch, now=timezone.now())
        work_off()
        begin_storing(batch=batch, keeps_files=False, now=timezone.now())
        work_off()
        took = perf_counter() - began
    batch.refresh_from_db()
    added = batch.entries.filter(outcome=Outcome.ADDED).count()
    if batch.state != BatchState.STORED or added != files:
        raise RuntimeError(f"{name}: {added} of {files} were stored, {batch.state}.")
    return files / took, memory.most_mib


class _Memory:
    """How much memory this process and those below it have held at most: each page counts once, however many share it."""

    def __init__(self) -> None:
        self.most_mib = 0.0
        self._is_over = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "_Memory":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._is_over.wait(LOOK_S):
            self.most_mib = max(self.most_mib, memory_mib(family(os.getpid())))
