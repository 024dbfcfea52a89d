"""Who gets what at every address: the table of addresses.py is whole, and it is true."""

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.test import Client
from django.urls import get_resolver, path, reverse
from pytest_django.plugin import DjangoDbBlocker

from runlog.people.grants import Grant
from runlog.people.middleware import PrivatePagesMiddleware
from runlog.people.models import User
from tests.house.addresses import ABSENT, NAMES_A_RECORD, NAMES_AN_ATHLETE, POST, ROLES, TABLE, admin_routes, names
from tests.support.cast import make_user
from tests.support.clock import NOW
from tests.support.sharing import ALL, link
from tests.support.standing import standing

NAMES = {
    "athlete": "Ann",
    "coach": "Carl",
    "training_coach": "Tess",
    "former_coach": "Finn",
    "stranger": "Eve",
    "curator": "Uma",
}
Clients = dict[str, Client]


@dataclass(frozen=True)
class Cast:
    """Everybody by their role, and the session of each in which they are logged in."""

    people: dict[str, User]
    sessions: dict[str, str]


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """Stand for the whole module: to make them takes longer than most of the tests."""
    with standing(django_db_blocker):
        with django_db_blocker.unblock():
            people = {role: make_user(name, is_curator=role == "curator") for role, name in NAMES.items()}
            ann = people["athlete"]
            link(ann, people["coach"], *ALL)
            link(ann, people["training_coach"], Grant.TRAINING)
            link(ann, people["former_coach"], *ALL, ended_at=NOW)
            sessions = {role: _session(user) for role, user in people.items()}
        yield Cast(people, sessions)


def _session(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


@pytest.fixture
def ann(cast: Cast, db: None) -> User:
    """She runs."""
    return copy(cast.people["athlete"])


@pytest.fixture
def clients(cast: Cast, db: None, monkeypatch: pytest.MonkeyPatch) -> Clients:
    """One browser for each role, of an installation that can work."""
    monkeypatch.setattr("runlog.core.health_views.readiness", lambda now: {"database": True})
    browsers = {role: Client() for role in ROLES}
    for role, session in cast.sessions.items():
        browsers[role].cookies["sessionid"] = session
    return browsers


def said(answer: Any) -> bytes:
    """Return the page without what is another one each time."""
    return re.sub(rb'(name="csrfmiddlewaretoken" value=")[^"]*', rb"\1", answer.content)


def test_table_is_whole() -> None:
    assert names() == TABLE.keys()


def test_planted_address_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    def planted(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    resolver = get_resolver()
    monkeypatch.setattr(resolver, "url_patterns", [*resolver.url_patterns, path("planted/", planted, name="planted")])
    assert names() - TABLE.keys() == {"planted"}


@pytest.mark.once
@pytest.mark.parametrize("name", TABLE)
def test_who_gets_what(name: str, clients: Clients, ann: User) -> None:
    statuses, maker = TABLE[name]
    address = reverse(name, kwargs=maker(ann) if maker else {})
    answers = {role: browser.get(address) for role, browser in clients.items()}
    assert {role: answer.status_code for role, answer in answers.items()} == dict(zip(ROLES, statuses, strict=True))
    # Whatever somebody logged in gets may hold what they logged.
    assert [role for role in ROLES[1:] if "no-store" not in answers[role].get("Cache-Control", "")] == []


@pytest.mark.once
@pytest.mark.parametrize("name", [name for name, (statuses, _maker) in TABLE.items() if statuses[0] == 302])
def test_log_in_comes_first(name: str, client: Client, ann: User) -> None:
    _statuses, maker = TABLE[name]
    address = reverse(name, kwargs=maker(ann) if maker else {})
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/")


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES_A_RECORD)
def test_record_is_not_there_for_others(name: str, clients: Clients, ann: User) -> None:
    """Neither a look nor a write tells it from one that does not exist."""
    maker = TABLE[name][1]
    assert maker
    theirs, absent = reverse(name, kwargs=maker(ann)), reverse(name, kwargs=ABSENT.get(name, {"pk": 999_999_999}))
    for role in ROLES[2:]:
        for ask in (clients[role].get, clients[role].post):
            found, missed = ask(theirs), ask(absent)
            assert found.status_code in (404, 405)
            assert (found.status_code, said(found)) == (missed.status_code, said(missed))


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES_AN_ATHLETE)
def test_athlete_is_not_there_for_who_does_not_coach_them(name: str, clients: Clients, ann: User) -> None:
    """Neither a look nor a write tells them from somebody who does not exist; nobody coaches themselves."""
    statuses, maker = TABLE[name]
    assert maker
    theirs, absent = reverse(name, kwargs=maker(ann)), reverse(name, kwargs=ABSENT.get(name, {"pk": 999_999_999}))
    closed = [role for role, status in zip(ROLES, statuses, strict=True) if status in (404, 405)]
    for role in closed if statuses != POST else ("athlete", "former_coach", "stranger", "curator"):
        for ask in (clients[role].get, clients[role].post):
            found, missed = ask(theirs), ask(absent)
            assert found.status_code in (404, 405)
            assert (found.status_code, said(found)) == (missed.status_code, said(missed))


def test_administrators_pages_are_for_administrators(clients: Clients) -> None:
    for route in admin_routes():
        for role, browser in clients.items():
            answer = browser.get(f"/{route}")
            assert answer.status_code in (302, 404), f"{route} answers {answer.status_code} to {role}"


def test_planted_leak_is_found(clients: Clients, ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """A door that opens to everybody."""
    monkeypatch.setattr("runlog.training.views.sessions.own", lambda source, user, pk: get_object_or_404(source, pk=pk))
    with pytest.raises(AssertionError, match="coach"):
        test_who_gets_what("walk_detail", clients, ann)
    with pytest.raises(AssertionError):
        test_record_is_not_there_for_others("walk_delete", clients, ann)


def test_planted_page_that_is_kept_is_found(clients: Clients, ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """A middleware that marks nothing."""
    monkeypatch.setattr(PrivatePagesMiddleware, "__call__", lambda middleware, request: middleware.get_response(request))
    with pytest.raises(AssertionError, match="athlete"):
        test_who_gets_what("walk_list", clients, ann)
