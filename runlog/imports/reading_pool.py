"""Two processes that read the parts of uploads; one that hangs, grows or dies is replaced, and its part gets a plain problem."""

import json
import os
import selectors
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, TypeVar, cast

from runlog.imports.formats import problems
from runlog.imports.formats.activity import Answers
from runlog.imports.formats.archives import Part
from runlog.imports.read_activity import PartReading, ReadActivity, part_as_json, reading_from_json

__all__ = ["Asked", "PartReading", "ReadActivity", "ReadingPool"]

SECONDS = 20.0
HEALTH_SECONDS = 35.0
_ROOT = Path(__file__).resolve().parents[2]
_LONGEST_REPLY = 100_000_000
_CHUNK = 1 << 20
_WHAT = ("LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "TMPDIR")


@dataclass(frozen=True, slots=True)
class Asked:
    """A part to be read: of which file, and what was answered about that."""

    path: Path
    part: Part
    answers: Answers


A = TypeVar("A", bound=Asked)


class ReadingPool:
    """Reads parts in processes of its own, which end with it: `with ReadingPool() as pool: pool.read(path, parts)`."""

    def __init__(self, size: int = 2, *, seconds: float = SECONDS, health_seconds: float = HEALTH_SECONDS) -> None:
        """Start that many processes; a part may take so many seconds, health data longer."""
        self._size = size
        self._seconds, self._health_seconds = seconds, health_seconds
        self._children: list[_Child] = []

    def __enter__(self) -> Self:
        self._children = [_Child() for _ in range(self._size)]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for child in self._children:
            child.end()

    def read(self, path: Path, parts: Iterable[Part], answers: Answers | None = None) -> Iterator[tuple[Part, PartReading]]:
        """Each part of a file with its reading, as they come."""
        known = answers or {}
        for asked, reading in self.read_each(Asked(path, part, known) for part in parts):
            yield asked.part, reading

    def read_each(self, asked: Iterable[A]) -> Iterator[tuple[A, PartReading]]:
        """Each part, of whatever files, with its reading, as they come; the next one is asked for only when a process is free.

        What is read does not depend on the order, nor on the process that reads it. A part whose process has ended is read once more:
        the process may have been killed for no fault of the part.
        """
        first, again = iter(asked), deque[A]()
        busy: dict[_Child, A] = {}
        given_back: list[A] = []
        try:
            while True:
                self._hand_out(chain(_popped(again), first), busy)
                if not busy:
                    return
                for child, reading in _replies(list(busy)):
                    one = busy.pop(child)
                    if child.is_ended:
                        self._replace(child)
                    if reading.problem == problems.READER_ENDED and not any(one is other for other in given_back):
                        given_back.append(one)
                        again.append(one)
                    else:
                        yield one, reading
        finally:
            # Who stops listening must not get the old replies later.
            for child in busy:
                self._replace(child)

    def _hand_out(self, waiting: Iterator[A], busy: dict["_Child", A]) -> None:
        for child in self._children:
            if child not in busy and (one := next(waiting, None)) is not None:
                seconds = self._health_seconds if one.part.form == "health" else self._seconds
                busy[child] = one
                path = str(one.path.absolute())
                request = {"path": path, "part": part_as_json(one.part), "answers": dict(one.answers), "seconds": seconds}
                child.ask(request, seconds)

    def _replace(self, child: "_Child") -> None:
        child.end()
        self._children[self._children.index(child)] = _Child()


def _popped(held: deque[A]) -> Iterator[A]:
    while held:
        yield held.popleft()


class _Child:
    """One process and the pipes to it."""

    def __init__(self) -> None:
        environment = {name: os.environ[name] for name in _WHAT if name in os.environ}
        environment |= {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "runlog.imports.reading_process"]
        # The command is ours alone: nothing of an upload is in it.
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=_ROOT)  # noqa: S603
        # Both are there, for both were asked for.
        self._requests, self._replies = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)
        self._held = bytearray()
        self.ends_at = 0.0
        self.is_ended = False

    def fileno(self) -> int:
        """The pipe that its replies come from."""
        return self._replies.fileno()

    def ask(self, request: dict[str, Any], seconds: float) -> None:
        """Send a request; the reply is due within so many seconds."""
        self.ends_at = time.monotonic() + seconds
        try:
            self._requests.write(json.dumps(request).encode() + b"\n")
            self._requests.flush()
        except BrokenPipeError:
            # Its other pipe has ended too, which is noticed where replies are awaited.
            self._held.clear()

    def take(self) -> PartReading | None:
        """What has come, if that is a whole reply; a process that has ended answers with a problem."""
        piece = os.read(self.fileno(), _CHUNK)
        self._held += piece
        if not piece or len(self._held) > _LONGEST_REPLY:
            return self.fail(problems.READER_ENDED)
        if not piece.endswith(b"\n"):
            return None
        reply, self._held = bytes(self._held), bytearray()
        return reading_from_json(json.loads(reply))

    def fail(self, problem: str) -> PartReading:
        """The reading of a part whose reader is of no use any more."""
        self.is_ended = True
        return PartReading(problem=problem)

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        for pipe in (self._requests, self._replies):
            with suppress(BrokenPipeError):
                pipe.close()
        self._process.wait()


def _replies(children: list[_Child]) -> Iterator[tuple[_Child, PartReading]]:
    """The replies of the first moment at which there is any, deadlines kept."""
    with selectors.DefaultSelector() as selector:
        for child in children:
            selector.register(child, selectors.EVENT_READ, child)
        found: list[tuple[_Child, PartReading]] = []
        while not found:
            ready = selector.select(max(0.0, min(child.ends_at for child in children) - time.monotonic()))
            for key, _ in ready:
                if (reading := key.data.take()) is not None:
                    found.append((key.data, reading))
            answered = {child for child, _ in found}
            late = [child for child in children if child not in answered and child.ends_at <= time.monotonic()]
            found += [(child, child.fail(problems.TOO_SLOW)) for child in late]
    yield from found
