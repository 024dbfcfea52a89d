"""Sessions: no number of somebody else's is taken over, and none that another installation has made opens anything."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client

from runlog.people.models import User
from tests.runlog.people.conftest import PASSWORD
from tests.runlog.people.test_second_factor import is_in, log_in

OTHER_KEY = "the key of another installation, of which this one knows nothing"
LOG_IN = "/account/login/?next=/settings/"


def key_of(client: Client) -> str:
    return str(client.cookies["sessionid"].value)


def test_log_in_begins_a_new_session(newcomer: User) -> None:
    """A number that somebody has planted in the browser before is worth nothing after."""
    client = Client()
    planted = SessionStore()
    planted["planted"] = "yes"
    planted.save()
    client.cookies["sessionid"] = str(planted.session_key)
    log_in(client, newcomer)
    assert is_in(client)
    assert key_of(client) != planted.session_key
    thief = Client()
    thief.cookies["sessionid"] = str(planted.session_key)
    assert not is_in(thief)


def test_log_out_ends_it_on_the_server(newcomer: User, visitor: Client) -> None:
    key = key_of(visitor)
    visitor.post("/account/logout/")
    assert not Session.objects.filter(session_key=key).exists()
    thief = Client()
    thief.cookies["sessionid"] = key
    assert not is_in(thief)


def test_nobody_is_logged_in_or_out_by_a_link(newcomer: User, visitor: Client) -> None:
    other = Client()
    other.get(f"/account/login/?login={newcomer.email}&password={PASSWORD}")
    assert not is_in(other)
    visitor.get("/account/logout/")
    assert is_in(visitor)


@pytest.mark.parametrize("cookie", ["made-up", "x" * 32, "a" * 5000, "'; DROP TABLE people_user --", "é", "%00"])
def test_made_up_cookie_is_a_log_in_page(client: Client, db: None, cookie: str) -> None:
    client.cookies["sessionid"] = cookie
    assert client.get("/settings/").headers["Location"] == LOG_IN
    assert client.get("/account/login/").status_code == 200


def test_cookie_of_another_installation(ann: User, eve: User, log_in: Callable[[User], Client], settings: LazySettings) -> None:
    """The same number lies in the database, signed with another key: a database that was copied without its secret."""
    own_key = settings.SECRET_KEY
    settings.SECRET_KEY = OTHER_KEY
    theirs = log_in(ann)
    assert theirs.get("/settings/").status_code == 200
    settings.SECRET_KEY = own_key
    assert theirs.get("/settings/").headers["Location"] == LOG_IN
    assert theirs.get("/account/login/").status_code == 200


def test_form_of_another_installation_is_refused(ann: User, log_in: Callable[[User], Client]) -> None:
    """Two installations at one name, as on a machine of one's own, share the browser's cookies."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    client.cookies["csrftoken"] = "x" * 32
    assert client.post("/settings/", {"units": "mi", "csrfmiddlewaretoken": "y" * 64}).status_code == 403
    ann.refresh_from_db()
    assert ann.units == "km"


def test_closed_account_is_out_at_once(ann: User, ann_client: Client) -> None:
    User.objects.filter(pk=ann.pk).update(is_active=False)
    assert not is_in(ann_client)


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "a b", ""])
def test_wrong_host_is_refused(client: Client, host: str) -> None:
    answer = client.get("/account/login/", headers={"Host": host})
    assert answer.status_code == 400
    assert b"Traceback" not in answer.content
    assert client.get("/account/login/", headers={"X-Forwarded-Host": "evil.example"}).status_code == 200
