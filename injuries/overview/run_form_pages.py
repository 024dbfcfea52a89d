"""The pages "Log a run" and "Edit the run"."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from injuries.overview.actions import log_run
from injuries.overview.run_form import RunForms
from injuries.symptoms.due import asks_for_check
from injuries.symptoms.models import LegReport
from injuries.symptoms.queries import form_leg_report, form_scores
from injuries.symptoms.run_marks import score_times
from runlog.core.pages import ask_which, new_form_id, new_identity
from runlog.core.saving import SavedBefore
from runlog.people.access import own
from runlog.people.requests import PersonRequest
from runlog.training.models import Run
from runlog.training.queries import suggest


@require_http_methods(["GET", "POST"])
def run_new(request: PersonRequest) -> HttpResponse:
    """Open with what can be known, and make one run however often it is sent."""
    now, athlete = timezone.now(), request.user
    if request.method == "GET":
        suggestion = suggest(athlete, now)
        forms = RunForms(athlete=athlete, now=now, form_id=new_form_id(athlete, "run"), suggestion=suggestion)
        return _page(request, forms, heading=_("Log a run"), suggestion=suggestion)
    identity = new_identity(athlete, request.POST)
    forms = RunForms(request.POST, athlete=athlete, now=now, form_id=request.POST.get("id", ""))
    if not forms.is_valid():
        return _page(request, forms, heading=_("Log a run"))
    try:
        return _save(request, forms, **identity)
    except SavedBefore:
        ask_which(athlete, forms.run)
        return _page(request, forms, heading=_("Log a run"))


@require_http_methods(["GET", "POST"])
def run_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a run, its scores and what it says of the legs."""
    now, athlete = timezone.now(), request.user
    run = own(Run.objects.select_related("shoe"), athlete, pk)
    scores, report = form_scores(run), form_leg_report(run)
    was = score_times(run.moment, run.duration_s)
    data = request.POST if request.method == "POST" else None
    forms = RunForms(data, athlete=athlete, now=now, run=run, scores=scores, report=report)
    if request.method == "GET" or not forms.is_valid():
        return _page(request, forms, heading=_("Edit the run"), run=run)
    return _save(request, forms, log_id=run.log_id, was=was)


def _save(request: PersonRequest, forms: RunForms, **identity: Any) -> HttpResponse:
    values, pain, leg = forms.run.values(), forms.pain.pain(), forms.leg_answers()
    now = timezone.now()
    logged = log_run(athlete=request.user, values=values, pain=pain, leg=leg, now=now, **identity)
    report = logged.report
    if report and _is_open(report):
        return redirect("leg_edit", report.pk)
    asks = asks_for_check(request.user, [*logged.scores, *([report] if report else [])], now)
    # A message of the session would cost a write; the page says it by itself.
    return redirect(f"{reverse('sign_check_start' if asks else 'home')}?saved")


def _is_open(report: LegReport) -> bool:
    return any(answer is None for answer in report.answers.values())


def _page(request: PersonRequest, forms: RunForms, **facts: object) -> HttpResponse:
    return render(request, "overview/run_form.html", {"forms": forms, **facts})
