"""Programs that watch over us are answered first; how answers are sent to browsers, what requests may not bring, where a form leads."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.urls import Resolver404, resolve

from runlog.core.bodies import most_bytes_at

# A string: views stand on the decks above.
WATCHED = "runlog.core.urls"
MARK = "X-Draft"
TARGET = "X-Location"
# Nothing here asks for any of these; passkeys, which are left out, are for our own pages anyway.
REFUSED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb")
NOT_WHOLE, NO_LENGTH, TOO_LARGE = 400, 411, 413


class HeadersMiddleware:
    """Tells browsers that no other site may use our answers as its own, and that no page here needs camera, place or the like.

    Stands outermost, so that files and refusals say it too; the rest of such headers is Django's own and the security policy's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then say so."""
        response = self.get_response(request)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = ", ".join(f"{name}=()" for name in REFUSED)
        return response


class SmallPagesMiddleware(GZipMiddleware):
    """Sends pages compressed, a quarter of their bytes; files go as they are.

    Whoever can have a browser ask again and again, and watch the sizes, could guess what a page says (BREACH). Here other sites cannot
    ask with the session's cookie (SameSite), the token of forms looks different each time, and Django adds some random bytes.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress what is a page."""
        is_page = not response.streaming and response.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page else response


class BodyMiddleware:
    """Refuses what is too large before a byte of it is read, and what did not arrive whole before any of it is believed.

    Stands behind the log-in, since only who is logged in may bring files, and before whatever looks into forms.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or say what is wrong with it."""
        status = self._fault(request)
        return (
            render(request, "body_refused.html", {"is_too_large": status == TOO_LARGE}, status=status)
            if status
            else self.get_response(request)
        )

    @staticmethod
    def _fault(request: HttpRequest) -> int | None:
        ordinary = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        sent = request.META.get("CONTENT_LENGTH") or "0"
        if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
            # Forms are not sent like that, and how large it is nobody knows beforehand.
            return NO_LENGTH
        length = int(sent) if sent.isdigit() else 0
        if length <= ordinary:
            return None if _is_whole(request, length) else NOT_WHOLE
        # Most requests never come here: the address is looked up, and the user read, for large ones alone.
        most = most_bytes_at(request.path_info, otherwise=ordinary)
        return TOO_LARGE if length > most or not request.user.is_authenticated else None


def _is_whole(request: HttpRequest, length: int) -> bool:
    """Tell whether as much has arrived as was announced: half a form would be taken for the answers of somebody."""
    if not length:
        return True
    try:
        return len(request.body) == length
    except UnreadablePostError:
        return False


class HealthFirstMiddleware:
    """Answers this room's addresses before all that asks for a known host, a session or the database.

    A load balancer asks each machine by its number and over HTTP (SECURE_REDIRECT_EXEMPT),
    and wants an answer above all when something is away.
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
