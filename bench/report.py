"""Writes what was measured as a page of the documentation: the tables, the machine, and of each missed goal where its time goes."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import Figure, tables

HEAD = """# How fast Runlog is

Written by `make bench ARGS=--report` on {day}, on {machine}.

Each figure stands beside a floor: the least that could be done, measured in the same run on the same stack. *A page with one query* is a
view that counts people, without a session. *A list of 20* has session, user, a count and twenty bare rows in Runlog's frame; *no frame* is
the same without the navigation. *A bare insert* checks the form's token, session and user, and inserts one run.

Pages are measured on the real server, as `make run` starts it: milliseconds of processor time a request, of the web's processes and of the
database (of SQLite its statements, of PostgreSQL its own processes), then milliseconds on the clock for one client and for eight at once.
Ratios and goals are of processor time, both parts together; *times* is measured / floor.
"""
WHERE = """## Where the time goes

Of the memory: all but `make` and what waits for its end hold Django and Runlog. Those of the web are forked from one, those of the queue
from another, and share its pages until they write to them; Python counts the uses of an object in the object itself, so it writes to all
that it reads. What a worker holds beyond what it was forked with are the templates that it has read.

Of each page that misses its goal: what share of its processor time goes where, from a profile of the same page on the same database.
Django's templates, forms and query builder are Python that runs anew for each request; of Runlog's own code most is the rules.
"""


def written(found: Mapping[str, Sequence[Figure]], profiles: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    """Return the page; `profiles` holds by database and page the share of each part."""
    return "\n".join(_parts(found, profiles))


def _parts(found: Mapping[str, Sequence[Figure]], profiles: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Iterator[str]:
    yield HEAD.format(day=f"{datetime.now(UTC):%-d %B %Y}", machine=_machine())
    for name, own in found.items():
        yield f"## {name}\n\n{tables(own)}\n"
    yield f"{WHERE}"
    for database, pages in profiles.items():
        for name, shares in pages.items():
            said = ", ".join(f"{part} {share:.0%}" for part, share in shares.items())
            yield f"* {name}, {database}: {said}."


def _machine() -> str:
    model = next((line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = next((int(line.split()[1]) / 1024**2 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return f"{os.cpu_count()} processors ({model}), {memory:.0f} GB of memory, {platform.system()}, Python {platform.python_version()}"


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text().splitlines() if path.exists() else []
