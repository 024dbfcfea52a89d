"""A process that reads parts of uploads for another one: `python -m runlog.imports.reading_process`.

Each request is a line of JSON with the path of a file, a part and answers; each reply is one line with a reading. The process ends when
its input does. It knows neither Django nor a database, and its memory and time are limited.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO

from runlog.imports.part_reading import read_one
from runlog.imports.read_activity import part_from_json, reading_as_json

MEMORY = 768 << 20
_SPARE_S = 5


def main() -> None:
    """Answer requests until there are no more."""
    _limit(resource.RLIMIT_AS, MEMORY)
    _limit(resource.RLIMIT_CORE, 0)
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # A stray print of a library must not get between the replies.
    os.dup2(2, 1)
    opened = _Opened()
    for line in requests:
        request = json.loads(line)
        _limit_time(request["seconds"])
        reading = read_one(opened.file(request["path"]), part_from_json(request["part"]), request["answers"])
        replies.write(json.dumps(reading_as_json(reading)).encode() + b"\n")
        replies.flush()


class _Opened:
    """The file that was asked for last: the parts of one come one after the other."""

    def __init__(self) -> None:
        self._path = ""
        self._file: BinaryIO | None = None

    def file(self, path: str) -> BinaryIO:
        if self._file is None or path != self._path:
            if self._file is not None:
                self._file.close()
            # It stays open from one request to the next, and is closed with the process.
            self._path, self._file = path, Path(path).open("rb")  # noqa: SIM115
        return self._file


def _limit(what: int, value: int) -> None:
    _, hardest = resource.getrlimit(what)
    resource.setrlimit(what, (value if hardest == resource.RLIM_INFINITY else min(value, hardest), hardest))


def _limit_time(seconds: float) -> None:
    """So many seconds of the processor from now on: also a process whose parent was killed comes to an end."""
    used: Any = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + _SPARE_S)


if __name__ == "__main__":
    main()
