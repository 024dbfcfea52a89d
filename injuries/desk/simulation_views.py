"""The page of a simulation: how far it has come, what it found, and the ways on from there."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from injuries.desk.simulation_words import outcome_of
from injuries.desk.threshold_actions import ChangedMeanwhile, NotTriedOut, save_tried, stop
from injuries.desk.threshold_queries import changes_between, rule_numbers
from injuries.desk.threshold_tried import tried_job
from injuries.desk.threshold_views import known_rule
from injuries.engine.rule import Rule
from runlog.core.models import Job
from runlog.people.curating import curators_only
from runlog.people.requests import PersonRequest


@curators_only
@require_safe
def threshold_simulation(request: PersonRequest, rule: str, pk: int) -> HttpResponse:
    """Show how a simulation stands."""
    known = known_rule(rule)
    return _page(request, known, tried_job(request.user, known, pk))


@curators_only
@require_POST
def threshold_save(request: PersonRequest, rule: str, pk: int) -> HttpResponse:
    """Save the numbers that the simulation has tried out."""
    known = known_rule(rule)
    job = tried_job(request.user, known, pk)
    try:
        save_tried(job, known, by=request.user, now=timezone.now())
    except NotTriedOut:
        return _page(request, known, job, refused=_("Not saved: what these numbers would change has not been worked out to the end."))
    except ChangedMeanwhile:
        return _page(request, known, job)
    messages.success(request, _("Saved. Everybody is brought up to date now."))
    return redirect("threshold_edit", known.key)


@curators_only
@require_POST
def threshold_stop(request: PersonRequest, rule: str, pk: int) -> HttpResponse:
    """Stop a simulation."""
    known = known_rule(rule)
    stop(tried_job(request.user, known, pk))
    return redirect("threshold_simulation", known.key, pk)


def _page(request: PersonRequest, rule: Rule, job: Job, refused: str = "") -> HttpResponse:
    standing, given = rule_numbers(rule, request.user.units), job.parameters
    numbers = rule.numbers({key: Decimal(text) for key, text in given["numbers"].items()})
    facts = {
        "job": job,
        "now": standing,
        "changes": changes_between(rule, numbers, standing.numbers, request.user.units),
        "outcome": outcome_of(job.result) if job.state == Job.State.DONE else None,
        "is_overtaken": standing.number > given["opened"],
        "refused": refused,
    }
    return render(request, "desk/threshold_simulation.html", facts, status=422 if request.method == "POST" else 200)
