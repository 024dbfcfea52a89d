"""`make proof`: many rounds on SQLite and on a PostgreSQL of its own, a line for each, and the seed to do them again."""

import secrets
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from tests.proof.running import rounds
from tests.support import postgres

DATABASES = ("sqlite", "postgresql")


def main() -> int:
    """Do the rounds; 1 where one of them went wrong or could not be done."""
    given = _arguments()
    failed = 0
    for database in given.database or DATABASES:
        if database == "postgresql" and postgres.programs() is None:
            print("There is no PostgreSQL server on this machine: install the package postgresql.", file=sys.stderr)
            return 1
        failed += _wrong_rounds(database, given.rounds, given.seed)
    total = given.rounds * len(given.database or DATABASES)
    print(f"{total - failed} passed, {failed} failed")
    return 1 if failed else 0


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="make proof ARGS=...", description="Kill the processes of imports at random moments.")
    parser.add_argument("--rounds", type=int, default=50, metavar="N", help="imports on each database")
    parser.add_argument("--seed", type=int, default=secrets.randbits(32), metavar="N", help="of an earlier run, to do it again")
    parser.add_argument("--database", action="append", choices=DATABASES, help="one of them only")
    return parser.parse_args()


def _wrong_rounds(database: str, count: int, seed: int) -> int:
    print(f"{database}, seed {seed}", flush=True)
    wrong = done = 0
    with tempfile.TemporaryDirectory(prefix="runlog-proof-") as folder:
        url = f"postgresql://{postgres.USER}@/postgres?host={postgres.start()}" if database == "postgresql" else ""
        for one in rounds(Path(folder), url, count, seed):
            done += 1
            wrong += bool(one.wrong)
            print(f"  {one.number:>3} of {count}: killed {', '.join(one.kills)}: {'; '.join(one.wrong) or 'all as it must be'}", flush=True)
    return wrong + count - done


if __name__ == "__main__":
    sys.exit(main())
