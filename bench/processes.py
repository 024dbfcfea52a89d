"""What the processes of a family take, as Linux tells it: memory, each shared page once, and processor time."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path


def family(process: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def memory_mib(processes: Iterable[int]) -> float:
    """Return how much memory they hold: a page that some share counts once (PSS). A process that has ended holds none."""
    return sum(map(_held_mib, processes))


def processor_s(processes: Iterable[int]) -> float:
    """Return how many seconds of a processor their threads have had that still run."""
    return sum(map(_had_s, processes))


def _held_mib(process: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _had_s(process: int) -> float:
    had = 0.0
    for file in Path(f"/proc/{process}/task").glob("*/schedstat"):
        with suppress(OSError):
            had += int(file.read_text().split()[0]) / 1e9
    return had
