"""Shows open warnings on every page, and an emergency before any other."""

from collections.abc import Callable

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from injuries.guidance.warnings import Warnings

# Pages that an open emergency leaves alone: itself with its ways out, what the signs are, and logging out.
LEFT_ALONE = frozenset({"emergency", "emergency_help", "sign_check_resolve", "leg_resolve", "warning_signs", "account_logout"})


class WarningMiddleware:
    """Lays `warnings` beside each request; while an emergency is open, sends whoever asks for a page to the emergency page.

    Only what was asked for with GET and is a page: never a POST, a file, or an answer for programs. No setting turns it off.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, or send it on."""
        athlete = request.user if request.user.is_authenticated else None
        warnings = Warnings(athlete, request.session, timezone.now())
        # For the templates: `request.warnings`.
        vars(request)["warnings"] = warnings
        response = self.get_response(request)
        # Asked after the page is made, since one that finds its log stale assesses it first.
        return _to_emergency(request) if _is_page(request, response) and warnings.takes_over else response


def _is_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    name = request.resolver_match.url_name if request.resolver_match else None
    is_html = response.get("Content-Type", "").startswith("text/html") and not response.has_header("Content-Disposition")
    return request.method in {"GET", "HEAD"} and response.status_code == 200 and is_html and name not in LEFT_ALONE


def _to_emergency(request: HttpRequest) -> HttpResponse:
    # What the page that nobody sees has shown is shown by the next one.
    vars(get_messages(request))["used"] = False
    return redirect("emergency")
