"""The page of one text at the desk: its draft, what a runner would see, what changed, and every version."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from injuries.desk.advice_actions import Changed, save_draft, wording_of
from injuries.desk.advice_changes import changes
from injuries.desk.advice_forms import DraftForm
from injuries.desk.advice_preview import example_flags
from injuries.desk.advice_queries import runners_flagged, text_of
from injuries.desk.advice_states import TextState
from injuries.guidance.advice_pages import shown
from runlog.core.looks import ELEMENTS
from runlog.people.curating import curators_only
from runlog.people.requests import PersonRequest

BOTH = ("GET", "HEAD", "POST")


@curators_only
@require_http_methods(BOTH)
def desk_advice(request: PersonRequest, key: str) -> HttpResponse:
    """Show a text; on POST save its draft, and with `do=publish` go on to publishing it."""
    now = timezone.now()
    state = known_text(request, key, now)
    form = DraftForm(request.POST if request.method == "POST" else None, initial=_initial(state), **_writer(request, now))
    if request.method == "POST" and form.is_valid():
        return _save(request, state, form, now)
    return _page(request, state, form)


def known_text(request: PersonRequest, key: str, now: datetime) -> TextState:
    """Return the text of that key as it stands today. Raises Http404."""
    state = text_of(key, request.user.today(now))
    if state is None:
        raise Http404
    return state


def text_facts(state: TextState) -> dict[str, Any]:
    """Return what every page of a text shows: how it stands, the draft as a runner would see it, and what it changes."""
    newest, current = state.newest, state.current
    return {
        "state": state,
        "element": ELEMENTS[state.element],
        "advice": shown(newest, state.today) if newest else None,
        "examples": example_flags(state.key),
        "changes": changes(wording_of(current), wording_of(state.draft)) if current and state.draft else (),
        "runners": runners_flagged(state.key) if state.is_of_rule else None,
    }


def _save(request: PersonRequest, state: TextState, form: DraftForm, now: datetime) -> HttpResponse:
    wording = form.wording()
    try:
        save_draft(key=state.key, wording=wording, token=form.cleaned_data["seen"], by=request.user, now=now)
    except Changed as error:
        return _conflict(request, error.state, form, now)
    if request.POST.get("do") == "publish":
        return redirect("desk_advice_publish", state.key)
    messages.success(request, _("The draft is saved. Runners see what is in force until you publish it."))
    return redirect("desk_advice", state.key)


def _conflict(request: PersonRequest, state: TextState, form: DraftForm, now: datetime) -> HttpResponse:
    """Tell what somebody else did, keep what was typed, and let the next save go over it knowingly."""
    other = state.newest
    typed = request.POST.copy()
    typed["seen"] = state.token
    again = DraftForm(typed, initial=_initial(state), **_writer(request, now))
    facts = {"other": other, "theirs": changes(wording_of(other), form.wording()) if other else ()}
    return _page(request, state, again, conflict=facts)


def _page(request: PersonRequest, state: TextState, form: DraftForm, **facts: Any) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/advice_detail.html", text_facts(state) | {"form": form} | facts, status=status)


def _initial(state: TextState) -> dict[str, Any]:
    seen = {"seen": state.token}
    if state.newest is None:
        return seen | {"title": state.title}
    wording = wording_of(state.newest)
    return seen | {
        "title": wording.title,
        "text": wording.text,
        "sources": "\n".join(wording.sources),
        "review_by": wording.review_by,
    }


def _writer(request: PersonRequest, now: datetime) -> dict[str, Any]:
    return {"zone": request.user.time_zone, "now": now, "today": request.user.today(now)}
