"""Pages that show runs: the list, one run with everything that hangs on it, and deleting it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from injuries.overview.queries import leg_reports_of, lines_of, scores_of
from runlog.core.deleting import ask_and_delete
from runlog.people.access import own, own_sight
from runlog.people.requests import PersonRequest
from runlog.training.models import Run, Shoe
from runlog.training.queries import run_page

# No key has as many figures; Python reads no number of thousands of them.
TOO_LONG = 20


@require_GET
def run_list(request: PersonRequest) -> HttpResponse:
    """List runs and missed sessions, newest first; of one shoe with ?shoe=<pk>."""
    shoe = _shoe_asked_for(request)
    page = run_page(request.user, request.GET.get("page"), shoe=shoe)
    lines = lines_of(page, own_sight(request.user, timezone.now()))
    return render(request, "overview/run_list.html", {"page": page, "lines": lines, "shoe": shoe})


def _shoe_asked_for(request: PersonRequest) -> Shoe | None:
    pk = request.GET.get("shoe", "")
    return own(Shoe, request.user, int(pk[:TOO_LONG])) if pk.isdecimal() else None


@require_GET
def run_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a run with its warm-up, shoe, scores and leg reports."""
    run = own(Run.objects.select_related("shoe"), request.user, pk)
    facts = {"run": run, "scores": scores_of(run), "leg_reports": leg_reports_of(run)}
    return render(request, "overview/run_detail.html", facts)


@require_http_methods(["GET", "POST"])
def run_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask once, then move the run into the bin; its scores and leg reports stay in the log."""
    run = own(Run, request.user, pk)
    return ask_and_delete(
        request,
        run,
        heading=_("Delete this run?"),
        lead=_("Its pain scores and leg reports stay in your log, without the run."),
        done=_("The run was deleted."),
        then="run_list",
        back=reverse("run_detail", args=[pk]),
    )
