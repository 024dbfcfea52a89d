"""What is done to a pair from its page: limits, wear check, comfort, retiring, moving its runs.

Each answers a POST and leads back. One that is only asked for, after a log-in in between, leads to the page with its form.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from runlog.people.access import own
from runlog.people.requests import PersonRequest
from runlog.training import actions
from runlog.training.forms import ComfortForm, LogForm, RetireForm, ShoeCheckForm, ShoeLimitsForm
from runlog.training.models import Shoe
from runlog.training.views.shoes import PAGE_OR_POST, facts_or_404, move_form, refusal_page, shoe_page


@require_http_methods(PAGE_OR_POST)
def shoe_limits(request: PersonRequest, pk: int) -> HttpResponse:
    """Set the pair's own limits."""
    return _answer(request, pk, ShoeLimitsForm, "limits", _set_limits)


@require_http_methods(PAGE_OR_POST)
def shoe_check_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Log a look at the pair."""
    return _answer(request, pk, ShoeCheckForm, "check", _log_check)


@require_http_methods(PAGE_OR_POST)
def shoe_comfort_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Log how comfortable the pair is."""
    return _answer(request, pk, ComfortForm, "comfort", _log_comfort)


@require_http_methods(PAGE_OR_POST)
def shoe_retire(request: PersonRequest, pk: int) -> HttpResponse:
    """Take the pair out of use."""
    return _answer(request, pk, RetireForm, "retire", _retire)


@require_http_methods(PAGE_OR_POST)
def shoe_unretire(request: PersonRequest, pk: int) -> HttpResponse:
    """Put the pair back into use."""
    shoe = own(Shoe, request.user, pk)
    if request.method == "POST":
        actions.unretire_shoe(shoe=shoe, now=timezone.now())
        messages.success(request, _("%(name)s is in use again.") % {"name": shoe.name})
    return redirect("shoe_detail", pk=pk)


@require_http_methods(PAGE_OR_POST)
def shoe_move(request: PersonRequest, pk: int) -> HttpResponse:
    """Move all runs and walks of the pair, from the page that says why it cannot be deleted."""
    shoe, now = own(Shoe, request.user, pk), timezone.now()
    if request.method == "POST":
        form = move_form(request, shoe, now, request.POST)
        if not form.is_valid():
            return refusal_page(request, shoe, now, form)
        moved = actions.move_runs(shoe=shoe, now=now, **form.values())
        messages.success(request, ngettext("%(count)s record was moved.", "%(count)s records were moved.", moved) % {"count": moved})
    return redirect("shoe_delete", pk=pk)


def _answer(
    request: PersonRequest, pk: int, form_class: type[LogForm], name: str, save: Callable[[Shoe, Any, datetime], str]
) -> HttpResponse:
    now = timezone.now()
    facts = facts_or_404(request, pk, now)
    if request.method == "POST":
        form = form_class(request.POST, athlete=request.user, now=now, record=facts.shoe, name=name)
        if not form.is_valid():
            return shoe_page(request, facts, now, form)
        messages.success(request, save(facts.shoe, form.values(), now))
    return redirect("shoe_detail", pk=pk)


def _set_limits(shoe: Shoe, values: Any, now: datetime) -> str:
    actions.set_limits(shoe=shoe, now=now, **values)
    return _("The limits of %(name)s are saved.") % {"name": shoe.name}


def _log_check(shoe: Shoe, values: Any, now: datetime) -> str:
    actions.log_shoe_check(shoe=shoe, **values)
    return _("The check of %(name)s is saved.") % {"name": shoe.name}


def _log_comfort(shoe: Shoe, values: Any, now: datetime) -> str:
    actions.log_comfort(shoe=shoe, **values)
    return _("The comfort of %(name)s is saved.") % {"name": shoe.name}


def _retire(shoe: Shoe, values: Any, now: datetime) -> str:
    actions.retire_shoe(shoe=shoe, now=now, **values)
    return _("%(name)s is retired. Its history stays, and it is no longer offered for runs.") % {"name": shoe.name}
