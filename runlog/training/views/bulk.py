"""Giving many runs a pair, a kind or a warm-up at once, and taking that back."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from runlog.core.pages import new_form_id, read_form_id
from runlog.core.units import format_count
from runlog.people.access import own
from runlog.people.requests import PersonRequest
from runlog.training.actions import bulk
from runlog.training.bulk_lines import lines_of
from runlog.training.forms.bulk import GiveForm, SelectRunsForm
from runlog.training.models import BulkChange
from runlog.training.queries import shoes_of
from runlog.training.queries.bulk import Extent, changes_to_take_back, extent_of, sources_of
from runlog.training.views.shoes import PAGE_OR_POST

# So many runs can be ticked one by one.
FEW = 50


@require_http_methods(PAGE_OR_POST)
def run_bulk(request: PersonRequest) -> HttpResponse:
    """Choose runs by the address, and give them something; the form sent twice is one change."""
    athlete, now = request.user, timezone.now()
    pairs = shoes_of(athlete, now)
    select = SelectRunsForm(request.GET, athlete=athlete, now=now, pairs=pairs, sources=sources_of(athlete))
    if not select.is_valid():
        return _page(request, now, {"select": select})
    runs = select.selection().runs(athlete)
    extent = extent_of(runs)
    few = list(runs.select_related("shoe")) if extent.count <= FEW else []
    facts: dict[str, Any] = {"athlete": athlete, "now": now, "pairs": pairs, "extent": extent, "few": few}
    if request.method != "POST":
        return _page(request, now, {"select": select, "extent": extent, "give": GiveForm(form_id=new_form_id(athlete, "bulk"), **facts)})
    log_id = read_form_id(athlete, request.POST.get("id"))
    if BulkChange.objects.filter(athlete=athlete, log_id=log_id).exists():
        return redirect("run_bulk")
    give = GiveForm(request.POST, form_id=request.POST["id"], **facts)
    if not give.is_valid():
        return _page(request, now, {"select": select, "extent": extent, "give": give}, status=422)
    ticked = give.ticked()
    chosen = runs if ticked is None else runs.filter(pk__in=ticked)
    made = bulk.give(athlete=athlete, log_id=log_id, runs=chosen, now=now, **give.values())
    _say(request, made, extent, ticked)
    return redirect("run_bulk")


def _say(request: PersonRequest, made: BulkChange, extent: Extent, ticked: list[int] | None) -> None:
    """Say how many got it, and how many did not."""
    count = made.run_count
    kept = (extent.count if ticked is None else len(ticked)) - count
    if count:
        done = ngettext("%(count)s run is changed.", "%(count)s runs are changed.", count) % {"count": format_count(count)}
    else:
        done = _("Nothing is changed.")
    words = ngettext("%(count)s run stays as it was.", "%(count)s runs stay as they were.", kept) % {"count": format_count(kept)}
    messages.success(request, f"{done} {words}" if kept else done)


def _page(request: PersonRequest, now: datetime, facts: dict[str, Any], status: int = 200) -> HttpResponse:
    earlier = lines_of(changes_to_take_back(request.user, now), request.user)
    return render(request, "training/run_bulk.html", {"earlier": earlier, "query": request.GET.urlencode(), **facts}, status=status)


@require_POST
def run_bulk_undo(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a change of many runs back."""
    change = own(BulkChange, request.user, pk)
    count = bulk.take_back(bulk=change, now=timezone.now())
    messages.success(
        request,
        ngettext("%(count)s run is as it was.", "%(count)s runs are as they were.", count) % {"count": format_count(count)},
    )
    return redirect("run_bulk")
