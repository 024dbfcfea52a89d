"""Signing up, logging in, and changing what one logs in with, with a mail server and without."""

import re
from typing import Any
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError
from django.test import Client

from runlog.people.consent import CONSENT, CONSENT_VERSION
from runlog.people.models import User
from tests.runlog.people.conftest import PASSWORD, sign_up

pytestmark = pytest.mark.once
WRONG = "This e-mail address and password do not belong together."


def log_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/account/login/", {"login": email, "password": password, **more})


def is_logged_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


def link_in_mail(number: int = -1) -> str:
    return re.findall(r"https?://testserver(/\S+)", str(mail.outbox[number].body))[0]


def go_on(client: Client, path: str) -> str:
    """Open a link as a browser does; return where it ends."""
    return client.get(path, follow=True).request["PATH_INFO"]


# Signing up ---------------------------------------------------------------------------------------------------------


def test_sign_up_works_at_once_without_a_mail_server(visitor: Client) -> None:
    response = sign_up(visitor, "Nell@Example.org")
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    user = User.objects.get()
    assert (user.email, user.has_usable_password(), user.is_staff, user.is_demo) == ("nell@example.org", True, False, False)
    assert is_logged_in(visitor)
    assert mail.outbox == []


def test_sign_up_keeps_consent_and_zone(newcomer: User) -> None:
    assert newcomer.consented_at is not None
    assert newcomer.consent_version == CONSENT_VERSION
    assert newcomer.time_zone == "Europe/Lisbon"
    assert (newcomer.welcomed_at, newcomer.country, newcomer.back_pain_in_year_before) == (None, "", None)


@pytest.mark.parametrize(("sent", "kept"), [("Asia/Calcutta", "Asia/Kolkata"), ("nonsense", "Europe/London"), (None, "Europe/London")])
def test_zone_is_guessed(visitor: Client, sent: str | None, kept: str) -> None:
    sign_up(visitor, "nell@example.org", time_zone=sent)
    assert User.objects.get().time_zone == kept


def test_consent_is_asked_and_never_ticked_beforehand(visitor: Client) -> None:
    page = visitor.get("/account/signup/").content.decode()
    assert str(CONSENT) in page
    boxes = re.findall(r'<input[^>]*name="consent"[^>]*>', page)
    assert len(boxes) == 1
    assert "checked" not in boxes[0]
    assert 'href="/privacy/"' in page
    assert 'data-guess="zone"' in page


def test_no_account_without_consent(visitor: Client) -> None:
    response = sign_up(visitor, "nell@example.org", consent=None)
    page = response.content.decode()
    assert "Runlog can only keep your log if you agree to this." in page
    assert 'value="nell@example.org"' in page
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("email", "nell", "Enter a valid email address."),
        ("email", "", "This is needed."),
        ("email", f"nell@{'x' * 60}.{'x' * 60}.{'x' * 60}.{'x' * 60}.example.org", "at most 254 characters"),
        ("password1", "short", "too short"),
        ("password1", "password123", "too common"),
        ("password1", "nell@example.org", "too similar"),
        ("password1", "", "This is needed."),
    ],
)
def test_what_sign_up_refuses(visitor: Client, field: str, value: str, sentence: str) -> None:
    response = sign_up(visitor, "nell@example.org" if field != "email" else value, **({} if field == "email" else {field: value}))
    assert sentence in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("email", ["nell@example.org", "NELL@example.ORG"])
def test_one_account_an_address(newcomer: User, email: str) -> None:
    response = sign_up(Client(), email)
    assert "There is an account with this e-mail address." in response.content.decode()
    assert User.objects.count() == 1


def test_same_form_sent_twice_at_once(newcomer: User) -> None:
    # The second request looks before the first has saved: only the database can tell.
    with patch("allauth.account.internal.flows.manage_email.assess_unique_email", return_value=True):
        response = sign_up(Client(), "nell@example.org")
    assert (response.status_code, response.headers["Location"]) == (302, "/account/login/")
    assert User.objects.count() == 1


def test_database_refuses_two_cases_of_one_address(ann: User) -> None:
    with pytest.raises(IntegrityError):
        User.objects.bulk_create([User(email="ANN@example.org")])


def test_with_a_mail_server_the_address_is_confirmed_first(visitor: Client, mail_server: None) -> None:
    response = sign_up(visitor, "nell@example.org")
    assert response.headers["Location"] == "/account/confirm-email/"
    assert not is_logged_in(visitor)
    assert mail.outbox[0].subject == "Runlog: confirm your e-mail address"
    link = link_in_mail()
    assert "Is nell@example.org your address?" in visitor.get(link).content.decode()
    assert not EmailAddress.objects.get().verified, "a GET, which mail programs do by themselves, confirms nothing"
    visitor.post(link)
    assert EmailAddress.objects.get().verified
    assert is_logged_in(visitor)


def test_the_link_in_another_browser_confirms_but_does_not_log_in(visitor: Client, mail_server: None) -> None:
    sign_up(visitor, "nell@example.org")
    other = Client()
    assert other.post(link_in_mail()).headers["Location"] == "/account/login/"
    assert not is_logged_in(other)
    log_in(other, "nell@example.org")
    assert is_logged_in(other)


def test_unconfirmed_nobody_logs_in(visitor: Client, mail_server: None) -> None:
    sign_up(visitor, "nell@example.org")
    other = Client()
    assert log_in(other, "nell@example.org").headers["Location"] == "/account/confirm-email/"
    assert not is_logged_in(other)


def test_with_a_mail_server_sign_up_does_not_tell_who_has_an_account(ann: User, mail_server: None) -> None:
    known, unknown = (sign_up(Client(), email) for email in ("ann@example.org", "nobody@example.org"))
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert mail.outbox[0].to == ["ann@example.org"]
    assert mail.outbox[0].subject == "Runlog: you have an account already"
    assert link_in_mail(0) == "/account/password/reset/"


# Logging in ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("email", ["nell@example.org", "NELL@Example.Org", " nell@example.org "])
def test_log_in_whatever_the_case(newcomer: User, email: str) -> None:
    client = Client()
    assert log_in(client, email).headers["Location"] == "/"
    assert is_logged_in(client)


def test_wrong_password_and_unknown_address_get_the_same_answer(newcomer: User) -> None:
    pages = [log_in(Client(), email, "not the password").content.decode() for email in ("nell@example.org", "nobody@example.org")]
    assert all(WRONG in page for page in pages)
    assert all("not the password" not in page for page in pages)


def test_log_in_stays_for_sixty_days(newcomer: User, settings: LazySettings) -> None:
    client = Client()
    log_in(client, "nell@example.org")
    cookie = client.cookies["sessionid"]
    assert 0 <= settings.SESSION_COOKIE_AGE - cookie["max-age"] <= 60
    assert settings.SESSION_COOKIE_AGE == 60 * 86_400
    assert cookie["httponly"]


@pytest.mark.parametrize("inside", ["/runs/new/", "/diary/?q=knee", "/settings/"])
def test_log_in_goes_on_to_the_page_asked_for(newcomer: User, inside: str) -> None:
    assert log_in(Client(), "nell@example.org", next=inside).headers["Location"] == inside


@pytest.mark.parametrize(
    "outside",
    ["https://evil.example/", "//evil.example/", "http:///evil.example", "javascript:alert(1)", "/\\evil.example", "http://localhost/x"],
)
def test_log_in_never_leads_away(newcomer: User, outside: str, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    assert log_in(Client(), "nell@example.org", next=outside).headers["Location"] == "/"
    assert sign_up(Client(), "other@example.org", next=outside).headers["Location"] == "/"


def test_guessing_is_limited(newcomer: User) -> None:
    client = Client()
    for _try in range(5):
        assert WRONG in log_in(client, "nell@example.org", "not the password").content.decode()
    page = log_in(client, "Nell@example.org").content.decode()
    assert "Too many tries." in page
    assert not is_logged_in(client)
    assert log_in(Client(REMOTE_ADDR="203.0.113.9"), "nell@example.org").status_code == 200, "another address does not help"


def test_trying_many_addresses_is_limited(db: None) -> None:
    client = Client()
    answers = [log_in(client, f"somebody{number}@example.org").status_code for number in range(31)]
    assert answers[:10] == [200] * 10
    response = log_in(client, "somebody@example.org")
    assert response.status_code == 429
    assert "Too many tries" in response.content.decode()


def test_signing_up_is_limited(db: None) -> None:
    answers = [sign_up(Client(), f"somebody{number}@example.org", consent=None).status_code for number in range(21)]
    assert answers == [200] * 20 + [429]


def test_proxied_visitors_are_told_apart(db: None, settings: LazySettings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(20):
        sign_up(Client(headers={"X-Forwarded-For": "203.0.113.9"}), f"somebody{number}@example.org", consent=None)
    assert sign_up(Client(headers={"X-Forwarded-For": "203.0.113.9"}), "one@example.org", consent=None).status_code == 429
    assert sign_up(Client(headers={"X-Forwarded-For": "203.0.113.10"}), "one@example.org", consent=None).status_code == 200


def test_a_closed_account_stays_out(newcomer: User, visitor: Client) -> None:
    User.objects.update(is_active=False)
    assert not is_logged_in(visitor), "open log-ins end at once"
    client = Client()
    assert log_in(client, "nell@example.org").headers["Location"] == "/account/inactive/"
    assert "This account is closed" in client.get("/account/inactive/").content.decode()


def test_log_out(newcomer: User, visitor: Client) -> None:
    page = visitor.get("/account/logout/").content.decode()
    assert "data-forget-drafts" in page
    assert is_logged_in(visitor), "a GET changes nothing"
    assert visitor.post("/account/logout/").headers["Location"] == "/account/login/"
    assert not is_logged_in(visitor)


# Changing what one logs in with ---------------------------------------------------------------------------------------


def change_password(client: Client, old: str = PASSWORD, new: str = "eleven slow snails") -> Any:
    return client.post("/account/password/change/", {"oldpassword": old, "password1": new, "password2": new})


def test_change_of_password_logs_out_everywhere_else(newcomer: User, visitor: Client) -> None:
    other = Client()
    log_in(other, "nell@example.org")
    assert change_password(visitor).headers["Location"] == "/settings/"
    assert is_logged_in(visitor)
    assert not is_logged_in(other)
    assert WRONG in log_in(other, "nell@example.org").content.decode()
    assert log_in(other, "nell@example.org", "eleven slow snails").headers["Location"] == "/"


@pytest.mark.parametrize(
    ("old", "new", "sentence"), [("wrong", "eleven slow snails", "not your current"), (PASSWORD, "short", "too short")]
)
def test_what_change_of_password_refuses(newcomer: User, visitor: Client, old: str, new: str, sentence: str) -> None:
    assert sentence in change_password(visitor, old, new).content.decode()
    assert User.objects.get().check_password(PASSWORD)


def test_forgotten_password(newcomer: User, visitor: Client) -> None:
    client = Client()
    assert client.post("/account/password/reset/", {"email": "NELL@example.org"}).headers["Location"] == "/account/password/reset/done/"
    assert mail.outbox[0].to == ["nell@example.org"]
    form = go_on(client, link_in_mail())
    assert link_in_mail() not in form, "the key does not stay in the address"
    new = {"password1": "eleven slow snails", "password2": "eleven slow snails"}
    assert client.post(form, new).headers["Location"] == "/account/password/reset/key/done/"
    assert not is_logged_in(client)
    assert not is_logged_in(visitor), "who knew the old password is out"
    assert log_in(client, "nell@example.org", "eleven slow snails").headers["Location"] == "/"
    assert "This link no longer works" in Client().get(link_in_mail(0), follow=True).content.decode()


def test_reset_does_not_tell_who_has_an_account(newcomer: User) -> None:
    known, unknown = (Client().post("/account/password/reset/", {"email": name}) for name in ("nell@example.org", "no@example.org"))
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [message.to for message in mail.outbox] == [["nell@example.org"]]


def confirm_password(client: Client, response: Any, password: str = PASSWORD) -> Any:
    """Answer the page that asks for the password again."""
    assert response.headers["Location"].startswith("/account/reauthenticate/?next=")
    return client.post(response.headers["Location"], {"password": password, "next": "/account/email/"})


def test_change_of_address_without_a_mail_server(newcomer: User, visitor: Client) -> None:
    asked = visitor.post("/account/email/", {"action_add": "1", "email": "Other@example.org"})
    assert confirm_password(visitor, asked, "wrong").status_code == 200
    assert User.objects.get().email == "nell@example.org"
    assert confirm_password(visitor, asked).headers["Location"] == "/account/email/"
    assert User.objects.get().email == "other@example.org"
    assert [row.email for row in EmailAddress.objects.all()] == ["other@example.org"]
    client = Client()
    assert log_in(client, "other@example.org").headers["Location"] == "/"
    assert WRONG in log_in(Client(), "nell@example.org").content.decode()


def test_taken_address_without_a_mail_server(newcomer: User, visitor: Client, ann: User) -> None:
    response = visitor.post("/account/email/", {"action_add": "1", "email": "ANN@example.org"})
    assert "There is an account with this e-mail address." in response.content.decode()
    assert User.objects.get(pk=newcomer.pk).email == "nell@example.org"


def test_change_of_address_with_a_mail_server(newcomer: User, visitor: Client, mail_server: None) -> None:
    confirm_password(visitor, visitor.post("/account/email/", {"action_add": "1", "email": "other@example.org"}))
    assert User.objects.get().email == "nell@example.org"
    page = visitor.get("/account/email/").content.decode()
    assert "other@example.org is not confirmed yet" in page
    visitor.post(link_in_mail())
    assert User.objects.get().email == "other@example.org"
    assert [(row.email, row.verified, row.primary) for row in EmailAddress.objects.all()] == [("other@example.org", True, True)]
    assert mail.outbox[-1].to == ["nell@example.org"], "the old address is told"


def test_proposed_address_can_be_replaced_and_dropped(newcomer: User, visitor: Client, mail_server: None) -> None:
    confirm_password(visitor, visitor.post("/account/email/", {"action_add": "1", "email": "one@example.org"}))
    visitor.post("/account/email/", {"action_add": "1", "email": "two@example.org"})
    assert set(EmailAddress.objects.values_list("email", flat=True)) == {"nell@example.org", "two@example.org"}
    visitor.post("/account/email/", {"action_remove": "1", "email": "two@example.org"})
    assert set(EmailAddress.objects.values_list("email", flat=True)) == {"nell@example.org"}
    assert User.objects.get().email == "nell@example.org"


def test_address_that_became_somebody_elses_is_not_confirmed(newcomer: User, visitor: Client, ann: User, mail_server: None) -> None:
    confirm_password(visitor, visitor.post("/account/email/", {"action_add": "1", "email": "ann@example.org"}))
    visitor.post(link_in_mail())
    assert User.objects.get(pk=newcomer.pk).email == "nell@example.org"
    assert "ann@example.org cannot be confirmed" in visitor.get("/settings/").content.decode()


class DeadServer(EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError


def test_dead_mail_server_loses_nothing(visitor: Client, mail_server: None, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.DeadServer"
    response = sign_up(visitor, "nell@example.org")
    assert response.status_code == 302
    assert "The mail could not be sent just now." in visitor.get(response.headers["Location"]).content.decode()
    assert User.objects.count() == 1
