"""`make test`: every test on PostgreSQL, then on SQLite with those that need no database; the closing lines are pytest's own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from runlog.start import pango
from runlog.start.debian import install
from runlog.start.progress import Stop, ending_in_a_sentence
from tests.support import browsers, postgres
from tests.support.strictness import nothing_may_be_skipped

MOST_WORKERS = 8
NOTHING_COLLECTED = 5


@dataclass(frozen=True)
class Tool:
    """A program or library that tests need beyond Python, and Debian's packages that bring it."""

    name: str
    packages: tuple[str, ...]
    is_there: Callable[[], bool]


TOOLS = (
    Tool("A PostgreSQL server", ("postgresql",), lambda: postgres.programs() is not None),
    Tool("Chromium", ("chromium", "fonts-dejavu-core"), lambda: browsers.chromium() is not None),
    Tool("Pango", pango.PACKAGES, pango.is_there),
)


def main() -> int:
    """Run the suite; the arguments go to pytest. Stop at the first database with a failure, so that its summary is what is read."""
    missing = [line for line in map(_provide, TOOLS) if line]
    for line in missing:
        print(line, file=sys.stderr)
    if missing and nothing_may_be_skipped():
        raise Stop("with CI set every test must run.")
    databases = ["postgresql", "sqlite"] if postgres.programs() else ["sqlite"]
    for database in databases:
        status = _run(database, sys.argv[1:])
        if status:
            return status
    return 0


def _provide(tool: Tool) -> str:
    """Install the tool where it is missing; return "" or the line that says what to install."""
    return "" if tool.is_there() else install(tool.packages, what=tool.name)


def _run(database: str, arguments: list[str]) -> int:
    # One more than processors: tests wait for browsers, servers and databases.
    workers = min((os.cpu_count() or 1) + 1, MOST_WORKERS)
    # Neighbours stay together, so that what stands for a module is made once, and who has nothing left helps the others.
    command = [sys.executable, "-m", "pytest", "-n", str(workers), "--dist", "worksteal", *arguments]
    status = subprocess.run(command, env={**os.environ, "RUNLOG_TEST_DATABASE": database}).returncode
    # A choice of tests may well hold none that uses a database.
    return 0 if status == NOTHING_COLLECTED and arguments else status


if __name__ == "__main__":
    sys.exit(ending_in_a_sentence(main))
