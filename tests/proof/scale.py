"""Every page with 10,000 runs in PostgreSQL and with a million: the same people, the same pages, at most 1.2 times the cost.

Cost is processor time, of the web and of the database's backend, beside that of a page that reads no log. The two are asked for in turn,
so that what else the machine does falls on both, and of many such comparisons the one in the middle counts: the speed of a machine that is
shared doubles and halves within seconds. The plans of the statements are written to docs/query-plans.md.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from time import process_time
from typing import Any

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.processes import processor_s
from injuries.guidance.sweeping import assess_all
from injuries.overview.club_actions import make_club
from runlog.environment import ROOT
from runlog.people.coaching_actions import begin
from runlog.people.grants import OPEN_END, Terms
from runlog.people.models import User
from runlog.training.models import Run, Shoe
from tests.proof.writers import PLAIN_FILES

FEW, MANY = (int(number) for number in os.environ.get("RUNLOG_PROOF_RUNS", "10000 1000000").split())
YEARS = 2.0
# A club of so many has about as many runs; those who are measured are the first of them.
MEASURED = 20
ROUNDS, TIMES = 15, 3
MOST = 1.2
# Less than this is not told from noise.
GRAIN_MS = 0.5
PLANS = ROOT / "docs" / "query-plans.md"
VALUE = re.compile(r"'(?:[^']|'')*'|\b\d+\b")
Round = dict[str, Any]
Spent = tuple[float, float]


@dataclass(frozen=True)
class Cost:
    """What a page takes: processor time in ms, of this process and of its backend; and how many times that of a page without a log."""

    web: float
    database: float
    times: float


def rounds(count: int, seed: int) -> Iterator[Round]:
    """Do one round, which is a Round of running.py."""
    with override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False, STORAGES=PLAIN_FILES):
        few_runs = _fill(FEW, seed)
        coach = _coach()
        pages = dict(_pages())
        few = {name: _cost(name, address, coach) for name, address in pages.items()}
        many_runs = _fill(MANY, seed)
        many = {name: _cost(name, address, coach) for name, address in pages.items()}
        _write_plans(pages, coach, many_runs, few, many)
    wrong = [fault for name in pages for fault in _faults(name, few[name], many[name])]
    yield {"number": 1, "did": [f"{few_runs:,} and {many_runs:,} runs", f"{len(pages)} pages"], "wrong": wrong}


def _fill(runs: int, seed: int) -> int:
    """Grow the club until it has about so many runs, up to date; return how many there are."""
    while (there := Run.objects.count()) < 0.95 * runs:
        people = User.objects.filter(email__startswith="runner").count()
        each = there / people if people else 250
        more = max(1, min(int((runs - there) / each), 10_000))
        make_club(athletes=people + more, years=YEARS, seed=seed % 1000, now=timezone.now(), progress=lambda _done: None)
    assess_all()
    with connection.cursor() as cursor:
        # As autovacuum does by and by.
        cursor.execute("VACUUM ANALYZE")
    return there


def _people() -> list[User]:
    return list(User.objects.filter(email__startswith="runner").order_by("pk")[:MEASURED])


def _coach() -> User:
    now = timezone.now()
    coach = User.objects.create_user("coach@club.invalid", None, consented_at=now, welcomed_at=now)
    for athlete in _people():
        begin(coach=coach, athlete=athlete, terms=Terms(training=OPEN_END, pain=OPEN_END), now=now)
    return coach


def _pages() -> Iterator[tuple[str, str]]:
    """Yield the pages by name; those of a coach begin with `athlete`."""
    one = _people()[3]
    run, shoe = Run.objects.filter(athlete=one).latest("started_at"), Shoe.objects.filter(athlete=one).latest("pk")
    own = "home run_list run_weeks run_new check_in back diary shoe_list walk_list strength_list trash_list coach_list"
    yield from ((name, reverse(name)) for name in own.split())
    yield from (("run_detail", reverse("run_detail", args=[run.pk])), ("shoe_detail", reverse("shoe_detail", args=[shoe.pk])))
    yield "athlete_list", reverse("athlete_list")
    yield from ((name, reverse(name, args=[one.pk])) for name in ("athlete_detail", "athlete_back", "athlete_diary", "athlete_shoes"))


def _client(name: str, coach: User) -> Client:
    client = Client()
    client.force_login(coach if name.startswith("athlete") else _people()[3])
    return client


def _cost(name: str, address: str, coach: User) -> Cost:
    """Return what it takes in the best of the rounds, and how it stands to the floor in the middle one."""
    client, floor = _client(name, coach), reverse("settings")
    for each in (address, floor):
        _get(client, each)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    in_turn = [_spent(client, (address, floor), backend) for _round in range(ROUNDS)]
    web, database = min((page for page, _bare in in_turn), key=sum)
    return Cost(web, database, median(sum(page) / sum(bare) for page, bare in in_turn))


def _spent(client: Client, addresses: tuple[str, str], backend: int) -> list[Spent]:
    """Return the milliseconds of this process and of the backend for one time, of each of two pages that are asked for in turn."""
    spent = [(0.0, 0.0), (0.0, 0.0)]
    for place in (0, 1) * TIMES:
        used, began = process_time(), processor_s([backend])
        _get(client, addresses[place])
        web, database = spent[place]
        spent[place] = web + (process_time() - used) * 1000 / TIMES, database + (processor_s([backend]) - began) * 1000 / TIMES
    return spent


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}.")


def _faults(name: str, few: Cost, many: Cost) -> Iterator[str]:
    times = many.times / few.times
    if times > MOST and many.web + many.database > few.web + few.database + GRAIN_MS:
        yield f"{name} takes {many.web + many.database:.1f} ms, {times:.2f} times the cost of before"


def _write_plans(pages: Mapping[str, str], coach: User, runs: int, few: Mapping[str, Cost], many: Mapping[str, Cost]) -> None:
    """Write what each page costs, and how PostgreSQL answers each kind of statement."""
    lines = [
        "# How PostgreSQL answers the pages",
        "",
        f"Written by `make proof` on {timezone.now():%-d %B %Y}, with {runs:,} runs in the database. Milliseconds of processor time,",
        "of the web's process and of the database's, *times* beside a page that reads no log; then each statement of each page, once, with",
        "its plan.",
        "",
        f"| page | with {FEW:,} runs: web | database | with {MANY:,} runs: web | database | times |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in pages:
        was, now = few[name], many[name]
        lines.append(f"| {name} | {was.web:.1f} | {was.database:.1f} | {now.web:.1f} | {now.database:.1f} | {now.times / was.times:.2f} |")
    known: set[str] = set()
    for name, address in pages.items():
        lines += ["", f"## {name}"]
        for statement in _statements(name, address, coach):
            kind = VALUE.sub("?", statement)
            if kind not in known:
                known.add(kind)
                lines += ["", "```", _short(statement), *_plan(statement), "```"]
    PLANS.write_text("\n".join(lines) + "\n")


def _statements(name: str, address: str, coach: User) -> list[str]:
    client = _client(name, coach)
    _get(client, address)
    with CaptureQueriesContext(connection) as captured:
        _get(client, address)
    return [query["sql"] for query in captured if query["sql"].startswith(("SELECT", "(SELECT", "WITH"))]


def _short(statement: str) -> str:
    """Return a statement without its columns and secrets, cut to where it says what it reads."""
    named = re.sub(r"^(\(?SELECT) .*? FROM ", r"\1 ... FROM ", VALUE.sub("?", statement), count=1)
    return named if len(named) < 400 else named[:400] + " ..."


def _plan(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) {statement.replace('%', '%%')}")
        plan = [line for (line,) in cursor.fetchall()]
    return [VALUE.sub("?", line) if "(actual" not in line else line for line in plan]
