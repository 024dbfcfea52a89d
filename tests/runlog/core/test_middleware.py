"""Where a form's answer leads, told to the script that sent the form."""

from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from runlog.core.middleware import DraftRedirectMiddleware


def answer(response: HttpResponse, **headers: str) -> HttpResponse:
    return DraftRedirectMiddleware(lambda request: response)(RequestFactory().post("/runs/new/", headers=headers))


def test_redirect_of_a_draft_is_named_not_walked() -> None:
    response = HttpResponseRedirect("/runs/7/")
    response.set_cookie("messages", "saved")
    told = answer(response, x_draft="1")
    assert (told.status_code, told.headers["X-Location"], told.content) == (200, "/runs/7/", b"")
    assert not told.has_header("Location")
    assert "messages" in told.cookies


def test_plain_form_is_redirected() -> None:
    told = answer(HttpResponseRedirect("/runs/7/"))
    assert (told.status_code, told.headers["Location"]) == (302, "/runs/7/")


def test_errors_pass_through() -> None:
    told = answer(HttpResponse("not yet", status=422), x_draft="1")
    assert (told.status_code, told.content) == (422, b"not yet")
