"""`make proof`: each proof on the databases that it is about, a line for each round, and the seed to do them again."""

import secrets
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from pathlib import Path

from tests.proof.running import rounds
from tests.support import postgres

SQLITE, POSTGRESQL = DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Proof:
    """A proof: the module of its name does `count` rounds."""

    name: str
    count: int
    databases: tuple[str, ...] = DATABASES


PROOFS = (Proof("kills", 50), Proof("writers", 10), Proof("outage", 5, (POSTGRESQL,)), Proof("scale", 1, (POSTGRESQL,)))


def main() -> int:
    """Do the rounds; 1 where one of them went wrong or could not be done."""
    given = _arguments()
    if postgres.programs() is None and given.database != [SQLITE]:
        print("There is no PostgreSQL server on this machine: install the package postgresql.", file=sys.stderr)
        return 1
    failed = total = 0
    for proof in PROOFS:
        for database in proof.databases:
            if proof.name in (given.only or proof.name) and database in (given.database or DATABASES):
                count = given.rounds or proof.count
                total += count
                failed += _wrong_rounds(proof.name, database, count, given.seed)
    print(f"{total - failed} passed, {failed} failed")
    return 1 if failed else 0


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="make proof ARGS=...", description="Prove what takes long to prove.")
    parser.add_argument("--only", action="append", choices=[proof.name for proof in PROOFS], help="one of the proofs")
    parser.add_argument("--rounds", type=int, metavar="N", help="of each proof on each database")
    parser.add_argument("--seed", type=int, default=secrets.randbits(32), metavar="N", help="of an earlier run, to do it again")
    parser.add_argument("--database", action="append", choices=DATABASES, help="one of them only")
    return parser.parse_args()


def _wrong_rounds(what: str, database: str, count: int, seed: int) -> int:
    print(f"{what} on {database}, seed {seed}", flush=True)
    wrong = done = 0
    with tempfile.TemporaryDirectory(prefix="runlog-proof-") as folder:
        url = f"postgresql://{postgres.USER}@/postgres?host={postgres.start()}" if database == POSTGRESQL else ""
        for one in rounds(what, Path(folder), url, count, seed):
            done += 1
            wrong += bool(one.wrong)
            print(f"  {one.number:>3} of {count}: {', '.join(one.did)}: {'; '.join(one.wrong) or 'all as it must be'}", flush=True)
    return wrong + count - done


if __name__ == "__main__":
    sys.exit(main())
