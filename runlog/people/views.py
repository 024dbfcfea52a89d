"""The first questions, the settings, the privacy page, and what stands where a form was open for too long."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.defaults import bad_request

from runlog.people import actions, countries
from runlog.people.guesses import Guess, guess
from runlog.people.profile_forms import SettingsForm, WelcomeForm
from runlog.people.requests import PersonRequest
from runlog.people.returning import page_of
from runlog.people.time_zones import UTC

INVALID, TOO_MANY = 422, 429
# What the pages of an account are told that may stand in a page again; no password and no code.
TYPED = ("login", "email", "consent", "time_zone", "next")
DAY_S = 24 * 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: PersonRequest) -> HttpResponse:
    """Ask the three questions; what can be guessed stands there already."""
    user, now = request.user, timezone.now()
    if "skip" in request.POST and user.consented_at:
        actions.skip_welcome(user, now=now)
        return redirect("home")
    known = guess(accept_language=request.headers.get("Accept-Language", ""), zone=user.time_zone if user.time_zone != UTC else "")
    initial = {"country": known.country, "units": known.units, "time_zone": known.time_zone}
    form = WelcomeForm(request.POST or None, initial=initial, user=user, units_reason=_reason(known))
    if form.is_valid():
        answers = {name: value for name, value in form.cleaned_data.items() if name in actions.PROFILE}
        actions.answer_welcome(user, now=now, **answers)
        return redirect("home")
    return render(request, "people/welcome.html", {"form": form}, status=INVALID if form.is_bound else 200)


def _reason(known: Guess) -> str:
    """Say why the units were guessed as they are."""
    if not known.country:
        return ""
    words = _("Miles are usual in: %(country)s.") if known.units == "mi" else _("Kilometres are usual in: %(country)s.")
    return words % {"country": countries.name_of(known.country)}


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: PersonRequest) -> HttpResponse:
    """Show and change what one has told of oneself."""
    user = request.user
    form = SettingsForm(request.POST or None, initial={name: getattr(user, name) for name in actions.PROFILE}, edits=True)
    if form.is_valid():
        actions.change_profile(user, **form.cleaned_data)
        messages.success(request, _("Your settings are saved."))
        return redirect("settings")
    return render(request, "people/settings.html", {"form": form}, status=INVALID if form.is_bound else 200)


# Public: people read it before they sign up.
@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept, where, and who sees it."""
    return render(
        request, "people/privacy.html", {"has_mail_server": settings.HAS_MAIL_SERVER, "session_days": settings.SESSION_COOKIE_AGE // 86_400}
    )


def refuse(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be understood; whose log-in was ended while the answer was made gets to the log-in."""
    return redirect_to_login(page_of(request)) if isinstance(exception, SessionInterrupted) else bad_request(request, exception)


def refuse_old_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token does not hold: it was opened before the last log-in, or on a page that is not ours."""
    page = page_of(request)
    if not request.user.is_authenticated:
        return redirect_to_login(page)
    return render(request, "people/old_form.html", {"page": page}, status=403)


def refuse_too_many(request: HttpRequest) -> HttpResponse:
    """Answer what was sent too often from here; what was typed stays in the page, to be sent again."""
    typed = [(name, value) for name in TYPED for value in request.POST.getlist(name)]
    answer = render(request, "429.html", {"typed": typed}, status=TOO_MANY)
    answer.headers["Retry-After"] = "60"
    return answer
