"""The fixed cast: Ann runs, Carl coaches, Dora coaches others, Eve is a stranger, Uma curates the advice."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from runlog.people.models import User

PASSWORD = "a pair of old shoes"
WELCOMED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def make_user(name: str, **fields: object) -> User:
    """Make somebody who has signed up, consented and answered the first questions; `fields` say otherwise."""
    answers = {"display_name": name, "time_zone": "Europe/Berlin", "country": "DE", "consented_at": WELCOMED, "welcomed_at": WELCOMED}
    return User.objects.create_user(f"{name.lower()}@example.org", PASSWORD, **{**answers, **fields})


@pytest.fixture
def ann(db: None) -> User:
    """She runs."""
    return make_user("Ann")


@pytest.fixture
def carl(db: None) -> User:
    """He coaches Ann."""
    return make_user("Carl")


@pytest.fixture
def dora(db: None) -> User:
    """She coaches others than Ann."""
    return make_user("Dora")


@pytest.fixture
def eve(db: None) -> User:
    """Nobody here knows her."""
    return make_user("Eve")


@pytest.fixture
def uma(db: None) -> User:
    """She keeps the advice."""
    return make_user("Uma", is_curator=True)


@pytest.fixture
def log_in() -> Callable[[User], Client]:
    """Give a way to a client that is logged in as somebody."""

    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def ann_client(ann: User, log_in: Callable[[User], Client]) -> Client:
    """Ann's browser."""
    return log_in(ann)


@pytest.fixture
def carl_client(carl: User, log_in: Callable[[User], Client]) -> Client:
    """Carl's browser."""
    return log_in(carl)


@pytest.fixture
def eve_client(eve: User, log_in: Callable[[User], Client]) -> Client:
    """Eve's browser."""
    return log_in(eve)


@pytest.fixture
def uma_client(uma: User, log_in: Callable[[User], Client]) -> Client:
    """Uma's browser."""
    return log_in(uma)
