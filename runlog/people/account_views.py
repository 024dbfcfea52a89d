"""Logging in, in the demo too, and out everywhere; the other pages of an account are allauth's own."""

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from allauth.account.views import LoginView
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from runlog.people.actions import end_all_sessions
from runlog.people.loopback import is_made_here
from runlog.people.models import SecurityEvent
from runlog.people.origins import origin_of
from runlog.people.queries import demo_person, has_demo, open_sessions
from runlog.people.requests import PersonRequest
from runlog.people.security_actions import note


class LogInView(LoginView):
    """allauth's page, with a way into the demo on a machine of one's own."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether the demo may be entered."""
        return {**super().get_context_data(**kwargs), "has_demo": may_enter_demo(self.request) and has_demo()}


def may_enter_demo(request: HttpRequest) -> bool:
    """Tell whether this is a machine of one's own, and the request was made on it."""
    return settings.IS_PRIVATE_MACHINE and is_made_here(request)


# Public: it is a log-in itself. Where it is not offered it does not exist.
@login_not_required
@require_POST
def enter_demo(request: HttpRequest, who: str) -> HttpResponse:
    """Log in as one of the demo people."""
    person = demo_person(who) if may_enter_demo(request) else None
    if person is None:
        raise Http404
    if request.user.is_authenticated:
        logout(request, show_message=False)
    # Nobody reads mail to a demo person, so nothing is to be confirmed.
    return perform_login(request, Login(user=person, email_verification="none"))


@require_safe
def list_sessions(request: PersonRequest) -> HttpResponse:
    """Show where one is logged in."""
    sessions = open_sessions(request.user, now=timezone.now(), current_key=request.session.session_key)
    return render(request, "usersessions/usersession_list.html", {"sessions": sessions})


@require_POST
def end_sessions(request: PersonRequest) -> HttpResponse:
    """Log out on every other device, or everywhere."""
    if "everywhere" in request.POST:
        end_all_sessions(request.user)
        logout(request)
        return redirect("account_login")
    end_other_sessions(request, request.user)
    note(request.user, SecurityEvent.What.SESSIONS_ENDED, origin=origin_of(request), now=timezone.now())
    messages.success(request, _("You are logged out on every other device."))
    return redirect("usersessions_list")
