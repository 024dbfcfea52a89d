"""`make bench`: measures on SQLite and on a PostgreSQL of its own, prints a table, and keeps the figures in a JSON file."""

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from bench import rules
from bench.figures import Figure, table
from runlog.environment import ROOT
from tests.support import postgres

DATABASES = ("sqlite", "postgresql")


def main() -> int:
    """Measure, print, and write."""
    given = _arguments()
    found = {"rules": list(rules.figures())}
    print(f"rules\n{table(found['rules'])}", flush=True)
    for database in given.database or DATABASES:
        if database == "postgresql" and postgres.programs() is None:
            print("There is no PostgreSQL server on this machine.", file=sys.stderr)
            continue
        found[database] = _measured_on(database, given.athletes, given.files)
        print(f"{database}\n{table(found[database])}", flush=True)
    given.output.parent.mkdir(parents=True, exist_ok=True)
    given.output.write_text(json.dumps({name: [asdict(each) for each in own] for name, own in found.items()}, indent=1) + "\n")
    print(f"The figures are in {given.output}.")
    return 0


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="make bench ARGS=...", description="Measure how fast Runlog is.")
    parser.add_argument("--athletes", type=int, default=10_000, metavar="N", help="for assess --all")
    parser.add_argument("--files", type=int, default=150, metavar="N", help="of each kind, for imports")
    parser.add_argument("--database", action="append", choices=DATABASES, help="one of them only")
    parser.add_argument("--output", type=Path, default=ROOT / "var" / "bench.json", metavar="FILE")
    return parser.parse_args()


def _measured_on(database: str, athletes: int, files: int) -> list[Figure]:
    """Measure in a process of its own, on an empty database in a temporary folder. PostgreSQL runs without fsync there."""
    with tempfile.TemporaryDirectory(prefix="runlog-bench-") as folder:
        (Path(folder) / "static").mkdir()
        figures, variables = Path(folder) / "figures.json", {"DATA_DIR": folder, "SECRET_KEY": "k" * 40, "DATABASE_URL": ""}
        if database == "postgresql":
            variables["DATABASE_URL"] = f"postgresql://{postgres.USER}@/postgres?host={postgres.start()}"
        command = [sys.executable, "-m", "bench.process", str(figures), str(athletes), str(files)]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "runlog.settings", **variables}
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        return [Figure(**each) for each in json.loads(figures.read_text())]


if __name__ == "__main__":
    sys.exit(main())
