"""Where a form's answer leads, told to the script that sent the form; how pages are sent."""

import gzip

import pytest
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from runlog.core.middleware import DraftRedirectMiddleware, SmallPagesMiddleware


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


PAGE = b"<p>A page of some length.</p>" * 20


def sent(response: HttpResponseBase, encodings: str = "gzip, br") -> HttpResponseBase:
    return SmallPagesMiddleware(lambda request: response)(RequestFactory().get("/", headers={"accept-encoding": encodings}))


def test_pages_are_sent_compressed_to_who_can_read_it() -> None:
    told = sent(HttpResponse(PAGE))
    assert told.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in told.headers["Vary"]
    assert len(told.content) < len(PAGE)
    assert gzip.decompress(told.content) == PAGE
    assert sent(HttpResponse(PAGE), "identity").content == PAGE


@pytest.mark.django_db
def test_the_product_does_so(client: Client) -> None:
    assert client.get("/account/login/", headers={"accept-encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


def test_files_go_as_they_are() -> None:
    for file in (HttpResponse(PAGE, "application/json"), StreamingHttpResponse([PAGE])):
        assert not sent(file).has_header("Content-Encoding")
