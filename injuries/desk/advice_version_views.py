"""What is done to the versions of a text: publish, take back, throw a draft away, roll back. Each asks first."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from injuries.desk.advice_actions import Changed, DraftInTheWay, InForce, discard_draft, publish, roll_back, withdraw, wording_of
from injuries.desk.advice_changes import changes
from injuries.desk.advice_forms import PublishForm
from injuries.desk.advice_queries import runners_flagged
from injuries.desk.advice_states import TextState
from injuries.desk.advice_views import BOTH, known_text, text_facts
from injuries.guidance.models import AdviceVersion
from runlog.people.curating import curators_only
from runlog.people.requests import PersonRequest


@curators_only
@require_http_methods(BOTH)
def desk_advice_publish(request: PersonRequest, key: str) -> HttpResponse:
    """Ask from when, with the draft, what it changes and whom it reaches; on POST publish it."""
    now = timezone.now()
    state = known_text(request, key, now)
    is_sent = request.method == "POST"
    if state.draft is None and not is_sent:
        return redirect("desk_advice", key)
    form = PublishForm(request.POST if is_sent else None, initial={"seen": state.token, "when": "now"}, today=state.today)
    if not is_sent or not form.is_valid():
        return render(request, "desk/advice_publish.html", text_facts(state) | {"form": form}, status=422 if is_sent else 200)
    try:
        version = publish(key=key, token=form.cleaned_data["seen"], on=form.day(state.today), by=request.user, now=now)
    except Changed:
        return _changed(request, key)
    messages.success(request, _said_of(version, state.today))
    return redirect("desk_advice", key)


@curators_only
@require_POST
def desk_advice_withdraw(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Make a version that waits for its day a draft again."""
    now = timezone.now()
    known_text(request, key, now)
    try:
        withdraw(key=key, number=number, by=request.user, now=now)
    except AdviceVersion.DoesNotExist as error:
        raise Http404 from error
    except InForce:
        messages.error(request, _("Somewhere its day has come, so it is in force and stays. Roll back to an earlier version instead."))
    except DraftInTheWay:
        messages.error(request, _("There is a draft already. Publish it or throw it away first; then this one can be taken back."))
    else:
        messages.success(request, _("It is a draft again and will not come into force by itself."))
    return redirect("desk_advice", key)


@curators_only
@require_http_methods(BOTH)
def desk_advice_discard(request: PersonRequest, key: str) -> HttpResponse:
    """Ask, then throw the draft away."""
    now = timezone.now()
    state = known_text(request, key, now)
    if request.method != "POST":
        if state.draft is None:
            return redirect("desk_advice", key)
        facts = {"heading": _("Throw this draft away?"), "lead": _("What it says is lost. No version that was published changes.")}
        return _ask(request, state, facts | {"do": _("Throw it away"), "seen": state.token})
    try:
        discard_draft(key=key, token=request.POST.get("seen", ""), by=request.user, now=now)
    except Changed:
        return _changed(request, key)
    messages.success(request, _("The draft is gone."))
    return redirect("desk_advice", key)


@curators_only
@require_http_methods(BOTH)
def desk_advice_roll_back(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Ask, with what would change; on POST put the words of that version in force again."""
    now = timezone.now()
    state = known_text(request, key, now)
    target = next((each for each in state.published if each.number == number), None)
    if target is None or state.current is None:
        raise Http404
    if request.method != "POST":
        return _ask(request, state, _roll_back_facts(state, state.current, target))
    version = roll_back(key=key, number=number, by=request.user, now=now)
    messages.success(request, _said_of(version, state.today))
    return redirect("desk_advice", key)


def _roll_back_facts(state: TextState, current: AdviceVersion, target: AdviceVersion) -> dict[str, Any]:
    number = {"number": target.number}
    lead = _("The words of version %(number)s come into force now, as a new version. Every version is kept, and a draft stays a draft.")
    return {
        "heading": _("Roll back to version %(number)s?") % number,
        "lead": lead % number,
        "do": _("Roll back"),
        "is_roll_back": True,
        "changes": changes(wording_of(current), wording_of(target)),
        "runners": runners_flagged(state.key) if state.is_of_rule else None,
    }


def _ask(request: PersonRequest, state: TextState, facts: dict[str, Any]) -> HttpResponse:
    return render(request, "desk/advice_ask.html", {"state": state, "back_url": reverse("desk_advice", args=[state.key])} | facts)


def _changed(request: PersonRequest, key: str) -> HttpResponse:
    messages.error(request, _("Somebody has changed the draft since you opened that page, so nothing was done. This is how it stands now."))
    return redirect("desk_advice", key)


def _said_of(version: AdviceVersion, today: date) -> str:
    on = version.published_on
    if on is None or on <= today:
        return _("Version %(number)s is in force.") % {"number": version.number}
    return _("Version %(number)s comes into force on %(on)s.") % {"number": version.number, "on": date_format(on, "j F Y")}
