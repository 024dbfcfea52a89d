"""What the tests of this room share."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from runlog.people.models import User

PASSWORD = "ten tall trees in a row"


@pytest.fixture
def visitor(db: None) -> Client:
    """A browser that nobody is logged in with, and that checks forms as the product does."""
    return Client(HTTP_ACCEPT_LANGUAGE="en-GB,en;q=0.8")


@pytest.fixture
def mail_server(settings: LazySettings) -> None:
    """An installation with a mail server."""
    settings.HAS_MAIL_SERVER = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


@pytest.fixture
def newcomer(visitor: Client) -> User:
    """Somebody who has signed up just now, with PASSWORD, and is logged in as `visitor`."""
    sign_up(visitor, "nell@example.org")
    return User.objects.get(email="nell@example.org")


def sign_up(client: Client, email: str, **fields: str | None) -> Any:
    """Send the form of the sign-up page; a field that is None is left out."""
    sent = {"email": email, "password1": PASSWORD, "consent": "on", "time_zone": "Europe/Lisbon", **fields}
    return client.post("/account/signup/", {name: value for name, value in sent.items() if value is not None})
