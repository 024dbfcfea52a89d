"""What the pages of this room share: who writes and when, a page of one form, a page of a list."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from injuries.symptoms.forms.record import RecordForm
from runlog.core.forms import RunlogForm
from runlog.core.models import Record, RecordQuerySet
from runlog.core.pages import ask_which, new_identity
from runlog.core.saving import SavedBefore
from runlog.people.models import User
from runlog.people.requests import PersonRequest

R = TypeVar("R", bound=Record)
PAGE = 50
BOTH = ("GET", "HEAD", "POST")
FORM_PAGE = "components/form_page.html"


def writer(user: User, now: datetime) -> dict[str, Any]:
    """Return what forms want to know of who writes."""
    return {"units": user.units, "zone": user.time_zone, "now": now, "today": user.today(now)}


def sent(request: PersonRequest) -> Any:
    """Return what was sent, None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def save_new(user: User, form: RecordForm, now: datetime, save: Callable[..., R]) -> R | None:
    """Save what a form for a new record says; None while it is not sent or not valid, or asks which record is meant."""
    if not form.is_valid():
        return None
    try:
        return save(athlete=user, now=now, **new_identity(user, form.data), **form.values())
    except SavedBefore:
        ask_which(user, form)
        return None


def form_page(
    request: PersonRequest, form: RunlogForm, *, heading: str, back_url: str, template: str = FORM_PAGE, **facts: Any
) -> HttpResponse:
    """Show a page that is one form; Cancel goes back."""
    shown = {"form": form, "heading": heading, "back_url": back_url, "cancel_url": back_url, "back": _("Back")}
    return render(request, template, shown | facts)


def list_page(request: PersonRequest, rows: RecordQuerySet, template: str) -> HttpResponse:
    """Show one page of a list, newest first. Two queries."""
    page = Paginator(rows.newest_first(), PAGE).get_page(request.GET.get("page"))
    return render(request, template, {"page": page})
