"""Whatever there is, is explained: pages, rules and commands. Settings and dependencies have tests of their own in tests/house/."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.test import Client
from django.urls import reverse

from injuries.handbook.chapters import chapter, slugs
from injuries.handbook.places import PLACES, place_of
from injuries.rules import all_rules
from runlog.environment import ROOT
from runlog.people.models import User
from tests.house.addresses import TABLE

PAGES = sorted(name for name, (statuses, _maker) in TABLE.items() if 200 in statuses)
DOCS = {slug: (ROOT / "docs" / f"{slug}.md").read_text(encoding="utf-8") for slug in slugs()}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_explained(page: str) -> None:
    assert place_of(page), f"{page} has no part of the handbook: add it to places.py"


def test_planted_page_is_missed() -> None:
    assert place_of("planted_list") is None


@pytest.mark.parametrize("place", sorted(set(PLACES.values())))
def test_every_place_is_there(place: tuple[str, str]) -> None:
    slug, part = place
    assert part in {each.name for each in chapter(slug).parts}


@pytest.mark.parametrize("beginning", PLACES)
def test_every_beginning_is_that_of_a_page(beginning: str) -> None:
    assert [name for name in TABLE if name.startswith(beginning)] != []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.key)
def test_every_rule_is_explained(rule: object) -> None:
    assert f"| {rule.label} |" in DOCS["runners"]


def test_no_rule_is_explained_that_is_not_there() -> None:
    table = DOCS["runners"].partition("## What the log can show")[2].partition("\n## ")[0]
    assert len(re.findall(r"^\| (?!Name|---)", table, re.MULTILINE)) == len(all_rules())


@pytest.mark.parametrize("command", sorted(name for name, app in get_commands().items() if app.startswith(("runlog.", "injuries."))))
def test_every_command_is_explained(command: str) -> None:
    said = "\n".join([*DOCS.values(), Path(ROOT / "README.md").read_text(encoding="utf-8")])
    assert re.search(rf"\b{command}\b", said), f"no page of docs/ nor the README tells of manage.py {command}"


@pytest.mark.django_db
class TestWayThere:
    def test_help_leads_to_the_part(self, client: Client, ann: User) -> None:
        client.force_login(ann)
        assert 'href="/help/runners/#shoes"' in client.get(reverse("shoe_list")).content.decode()
        assert 'href="/help/coaching/#the-list-of-athletes"' in client.get(reverse("athlete_list")).content.decode()

    def test_it_is_for_everybody(self, client: Client) -> None:
        assert 'href="/help/runners/#account"' in client.get(reverse("account_login")).content.decode()
        assert client.get("/help/runners/").status_code == 200
        assert client.get("/help/").status_code == 200

    def test_a_page_that_is_not_there_leads_to_the_beginning(self, client: Client, ann: User) -> None:
        client.force_login(ann)
        answer = client.get("/made-up/")
        assert answer.status_code == 404
        assert 'href="/help/"' in answer.content.decode()
