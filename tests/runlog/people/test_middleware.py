"""Who gets in, where they land, and that no cache keeps a page of somebody's."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from runlog.people.models import User

INSIDE = ("/", "/runs/", "/runs/new/", "/settings/", "/welcome/", "/account/email/", "/account/sessions/", "/account/password/change/")
ADMIN = ("/admin/", "/admin/people/user/")
OUTSIDE = ("/privacy/", "/warning-signs/", "/account/login/", "/account/signup/", "/account/password/reset/")


@pytest.mark.parametrize("path", [*INSIDE, *ADMIN])
def test_pages_need_a_log_in(visitor: Client, path: str) -> None:
    assert visitor.get(path).headers["Location"] == f"/account/login/?next={path}"


def test_query_is_kept(visitor: Client) -> None:
    assert (
        visitor.get("/diary/?q=knee&from=2026-05-03").headers["Location"] == "/account/login/?next=/diary/%3Fq%3Dknee%26from%3D2026-05-03"
    )


@pytest.mark.parametrize("path", OUTSIDE)
def test_pages_for_everybody(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 200


def public_views(patterns: list[URLPattern | URLResolver], before: str = "") -> set[str]:
    """Return the routes that need no log-in."""
    found: set[str] = set()
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found |= public_views(pattern.url_patterns, route)
        elif not getattr(pattern.callback, "login_required", True):
            found.add(route)
    return found


def test_every_page_for_everybody_is_known() -> None:
    account = {"login/", "logout/", "inactive/", "signup/", "confirm-email/", "login/code/confirm/", "password/reset/"}
    account |= {"2fa/authenticate/", "2fa/webauthn/login/"}
    account |= {"password/reset/done/", "password/reset/key/done/", "^confirm-email/(?P<key>[-:\\w]+)/$"}
    account |= {"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"}
    expected = {"privacy/", "warning-signs/", "demo/<slug:who>/", "admin/login/"} | {f"account/{route}" for route in account}
    expected |= {"advice/", "advice/<slug:key>/", "advice/<slug:key>/<int:number>/", "help/", "help/<slug:slug>/", "healthz", "readyz"}
    assert public_views(get_resolver().url_patterns) == expected


@pytest.mark.parametrize(
    ("referer", "following"),
    [
        (None, "/runs/7/delete/"),
        ("http://testserver/runs/7/?from=list", "/runs/7/%3Ffrom%3Dlist"),
        ("http://testserver", "/"),
        ("https://evil.example/runs/", "/runs/7/delete/"),
        ("http://testserver//evil.example/", "/%252Fevil.example/"),
        ("//evil.example/", "/runs/7/delete/"),
        ("javascript:alert(1)", "/runs/7/delete/"),
    ],
)
def test_form_sent_after_the_session_ended(visitor: Client, referer: str | None, following: str) -> None:
    response = visitor.post("/runs/7/delete/", headers={"Referer": referer} if referer else {})
    assert response.headers["Location"] == f"/account/login/?next={following}"


def test_welcome_stands_in_the_way_of_home_alone(newcomer: User, visitor: Client) -> None:
    assert visitor.get("/").headers["Location"] == "/welcome/"
    assert visitor.get("/settings/").status_code == 200
    assert visitor.get("/warning-signs/").status_code == 200


@pytest.mark.parametrize("path", [*INSIDE, *OUTSIDE, "/account/logout/", "/nowhere/"])
def test_no_cache_keeps_a_page_of_somebody(ann_client: Client, path: str) -> None:
    assert ann_client.get(path).headers["Cache-Control"] == "private, no-store"


def test_no_cache_keeps_what_logs_out_or_fails(newcomer: User, visitor: Client) -> None:
    assert visitor.post("/settings/", {"units": "furlongs"}).headers["Cache-Control"] == "private, no-store"
    assert visitor.post("/account/logout/").headers["Cache-Control"] == "private, no-store"


def test_pages_for_everybody_may_be_kept(visitor: Client) -> None:
    assert "Cache-Control" not in visitor.get("/privacy/").headers
