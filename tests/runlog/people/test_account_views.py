"""The demo's way in, and the way out everywhere."""

from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client

from runlog.people.models import User
from tests.runlog.people.conftest import PASSWORD
from tests.runlog.people.test_loopback import PASSED_ON
from tests.support.queries import QueryCount

pytestmark = pytest.mark.once
HERE: dict[str, Any] = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"}
BUTTONS = ("/demo/runner/", "/demo/coach/", "/demo/curator/")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


@pytest.fixture
def demo(db: None, settings: LazySettings) -> dict[str, User]:
    """The demo, on a machine of one's own."""
    settings.IS_PRIVATE_MACHINE = True
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "runlog.example.org", "testserver"]
    return {who: make_person(who, is_demo=True) for who in ("runner", "coach", "curator")}


def make_person(who: str, *, is_demo: bool) -> User:
    """Make somebody with the address of a demo person."""
    now = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    return User.objects.create_user(f"{who}@demo.invalid", None, is_demo=is_demo, consented_at=now, welcomed_at=now)


@pytest.mark.parametrize("who", ["runner", "coach", "curator"])
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8123"])
def test_enter_demo(demo: dict[str, User], who: str, host: str) -> None:
    client = Client(**{**HERE, "HTTP_HOST": host})
    page = client.get("/account/login/").content.decode()
    assert all(f'action="{button}"' in page for button in BUTTONS)
    assert client.post(f"/demo/{who}/").headers["Location"] == "/"
    assert client.get("/settings/").context["user"] == demo[who]
    assert UserSession.objects.filter(user=demo[who]).count() == 1


def test_enter_demo_leads_back_to_the_page_asked_for(demo: dict[str, User]) -> None:
    """Where a kept draft waits; never to another site."""
    client = Client(**HERE)
    page = client.get("/account/login/?next=/runs/new/").content.decode()
    assert page.count('name="next" value="/runs/new/"') == 2 + len(BUTTONS), "password, passkey, demo"
    assert client.post("/demo/runner/", {"next": "/runs/new/"}).headers["Location"] == "/runs/new/"
    assert client.post("/demo/coach/", {"next": "https://elsewhere.example/"}).headers["Location"] == "/"


def test_enter_demo_as_somebody_else_after(demo: dict[str, User]) -> None:
    client = Client(**HERE)
    client.post("/demo/runner/")
    client.post("/demo/coach/")
    assert client.get("/settings/").context["user"] == demo["coach"]


def test_enter_demo_where_addresses_are_confirmed(demo: dict[str, User], mail_server: None) -> None:
    assert Client(**HERE).post("/demo/runner/").headers["Location"] == "/"


def refused(client: Client, who: str = "runner") -> bool:
    """Tell whether the page offers no demo, and the address does not exist."""
    page = client.get("/account/login/").content.decode()
    response = client.post(f"/demo/{who}/")
    return "/demo/" not in page and response.status_code == 404 and "sessionid" not in response.cookies


@pytest.mark.parametrize(
    "request_facts",
    [
        {"HTTP_HOST": "runlog.example.org"},
        {"HTTP_HOST": "testserver"},
        {"REMOTE_ADDR": "203.0.113.5"},
        *({f"HTTP_{header.upper().replace('-', '_')}": "127.0.0.1"} for header in PASSED_ON),
    ],
)
def test_demo_is_refused_from_elsewhere(demo: dict[str, User], request_facts: dict[str, str]) -> None:
    assert refused(Client(**{**HERE, **request_facts}))


def test_demo_is_refused_where_the_machine_belongs_to_people(demo: dict[str, User], settings: LazySettings) -> None:
    settings.IS_PRIVATE_MACHINE = False
    assert refused(Client(**HERE))


def test_demo_is_refused_where_it_was_not_loaded(db: None, settings: LazySettings) -> None:
    settings.IS_PRIVATE_MACHINE, settings.ALLOWED_HOSTS = True, ["127.0.0.1"]
    make_person("runner", is_demo=False)
    assert refused(Client(**HERE))


@pytest.mark.parametrize("who", ["ann", "admin", "runner-", "0"])
def test_nobody_else_is_in_the_demo(demo: dict[str, User], ann: User, who: str) -> None:
    assert Client(**HERE).post(f"/demo/{who}/").status_code == 404


def test_demo_is_entered_by_its_button_alone(demo: dict[str, User]) -> None:
    client = Client(**HERE)
    assert client.get("/demo/runner/").status_code == 405
    other_site = Client(**HERE, enforce_csrf_checks=True)
    assert other_site.post("/demo/runner/").headers["Location"].startswith("/account/login/")
    assert "sessionid" not in client.cookies
    assert "sessionid" not in other_site.cookies


def test_demo_people_have_no_password(demo: dict[str, User]) -> None:
    person = demo["runner"]
    person.set_password(PASSWORD)
    person.save()
    response = Client(**HERE).post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert "do not belong together" in response.content.decode()


# Sessions -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def phone(newcomer: User) -> Client:
    """A second browser of the newcomer."""
    client = Client(headers={"User-Agent": FIREFOX}, REMOTE_ADDR="203.0.113.5")
    client.post("/account/login/", {"login": newcomer.email, "password": PASSWORD})
    return client


def is_logged_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


def test_list_of_sessions(visitor: Client, phone: Client, eve: User, query_count: QueryCount) -> None:
    Client().post("/account/login/", {"login": eve.email, "password": "a pair of old shoes"})
    with query_count(5):
        page = visitor.get("/account/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert "203.0.113.5" in page
    assert page.count("<li><div>") == 2
    assert page.count('"tag">this device') == 1


def test_list_leaves_out_what_has_ended_and_deletes_nothing(newcomer: User, visitor: Client, phone: Client) -> None:
    Session.objects.filter(session_key=phone.cookies["sessionid"].value).delete()
    page = visitor.get("/account/sessions/").content.decode()
    assert "203.0.113.5" not in page
    assert UserSession.objects.filter(user=newcomer).count() == 2, "a GET writes nothing"


def test_list_leaves_out_sessions_of_an_old_password(visitor: Client, phone: Client) -> None:
    new = "eleven slow snails"
    visitor.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    page = visitor.get("/account/sessions/").content.decode()
    assert "203.0.113.5" not in page
    assert page.count('"tag">this device') == 1


def test_log_out_on_all_other_devices(visitor: Client, phone: Client) -> None:
    assert visitor.post("/account/sessions/end/").headers["Location"] == "/account/sessions/"
    assert is_logged_in(visitor)
    assert not is_logged_in(phone)


def test_log_out_everywhere(newcomer: User, visitor: Client, phone: Client, eve_client: Client) -> None:
    assert visitor.post("/account/sessions/end/", {"everywhere": "1"}).headers["Location"] == "/account/login/"
    assert not is_logged_in(visitor)
    assert not is_logged_in(phone)
    assert is_logged_in(eve_client)
    assert not UserSession.objects.filter(user=newcomer).exists()


def test_sessions_end_by_a_button_alone(visitor: Client, phone: Client) -> None:
    assert visitor.get("/account/sessions/end/").status_code == 405
    assert is_logged_in(phone)
