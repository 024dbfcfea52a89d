"""Every statement of the daily pages and writes on a log says whose log: so a database may lie in parts, by athlete."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.browser import Form
from injuries.guidance.models import Flag
from runlog.people.models import User
from tests.support.rows import make_pain, make_run, make_shoe, make_strength, make_walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGES = [
    "/",
    "/runs/",
    "/runs/weeks/",
    "/runs/{run}/",
    "/runs/new/",
    "/check-in/",
    "/back/",
    "/diary/",
    "/shoes/",
    "/shoes/{shoe}/",
    "/walks/",
    "/strength/",
]
SENT = {
    "/runs/new/": {"distance_m": "8", "duration_s": "48:00", "before": "1", "during": "2", "leg": "no"},
    "/check-in/": {"score": "3"},
}
TABLES = {
    model._meta.db_table for model in apps.get_models() if any(each.name == "athlete" and each.is_relation for each in model._meta.fields)
}
WHOSE = re.compile(r'"athlete_id" (=|IN) ?\(?\d')
NEW = re.compile(r'^INSERT INTO "\w+" \([^)]*"athlete_id"')


def without_whom(statements: list[str]) -> list[str]:
    """Return the statements on somebody's log that do not say whose."""
    return [sql for sql in statements if _tables(sql) & TABLES and not (WHOSE.search(sql) or NEW.search(sql))]


def _tables(sql: str) -> set[str]:
    return set(re.findall(r'(?:FROM|JOIN|UPDATE|INTO) "(\w+)"', sql))


@pytest.fixture
def addresses(ann: User) -> dict[str, Any]:
    shoe = make_shoe(ann)
    run = make_run(ann, on="2026-11-21", km="8.2", shoe=shoe, warm_up_state="skipped")
    make_pain(ann, on="2026-11-21", score=4, run=run, moment_of_day="during_run")
    make_walk(ann)
    make_strength(ann)
    return {"run": run.pk, "shoe": shoe.pk}


def captured(do: Any) -> Iterator[str]:
    with CaptureQueriesContext(connection) as found:
        do()
    return (query["sql"] for query in found)


@pytest.mark.parametrize("page", PAGES)
def test_pages_ask_by_athlete(ann_client: Client, addresses: dict[str, Any], page: str) -> None:
    address = page.format(**addresses)
    assert ann_client.get(address).status_code == 200
    assert Flag.objects.exists() or page != "/"  # the home page has assessed the log
    assert without_whom(list(captured(lambda: ann_client.get(address)))) == []


@pytest.mark.parametrize("page", SENT)
def test_writes_ask_by_athlete(ann_client: Client, addresses: dict[str, Any], page: str) -> None:
    fields = Form(ann_client.get(page).content.decode()).fields | SENT[page]
    statements = list(captured(lambda: ann_client.post(page, fields)))
    assert any(NEW.search(sql) for sql in statements)
    assert without_whom(statements) == []


def test_a_statement_by_anything_else_is_found() -> None:
    by_run = 'SELECT 1 FROM "symptoms_painscore" WHERE "symptoms_painscore"."run_id" IN (1, 2)'
    assert without_whom([by_run, 'SELECT 1 FROM "training_run" WHERE "training_run"."athlete_id" = 3']) == [by_run]
