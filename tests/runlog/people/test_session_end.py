"""A log-in ends sixty days after it began, however much it is used; a new password begins it anew."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from runlog.people.models import User
from runlog.people.sessions import SessionStore
from tests.support.clock import NOW, Clock

pytestmark = pytest.mark.django_db
LASTS = timedelta(days=60)


def ends(client: Client) -> object:
    """Return when the session of the browser ends."""
    return Session.objects.get(session_key=client.cookies["sessionid"].value).expire_date


@pytest.fixture
def client(clock: Clock, ann: User) -> Client:
    """Ann, who has just logged in by the form."""
    client = Client()
    ann.set_password("a word of her own")
    ann.save()
    client.post("/account/login/", {"login": ann.email, "password": "a word of her own"})
    return client


def test_use_does_not_make_it_last_longer(client: Client, clock: Clock) -> None:
    assert ends(client) == NOW + LASTS
    clock(NOW + timedelta(days=40))
    session = client.session
    session["said"] = "something"
    session.save()
    assert ends(client) == NOW + LASTS
    clock(NOW + LASTS + timedelta(seconds=1))
    assert client.get("/settings/").status_code == 302


def test_last_day_still_opens(client: Client, clock: Clock) -> None:
    clock(NOW + LASTS - timedelta(seconds=1))
    assert client.get("/settings/").status_code == 200


def test_what_allauth_asks_for_is_no_time_without_use(clock: Clock) -> None:
    """It gives seconds, which Django would count from each save."""
    store = SessionStore()
    store["said"] = "something"
    store.set_expiry(600)
    store.save()
    clock(NOW + timedelta(seconds=300))
    again = SessionStore(store.session_key)
    again["said"] = "something else"
    again.save()
    assert Session.objects.get(session_key=again.session_key).expire_date == NOW + timedelta(seconds=600)


def test_new_key_counts_anew(clock: Clock) -> None:
    store = SessionStore()
    store.create()
    clock(NOW + timedelta(days=30))
    store.cycle_key()
    store.save()
    assert Session.objects.get(session_key=store.session_key).expire_date == NOW + timedelta(days=30) + LASTS
