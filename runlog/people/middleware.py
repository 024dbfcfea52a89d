"""Who gets in, where newcomers land, what somebody gets who was just deleted, and that no cache keeps a page of somebody's."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render

from runlog.people.models import User
from runlog.people.queries import roles_of
from runlog.people.requests import PersonRequest
from runlog.people.returning import page_of
from runlog.people.second_factors import has_second_factor

# Where people meet what is not their own: their athletes, everybody's advice, everybody's accounts. Whoever is none of the three is not
# there at all, or sees only themselves.
OTHERS = ("athletes/", "desk/", "admin/")

GONE = 410


class LogInFirstMiddleware(LoginRequiredMiddleware):
    """Sends everybody to the log-in first, but to views that say `login_not_required`; afterwards back to the page they were on."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]) -> HttpResponseRedirect:
        """Send to the log-in: many addresses that forms are sent to are no pages, so after one it is the form's own page."""
        return redirect_to_login(page_of(request))


class WelcomeMiddleware:
    """Sends newcomers from the home page to the first questions, until they have answered or skipped them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Send to the questions; from no other page, so that nothing urgent waits for them."""
        match, user = request.resolver_match, request.user
        is_home = match is not None and match.url_name == "home" and request.method in {"GET", "HEAD"}
        return redirect("welcome") if is_home and user.is_authenticated and user.welcomed_at is None else None


class PrivatePagesMiddleware:
    """Marks every answer to somebody logged in `no-store`, so that Back and shared caches keep nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then mark; who logs out with this very request was logged in before it."""
        was_logged_in = request.user.is_authenticated
        response = self.get_response(request)
        if was_logged_in or request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response


class GoneMiddleware:
    """Answers with a plain page whoever is deleted while a request of theirs is at work: what it was about to do fails."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Log out who is no longer there; of everybody else the failure is a failure."""
        if not request.user.is_authenticated or User.objects.filter(pk=request.user.pk).exists():
            return None
        # Not logged out in the ordinary way: there is nobody left of whom that could be noted.
        request.session.flush()
        request.user = AnonymousUser()
        return render(request, "people/leaving/gone.html", status=GONE)


class SecondFactorMiddleware:
    """Where the installation asks it of them, lets coaches, curators and administrators at what is not their own by a second factor only.

    It protects others, so a person's own log, with every warning in it, never waits for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: PersonRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Send to the page that says what is missing."""
        match, user = request.resolver_match, request.user
        is_gated = bool(settings.SECOND_FACTOR_FOR) and match is not None and match.route.startswith(OTHERS)
        if not is_gated or not user.is_authenticated or user.is_demo:
            return None
        is_asked = not settings.SECOND_FACTOR_FOR.isdisjoint(roles_of(user))
        return redirect("second_factor_needed") if is_asked and not has_second_factor(user) else None
