"""`make proof`: the long proofs, one after the other, a line for each step; what each last came to stands in docs/proof.md."""

import os
import platform
import secrets
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from runlog.environment import ROOT
from tests.proof import lighthouse, mutation, suites
from tests.proof.outcome import Outcome, as_page, as_table, on_page
from tests.proof.running import rounds
from tests.proof.suites import DATABASES, POSTGRESQL
from tests.support import postgres

PAGE = ROOT / "docs" / "proof.md"


@dataclass(frozen=True)
class Rounds:
    """A proof in rounds: the module of its name does `count` of them on each database.

    `at_once`: on both at the same time; half of such rounds is waiting.
    """

    what: str
    count: int
    databases: tuple[str, ...] = DATABASES
    at_once: bool = False


IN_ROUNDS = {
    "kills": Rounds("imports killed at random moments end with exactly the right runs", 50, at_once=True),
    "writers": Rounds("eight processes write at once, and nothing is lost", 20),
    "outage": Rounds("the database is stopped under load, and every save that was said is there", 5, (POSTGRESQL,)),
    "scale": Rounds("no page costs more with a million runs beside it", 1, (POSTGRESQL,)),
}
AS_SUITES = {
    "inputs": suites.inputs,
    "often": suites.random_logs,
    "pages": suites.pages,
    "once": suites.pages_on_postgresql,
    "mutants": mutation.prove,
}
PROOFS = (*IN_ROUNDS, *AS_SUITES, "lighthouse")


def main() -> int:
    """Do the proofs that were asked for; 1 where one of them failed or could not be done."""
    given = _arguments()
    outcomes: dict[str, list[Outcome]] = {}
    for name in given.only or PROOFS:
        outcomes[name] = []
        began = time.monotonic()
        print(f"{name} ...", flush=True)
        for one in _outcomes(name, given):
            outcomes[name].append(one.after(time.monotonic() - began, datetime.now(UTC).date()))
            began = time.monotonic()
        if not _is_part(given):
            _keep(name, outcomes[name])
    print(as_table(outcomes))
    return 0 if all(one.is_proved for own in outcomes.values() for one in own) else 1


def _is_part(given: Namespace) -> bool:
    """Tell whether less is done than what a proof is."""
    return given.rounds is not None or given.database is not None or "RUNLOG_PROOF_RUNS" in os.environ


def _keep(name: str, outcomes: list[Outcome]) -> None:
    """Put what a proof came to that was done as a whole in the place of what it came to before."""
    before = on_page(PAGE.read_text()) if PAGE.exists() else {}
    machine = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    unfinished = PAGE.with_suffix(".unfinished")
    unfinished.write_text(as_page(before | {name: outcomes}, PROOFS, machine=machine))
    unfinished.replace(PAGE)


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="make proof ARGS=...", description="Prove what takes long to prove.")
    parser.add_argument("--only", action="append", choices=PROOFS, help="one of them; may be given more than once")
    parser.add_argument("--rounds", type=int, metavar="N", help="of each proof in rounds, on each database")
    parser.add_argument("--seed", type=int, default=secrets.randbits(32), metavar="N", help="of an earlier run, to do its rounds again")
    parser.add_argument("--database", action="append", choices=DATABASES, help="for the rounds, one of them only")
    return parser.parse_args()


def _outcomes(name: str, given: Namespace) -> Iterator[Outcome]:
    if name in IN_ROUNDS:
        asked = [database for database in IN_ROUNDS[name].databases if database in (given.database or DATABASES)]
        on = partial(_in_rounds, name, given=given)
        if IN_ROUNDS[name].at_once:
            with ThreadPoolExecutor(len(DATABASES)) as threads:
                yield from threads.map(on, asked)
        else:
            yield from map(on, asked)
    elif name in AS_SUITES:
        yield AS_SUITES[name]()
    else:
        yield from _lighthouse()


def _in_rounds(name: str, database: str, *, given: Namespace) -> Outcome:
    proof = IN_ROUNDS[name]
    count, what = given.rounds or proof.count, f"{proof.what}, {database}"
    if database == POSTGRESQL and postgres.programs() is None:
        return Outcome(what, "there is no PostgreSQL server on this machine: install the package postgresql", is_proved=False)
    print(f"{name} on {database}, seed {given.seed}", flush=True)
    right = 0
    with tempfile.TemporaryDirectory(prefix="runlog-proof-") as folder:
        url = f"postgresql://{postgres.USER}@/postgres?host={postgres.start()}" if database == POSTGRESQL else ""
        for one in rounds(name, Path(folder), url, count, given.seed):
            right += not one.wrong
            how = "; ".join(one.wrong) or "all as it must be"
            print(f"  {database} {one.number:>3} of {count}: {', '.join(one.did)}: {how}", flush=True)
    return Outcome(what, f"{right} of {count} rounds", is_proved=right == count)


def _lighthouse() -> Iterator[Outcome]:
    if lacking := lighthouse.missing():
        yield Outcome("Lighthouse", lacking, is_proved=False)
        return
    with tempfile.TemporaryDirectory(prefix="runlog-proof-") as folder:
        yield from map(_lighthouse_line, lighthouse.scores(Path(folder)))


def _lighthouse_line(score: lighthouse.Score) -> Outcome:
    points = ", ".join(f"{name} {points}" for name, points in score.points.items())
    why = f" ({', '.join(score.short)})" if score.short and not score.is_enough else ""
    print(f"  {score.page}: {points}{why}", flush=True)
    return Outcome(f"Lighthouse: {score.page}", points + why, is_proved=score.is_enough)


if __name__ == "__main__":
    sys.exit(main())
