"""The pages of flags: all that are open, those that have cleared, and one with its reasons and what can be done about it."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from injuries.engine.levels import URGENT, at_least
from injuries.guidance import presentation
from injuries.guidance.advice_pages import shown
from injuries.guidance.assessing import ensure_assessed
from injuries.guidance.bookshelf import current_versions
from injuries.guidance.flag_history import history_lines
from injuries.guidance.flag_page import record_links, sections, ways_to_hide
from injuries.guidance.models import Flag, FlagEvent
from injuries.guidance.named import ids_in, records_named, scope_ids, targets_among
from injuries.guidance.on_the_spot import spots_of
from injuries.guidance.queries import history_of, past_flags, responses_of, targets_of
from injuries.guidance.sentences import Reader
from injuries.guidance.spots import Place
from runlog.core.forms import RunlogForm
from runlog.core.pages import new_form_id
from runlog.people.access import own
from runlog.people.models import User
from runlog.people.requests import PersonRequest

PAST_A_PAGE = 30


@require_safe
def flag_list(request: PersonRequest) -> HttpResponse:
    """Show every open flag by element, those kept back or hidden too, and what could not be judged."""
    now, athlete = timezone.now(), request.user
    state, reader = ensure_assessed(athlete, now), reader_of(athlete, now)
    facts = {"state": state, "sections": sections(state, reader, targets_of(athlete, state.flags))}
    return render(request, "guidance/flag_list.html", facts)


@require_safe
def flag_past(request: PersonRequest) -> HttpResponse:
    """Show a page of the flags that have cleared, the latest first."""
    now, athlete = timezone.now(), request.user
    reader = reader_of(athlete, now)
    page = Paginator(past_flags(athlete), PAST_A_PAGE).get_page(request.GET.get("page"))
    facts = {"page": page, "flags": [(flag, presentation.render(flag, reader)) for flag in page]}
    return render(request, "guidance/flag_past.html", facts)


@require_safe
def flag_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one flag: what it says, why, what would clear it, the advice, what can be done, and its history."""
    return flag_page(request, pk, timezone.now(), opened=request.GET.get("do", ""))


def flag_page(
    request: PersonRequest, pk: int, now: datetime, *, opened: str = "", form: RunlogForm | None = None, status: int = 200
) -> HttpResponse:
    """Show one flag, assessed first where the log is stale; `opened` is the spot that stands open, `form` one that was refused there."""
    athlete = request.user
    state, reader = ensure_assessed(athlete, now), reader_of(athlete, now)
    flag = own(Flag, athlete, pk)
    version = current_versions([flag.rule], reader.today).get(flag.rule)
    records = records_named(athlete, ids_in(flag.facts), scope_ids([flag]))
    targets = targets_among(records)
    view = presentation.render(flag, reader, targets, state.hidden(reader.today).get(flag.pk))
    events = list(history_of(flag))
    facts = {
        "flag": view,
        "cleared_on": flag.cleared_on,
        "raised_again": _raised_again(flag, events),
        "was_not_checked": any(failure["rule"] == flag.rule for failure in state.failures),
        "records": record_links(records, reader),
        "history": history_lines(flag, events, responses_of(flag), reader),
        "advice": shown(version, reader.today) if version else None,
        "spots": spots_of(view, Place(athlete, now, targets.get(flag.scope)), opened=opened, form=form),
    }
    return render(request, "guidance/flag_detail.html", facts | _hiding(flag, athlete), status=status)


def reader_of(athlete: User, now: datetime) -> Reader:
    """Return the athlete as who reads."""
    return Reader(athlete.units, athlete.today(now))


def _raised_again(flag: Flag, events: list[FlagEvent]) -> int | None:
    """Return the key of the open flag that followed one which has cleared."""
    latest = events[0] if events else None
    follows = latest is not None and latest.flag_id != flag.pk and latest.what != FlagEvent.What.CLEARED
    return latest.flag_id if latest and follows else None


def _hiding(flag: Flag, athlete: User) -> dict[str, Any]:
    """Return what the part of the page needs that hides the flag."""
    is_open = flag.cleared_on is None
    return {
        "ways": ways_to_hide(flag),
        "response_id": new_form_id(athlete, "response"),
        "stays_in_sight": is_open and at_least(flag.level, URGENT),
    }
