"""A page whose database is away says so, without asking it; any other failure stays what it is."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from runlog.people.models import User

pytestmark = pytest.mark.django_db


def failing(error: Exception) -> Callable[..., Any]:
    def execute(*_statement: Any) -> None:
        raise error

    return execute


@pytest.fixture
def browser(ann: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(ann)
    return client


@pytest.mark.parametrize("error", [OperationalError("the server is starting up"), InterfaceError("connection already closed")])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_database_that_is_away_is_told_of(browser: Client, error: Exception, method: str) -> None:
    with connection.execute_wrapper(failing(error)):
        answer = getattr(browser, method)("/runs/new/")
    said = answer.content.decode()
    assert answer.status_code == 503
    assert "The database cannot be reached" in said
    assert "What you typed is kept" in said or "what you typed is kept" in said
    assert answer["Cache-Control"] == "no-store"
    assert int(answer["Retry-After"]) > 0
    assert str(error) not in said


def test_what_was_sent_is_not_called_saved(browser: Client) -> None:
    with connection.execute_wrapper(failing(OperationalError("away"))):
        assert "This was not saved. What you typed" in browser.post("/check-in/", {"score": "3"}).content.decode()
        assert "This was not saved. What you typed" not in browser.get("/").content.decode()


def test_another_failure_is_no_outage(browser: Client) -> None:
    with patch("injuries.overview.home.own_sight", side_effect=ValueError("a fault of ours")):
        answer = browser.get("/")
    assert answer.status_code == 500
    assert "fault of ours" not in answer.content.decode()
