"""What every address says to browsers, and that no page holds what its own security policy would forbid."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from runlog.core.middleware import HeadersMiddleware
from runlog.people.models import User
from tests.house.addresses import ROLES, TABLE, Maker, admin_routes
from tests.house.test_templates import faults
from tests.support.sharing import ALL, link

pytestmark = pytest.mark.once

SAID = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
DATA = re.compile(r'<script id="[\w-]+" type="application/json">.*?</script>', re.DOTALL)


def check(answer: Any) -> None:
    """Fail with what the answer does not say, and with what its page holds."""
    assert {name: answer.headers.get(name) for name in SAID} == SAID
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == POLICY
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        assert faults(DATA.sub("", answer.content.decode())) == []


def who_sees(name: str) -> str:
    """Return a role that gets a page at the address, or else the athlete."""
    return next((role for role, status in zip(ROLES, TABLE[name][0], strict=True) if status == 200), "athlete")


@pytest.fixture
def browser_of(client: Client, ann: User, carl: User, uma: User, log_in: Callable[[User], Client]) -> Callable[[str], Client]:
    """Give a way to the browser of a role."""
    link(ann, carl, *ALL)
    people = {"athlete": ann, "coach": carl, "curator": uma}
    return lambda role: log_in(people[role]) if role in people else client


@pytest.mark.parametrize("name", TABLE)
def test_address_keeps_to_the_policy(name: str, browser_of: Callable[[str], Client], ann: User) -> None:
    maker: Maker | None = TABLE[name][1]
    address = reverse(name, kwargs=maker(ann) if maker else {})
    check(browser_of(who_sees(name)).get(address))


def test_administrators_pages_keep_to_it(uma: User, log_in: Callable[[User], Client]) -> None:
    uma.is_staff = uma.is_superuser = True
    uma.save()
    client = log_in(uma)
    for route in admin_routes():
        check(client.get(f"/{route}"))


@pytest.mark.django_db
def test_refusals_keep_to_it(ann_client: Client, client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get())
    answers: dict[int, Any] = {
        404: client.get("/nowhere/"),
        405: ann_client.get("/account/sessions/end/"),
        403: strict.post("/settings/"),
        400: client.get("/privacy/", headers={"Host": "evil.example"}),
        413: ann_client.generic("POST", "/runs/new/", b"", CONTENT_LENGTH="1073741824"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        check(answer)


def test_files_keep_to_it(client: Client, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "planted.svg").write_text("<svg/>")
    settings.STATIC_ROOT = str(tmp_path)
    check(Client().get("/static/planted.svg"))


def test_planted_faults_are_found(ann_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = ann_client.get("/settings/")
    answer.content = answer.content.replace(b"<h1>", b'<h1 style="color: red">')
    with pytest.raises(AssertionError, match="a style in an attribute"):
        check(answer)
    weak = ann_client.get("/settings/")
    weak.headers["Content-Security-Policy"] += "; script-src 'unsafe-inline'"
    with pytest.raises(AssertionError, match="unsafe-inline"):
        check(weak)
    monkeypatch.setattr(HeadersMiddleware, "__call__", lambda middleware, request: middleware.get_response(request))
    with pytest.raises(AssertionError, match="Resource-Policy"):
        check(ann_client.get("/settings/"))
