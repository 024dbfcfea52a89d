"""`make bench`: measures on SQLite and on a PostgreSQL of its own, prints tables, and keeps the figures in a JSON file."""

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from bench import pages, report, rules, serving, visits
from bench.figures import Figure, tables
from runlog.environment import ROOT
from tests.support import postgres

DATABASES = ("sqlite", "postgresql")


def main() -> int:
    """Measure, print, and write."""
    given = _arguments()
    found, profiles = {"rules": list(rules.figures())}, {}
    print(f"rules\n\n{tables(found['rules'])}\n", flush=True)
    for database in given.database or DATABASES:
        if database == "postgresql" and postgres.programs() is None:
            print("There is no PostgreSQL server on this machine.", file=sys.stderr)
            continue
        found[database], shares = _measured_on(database, given)
        profiles[database] = {each.name: shares[each.name] for each in found[database] if each.is_held is False and each.name in shares}
        print(f"{database}\n\n{tables(found[database])}\n", flush=True)
    given.output.parent.mkdir(parents=True, exist_ok=True)
    given.output.write_text(json.dumps({name: [asdict(each) for each in own] for name, own in found.items()}, indent=1) + "\n")
    print(f"The figures are in {given.output}.")
    if given.report:
        given.report.write_text(report.written(found, profiles))
        print(f"The report is {given.report}.")
    return 0


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="make bench ARGS=...", description="Measure how fast Runlog is.")
    parser.add_argument("--athletes", type=int, default=10_000, metavar="N", help="for assess --all")
    parser.add_argument("--roster", type=int, default=500, metavar="N", help="athletes of the coach")
    parser.add_argument("--files", type=int, default=100, metavar="N", help="of each kind, for imports")
    parser.add_argument("--database", action="append", choices=DATABASES, help="one of them only")
    parser.add_argument("--output", type=Path, default=ROOT / "var" / "bench.json", metavar="FILE")
    parser.add_argument("--report", type=Path, nargs="?", const=ROOT / "docs" / "performance.md", metavar="FILE", help="write it anew")
    return parser.parse_args()


def _measured_on(database: str, given: Namespace) -> tuple[list[Figure], dict[str, dict[str, float]]]:
    """Measure on an empty database in a temporary folder: in a process of its own, then on the real server.

    Return the figures, and where the time of some pages goes.
    """
    with tempfile.TemporaryDirectory(prefix="runlog-bench-") as name:
        folder = Path(name)
        (folder / "static").mkdir()
        variables, server = {"DATA_DIR": name, "SECRET_KEY": "k" * 40, "DATABASE_URL": ""}, None
        if database == "postgresql":
            cluster = postgres.start()
            variables["DATABASE_URL"] = f"postgresql://{postgres.USER}@/postgres?host={cluster}"
            server = postgres.process_of(cluster)
        found = _in_a_process(folder, variables, given)
        found += [serving.starts(variables), *_on_a_server(folder, variables, server)]
        return found, json.loads((folder / "profiles.json").read_text())


def _in_a_process(folder: Path, variables: Mapping[str, str], given: Namespace) -> list[Figure]:
    figures = folder / "figures.json"
    sizes = {name: str(getattr(given, name)) for name in ("athletes", "roster", "files")}
    options = {**sizes, "figures": str(figures), "logged-in": str(folder / "logged_in.json"), "profiles": str(folder / "profiles.json")}
    command = [sys.executable, "-m", "bench.process", *(f"--{name}={value}" for name, value in options.items())]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings", **variables}, check=True)
    return [Figure(**each) for each in json.loads(figures.read_text())]


def _on_a_server(folder: Path, variables: Mapping[str, str], database: int | None) -> Iterator[Figure]:
    athletes, coach = pages.people(folder / "logged_in.json")
    with serving.serving(variables) as server:
        yield from pages.figures(server, athletes, coach, database)
        yield serving.memory(server, variables)
        yield from visits.figures(server.port, athletes[0].cookies)


if __name__ == "__main__":
    sys.exit(main())
