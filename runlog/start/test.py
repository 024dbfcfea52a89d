"""`make test`: every test on PostgreSQL, then on SQLite with those that need no database; the closing lines are pytest's own."""

import os
import subprocess
import sys

from runlog.start.progress import Stop, ending_in_a_sentence
from runlog.start.tools import lacking
from tests.support import postgres
from tests.support.strictness import nothing_may_be_skipped

MOST_WORKERS = 8
NOTHING_COLLECTED = 5


def main() -> int:
    """Run the suite; the arguments go to pytest. Stop at the first database with a failure, so that its summary is what is read."""
    missing = lacking()
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
