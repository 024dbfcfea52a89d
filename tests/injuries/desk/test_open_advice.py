"""The library is open to everybody, and tells nothing of anybody."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from injuries.engine.contract import CARDS
from injuries.engine.levels import ELEMENTS
from injuries.guidance.models import AdviceVersion
from injuries.rules import all_rules
from runlog.people.models import User
from tests.injuries.desk.shelf import publish
from tests.support.days import ON
from tests.support.queries import QueryCount
from tests.support.rows import make_flag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_every_rule_and_card_has_its_text_there_by_element(client: Client) -> None:
    call_command("load_advice", verbosity=0)
    html = client.get(reverse("advice_list")).content.decode()
    places = [html.index(f'<h2 id="{element}"') for element in ELEMENTS]
    assert places == sorted(places)
    for key in (*(rule.key for rule in all_rules()), *CARDS):
        address = reverse("advice_detail", args=[key])
        assert f'href="{address}"' in html
        text = client.get(address).content.decode()
        assert "Sources and review" in text
        assert "To be looked through again by" in text
        assert "reviewed" in text


def test_who_is_not_logged_in_finds_no_navigation_and_no_desk(client: Client) -> None:
    publish()
    for address in (reverse("advice_list"), reverse("advice_detail", args=["worn_shoes"])):
        answer = client.get(address)
        html = answer.content.decode()
        assert reverse("account_login") in html
        assert reverse("warning_signs") in html
        assert "no-store" not in answer.get("Cache-Control", "")
        assert not any(reverse(name) in html for name in ("flag_list", "desk", "settings", "run_new"))


def test_nothing_of_a_log_is_told(ann: User, ann_client: Client) -> None:
    publish()
    make_flag(ann, sentence="The Pegasus has gone far.", level="caution")
    answer = ann_client.get(reverse("advice_detail", args=["worn_shoes"]))
    assert "Pegasus" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_only_who_curates_gets_to_the_desk_from_there(ann_client: Client, uma_client: Client) -> None:
    publish()
    way = reverse("desk_advice", args=["worn_shoes"])
    page = reverse("advice_detail", args=["worn_shoes"])
    assert way in uma_client.get(page).content.decode()
    assert way not in ann_client.get(page).content.decode()


def test_drafts_and_what_is_to_come_are_not_there(client: Client) -> None:
    publish(on=None, text="A draft.")
    assert client.get(reverse("advice_detail", args=["worn_shoes"])).status_code == 404
    AdviceVersion.objects.update(published_on="2026-11-23")
    assert client.get(reverse("advice_detail", args=["worn_shoes"])).status_code == 404


def test_a_review_that_is_overdue_is_admitted(client: Client) -> None:
    version = publish(review_by="2026-11-21")
    page = reverse("advice_detail", args=["worn_shoes"])
    assert "that has not been done yet" in client.get(page).content.decode()
    AdviceVersion.objects.filter(pk=version.pk).update(review_by=ON)
    assert "that has not been done yet" not in client.get(page).content.decode()


@pytest.mark.parametrize(("name", "args"), [("advice_list", ()), ("advice_detail", ("worn_shoes",))])
def test_one_statement(client: Client, query_count: QueryCount, name: str, args: tuple[str, ...]) -> None:
    publish()
    with query_count(1):
        client.get(reverse(name, args=args))
