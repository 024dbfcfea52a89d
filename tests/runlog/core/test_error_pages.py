"""The pages for what is not there and for what went wrong."""

import pytest
from django.http import HttpRequest
from django.test import Client
from django.views.defaults import server_error

from runlog.people.models import User


@pytest.mark.django_db
@pytest.mark.parametrize("is_logged_in", [True, False])
def test_what_is_not_there_is_said_in_the_look_of_the_product(is_logged_in: bool, client: Client, ann: User) -> None:
    if is_logged_in:
        client.force_login(ann)
    answer = client.get("/made-up/")
    assert answer.status_code == 404
    assert "This page is not here" in answer.content.decode()
    assert "Warning signs" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["testserver", "evil.example"])
def test_what_cannot_be_read_is_said_in_the_look_of_the_product(host: str, ann_client: Client) -> None:
    answer = ann_client.post("/settings/", {f"made-up-{number}": "" for number in range(1_500)}, headers={"Host": host})
    assert answer.status_code == 400
    assert "This was not understood" in answer.content.decode()
    assert "theme" in answer.content.decode()
    assert "Warning signs" in answer.content.decode()


def test_what_went_wrong_is_said_without_a_database() -> None:
    """It may be what failed: a test without one may not touch it."""
    answer = server_error(HttpRequest())
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert "Warning signs" in answer.content.decode()
