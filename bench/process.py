"""The process that measures on one database: sets Django up, which what it measures needs before it can be imported."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

# Eight who read, and the others who write.
SAMPLE = 136
# Those that have a goal.
PROFILED = {"home": "/", "run list": "/runs/", "log a run, with its assessment": "POST /runs/new/"}
PROFILED_OF_COACH = {"roster of 500": "/athletes/"}


def measure(athletes: int, roster: int, files: int, logged_in: Path, profiles: Path) -> list[Any]:
    """Fill the database, measure what needs no server, and write who is logged in and where the time of some pages goes."""
    found = [*import_module("bench.stored").figures(athletes)]
    coach = import_module("bench.roster").coach_with_athletes(roster)
    # Of the latter, who have the longer logs.
    sample = [link.athlete for link in coach.athlete_links.order_by("pk").select_related("athlete")[:SAMPLE]]
    found += import_module("bench.exports").figures()
    import_module("bench.logged_in").write(logged_in, sample, coach)
    # Of somebody whose pages are not measured: this one logs runs.
    shares = import_module("bench.profiles").shares
    profiles.write_text(json.dumps(shares(PROFILED, sample[-1]) | shares(PROFILED_OF_COACH, coach)))
    return [*found, *import_module("bench.imports").figures(files)]


if __name__ == "__main__":
    parser = ArgumentParser()
    for name in ("athletes", "roster", "files"):
        parser.add_argument(f"--{name}", type=int)
    for name in ("figures", "logged-in", "profiles"):
        parser.add_argument(f"--{name}", type=Path)
    given = parser.parse_args()
    django.setup()
    for command in ("migrate", "createcachetable", "load_advice"):
        call_command(command, verbosity=0, stdout=StringIO())
    call_command("collectstatic", verbosity=0, interactive=False)
    found = measure(given.athletes, given.roster, given.files, given.logged_in, given.profiles)
    given.figures.write_text(json.dumps([asdict(each) for each in found]))
