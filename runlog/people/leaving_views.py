"""Deleting one's account: asked for with the password, done after a day, taken back with one click."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from runlog.people.account_forms import ConfirmItsYouForm
from runlog.people.leaving_actions import ask_to_leave, stay
from runlog.people.mails import send
from runlog.people.queries import is_last_administrator
from runlog.people.requests import PersonRequest

INVALID = 422


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def account_delete(request: PersonRequest) -> HttpResponse:
    """Say what goes and what stays, and take the wish with the password; wrong ones are counted as those of the log-in are.

    Nothing is asked of who is leaving already, has no password, or belongs to the demo: the page says what they can do instead.
    """
    user = request.user
    is_asked = not (user.deletion_due_at or user.is_demo) and user.has_usable_password()
    form = ConfirmItsYouForm(request.POST if request.method == "POST" else None, user=user) if is_asked else None
    if form is not None and form.is_valid():
        if ask_to_leave(user, now=timezone.now()):
            _confirm(request)
        return redirect("account_delete")
    facts = {"form": form, "is_last_administrator": is_last_administrator(user)}
    return render(request, "people/leaving/account_delete.html", facts, status=INVALID if form is not None and form.is_bound else 200)


def _confirm(request: PersonRequest) -> None:
    """Write to the person, where that reaches them: should a stranger have asked, there is a day to find out."""
    user = request.user
    if settings.HAS_MAIL_SERVER:
        facts = {"when": user.leaves_at, "url": request.build_absolute_uri("/")}
        send("people/email/leaving.txt", user.email, _("Your Runlog account will be deleted"), facts)


@require_POST
def account_keep(request: PersonRequest) -> HttpResponse:
    """Keep the account; sent twice, it is kept."""
    stay(request.user)
    messages.success(request, _("You stay: your account and your log are kept. Your coaches see again what you share with them."))
    return redirect("home")
