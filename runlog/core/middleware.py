"""Answers watching programs before anything else; lets a page's script see where a form's answer leads, without walking there itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

# A string: views stand on the decks above.
WATCHED = "runlog.core.urls"
MARK = "X-Draft"
TARGET = "X-Location"


class HealthFirstMiddleware:
    """Answers this room's addresses before all that asks for a known host, a certificate, a session or the database.

    A load balancer asks each machine by its number and over HTTP, and wants an answer above all when something is away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or hand on."""
        try:
            found = resolve(request.path_info, WATCHED)
        except Resolver404:
            return self.get_response(request)
        answer: HttpResponse = found.func(request, **found.kwargs)
        return answer


class DraftRedirectMiddleware:
    """Answers a redirect of a form that static/js/drafts.js sent with an empty 200 that names the target in a header.

    A script cannot read the target of a redirect, and following it would show the page's messages to nobody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Translate redirects, cookies kept; leave everything else as it is."""
        response = self.get_response(request)
        if MARK not in request.headers or response.status_code not in {301, 302, 303}:
            return response
        response.status_code = 200
        response.headers[TARGET] = response.headers["Location"]
        del response.headers["Location"]
        response.content = b""
        return response
