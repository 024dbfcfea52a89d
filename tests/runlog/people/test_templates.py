"""Every page of an account is ours, and none breaks the policy that forbids what stands inside a page."""

import re
from pathlib import Path

import pytest
from allauth.account import urls as account_urls
from allauth.account.models import EmailAddress
from django.conf import LazySettings, settings
from django.template import Engine
from django.test import Client

from runlog.people.models import User

# Addresses that only lead on to others until the library's settings for them are switched on.
UNUSED = {"account/confirm_login_code.html"}
INLINE = re.compile(r"""<style|\sstyle=|\son[a-z]+=["']|<script(?![^>]*(src=|type="application/json"))|javascript:""", re.IGNORECASE)
PAGES = (
    "/account/login/",
    "/account/signup/",
    "/account/inactive/",
    "/account/confirm-email/",
    "/account/confirm-email/nonsense/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-nonsense/",
    "/account/password/reset/key/done/",
    "/privacy/",
)
OWN_PAGES = (
    "/account/logout/",
    "/account/email/",
    "/account/password/change/",
    "/account/sessions/",
    "/account/reauthenticate/",
    "/welcome/",
    "/settings/",
)


def test_every_template_is_ours() -> None:
    views = [pattern.callback.view_class for pattern in account_urls.urlpatterns if hasattr(pattern.callback, "view_class")]
    names = {view.template_name for view in views if getattr(view, "template_name", None)} - UNUSED
    assert len(names) >= 10
    ours = settings.BASE_DIR / "templates"
    assert [name for name in names if ours not in Path(find_template(name)).parents] == []


def find_template(name: str) -> str:
    """Return the file that a template comes from."""
    return Engine.get_default().get_template(name).origin.name


def check(client: Client, path: str) -> None:
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code == 200, path
    assert INLINE.search(page) is None, path
    assert page.count("<h1") == 1, path
    assert '<main id="main">' in page, "drawn in our frame"
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("has_mail_server", [True, False])
def test_pages_for_everybody(visitor: Client, path: str, has_mail_server: bool, settings: LazySettings) -> None:
    settings.HAS_MAIL_SERVER = has_mail_server
    check(visitor, path)


@pytest.mark.parametrize("path", OWN_PAGES)
def test_pages_of_somebody(newcomer: User, visitor: Client, path: str) -> None:
    check(visitor, path)


def test_proposing_another_address(newcomer: User, visitor: Client, settings: LazySettings) -> None:
    settings.HAS_MAIL_SERVER = True
    EmailAddress.objects.create(user=newcomer, email="other@example.org")
    check(visitor, "/account/email/")
    assert "other@example.org is not confirmed yet" in visitor.get("/account/email/").content.decode()


def test_choosing_a_first_password(visitor: Client) -> None:
    visitor.force_login(User.objects.create_user("nell@example.org"))
    check(visitor, "/account/password/set/")
    visitor.post("/account/password/set/", {"password1": "eleven slow snails", "password2": "eleven slow snails"})
    assert User.objects.get().check_password("eleven slow snails")
