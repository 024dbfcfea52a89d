"""The administrators' pages."""

from datetime import date, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from runlog.people.models import User
from runlog.people.site import site
from tests.support.cast import make_user
from tests.support.clock import FAR_FROM_UTC, Clock


@pytest.fixture
def ada(db: None) -> User:
    """She administrates."""
    return make_user("Ada", is_staff=True, is_superuser=True)


@pytest.fixture
def ada_client(ada: User) -> Client:
    client = Client()
    client.force_login(ada)
    return client


def edit(client: Client, user: User, **fields: str) -> None:
    assert client.post(f"/admin/people/user/{user.pk}/change/", fields).status_code == 302
    user.refresh_from_db()


def test_only_people_are_registered() -> None:
    assert list(site._registry) == [User]


def test_log_in_is_everybodys(visitor: Client) -> None:
    assert visitor.get("/admin/login/?next=/admin/people/user/").headers["Location"] == "/account/login/?next=/admin/people/user/"
    response = visitor.post("/admin/login/", {"username": "ada@example.org", "password": "a pair of old shoes"})
    assert response.headers["Location"] == "/account/login/?next=/admin/login/"


@pytest.mark.parametrize("path", ["/admin/", "/admin/people/user/", "/admin/nothing/", "/admin/login/"])
def test_for_others_it_does_not_exist(ann_client: Client, uma_client: Client, path: str) -> None:
    for client in (ann_client, uma_client):
        assert client.get(path, follow=True).status_code == 404


def test_password_is_changed_where_everybody_does(ada_client: Client) -> None:
    assert ada_client.get("/admin/password_change/").headers["Location"] == "/account/password/change/"


def test_pages_open(ada_client: Client, ann: User) -> None:
    assert ada_client.get("/admin/login/").headers["Location"] == "/admin/"
    for path in ("/admin/", "/admin/people/user/", f"/admin/people/user/{ann.pk}/change/"):
        response = ada_client.get(path)
        assert response.status_code == 200
        assert "img/favicon.svg" in response.content.decode(), "browsers would ask for one that is not there"


@pytest.mark.parametrize(("zone", "at", "on"), FAR_FROM_UTC)
def test_moments_are_on_the_administrators_clocks(
    ada: User, ada_client: Client, ann: User, clock: Clock, zone: str, at: str, on: date
) -> None:
    clock(at)
    User.objects.filter(pk=ada.pk).update(time_zone=zone)
    User.objects.filter(pk=ann.pk).update(joined_at=datetime.fromisoformat(at))
    User.objects.exclude(pk=ann.pk).update(joined_at=datetime.fromisoformat("2026-01-05T09:00:00+00:00"))
    for path in ("/admin/people/user/", f"/admin/people/user/{ann.pk}/change/"):
        assert f"Nov. {on.day}, 2026, 8 " in ada_client.get(path).content.decode()


def test_making_and_unmaking_a_curator(ada_client: Client, ann: User) -> None:
    edit(ada_client, ann, is_curator="on", is_active="on")
    assert (ann.is_curator, ann.is_staff, ann.is_superuser, ann.is_active) == (True, False, False, True)
    edit(ada_client, ann, is_active="on")
    assert not ann.is_curator
    assert LogEntry.objects.count() == 2


def test_administrators_have_every_right_and_lose_it(ada_client: Client, ann: User) -> None:
    edit(ada_client, ann, is_staff="on", is_active="on")
    assert (ann.is_staff, ann.is_superuser) == (True, True)
    edit(ada_client, ann, is_active="on")
    assert (ann.is_staff, ann.is_superuser) == (False, False)


def test_closing_an_account(ada_client: Client, ann: User, ann_client: Client) -> None:
    edit(ada_client, ann)
    assert ann_client.get("/settings/").status_code == 302


def test_nothing_else_can_be_changed_or_seen(ada_client: Client, ann: User) -> None:
    User.objects.filter(pk=ann.pk).update(back_pain_in_year_before=True, time_zone="Asia/Tokyo")
    page = ada_client.get(f"/admin/people/user/{ann.pk}/change/").content.decode()
    assert "Tokyo" not in page
    assert "back" not in page.lower().replace("background", "")
    edit(ada_client, ann, email="other@example.org", display_name="Other", password="x", is_active="on", is_demo="on")
    assert (ann.email, ann.display_name, ann.is_demo) == ("ann@example.org", "Ann", False)
    assert ann.check_password("a pair of old shoes")


def test_nobody_is_added_or_deleted(ada_client: Client, ann: User) -> None:
    assert ada_client.get("/admin/people/user/add/").status_code == 403
    assert ada_client.post(f"/admin/people/user/{ann.pk}/delete/", {"post": "yes"}).status_code == 403
    ada_client.post("/admin/people/user/", {"action": "delete_selected", "_selected_action": [ann.pk], "post": "yes"})
    assert User.objects.filter(pk=ann.pk).exists()


def test_demo_people_stay_as_they_are(ada_client: Client) -> None:
    runner = make_user("runner", is_demo=True)
    assert "runner@example.org" not in ada_client.get("/admin/people/user/").content.decode()
    assert ada_client.get(f"/admin/people/user/{runner.pk}/change/", follow=True).status_code == 200
    ada_client.post(f"/admin/people/user/{runner.pk}/change/", {"is_staff": "on", "is_active": "on"})
    runner.refresh_from_db()
    assert not runner.is_staff
