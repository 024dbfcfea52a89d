"""The pages of thresholds: every rule with its numbers, and one rule's with their form and versions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from injuries.desk.simulation_comparing import has_anybody
from injuries.desk.threshold_actions import Change, ChangedMeanwhile, NotTriedOut, save_untried, try_out
from injuries.desk.threshold_forms import ThresholdForm, form_of
from injuries.desk.threshold_prefill import Prefill, prefill_of
from injuries.desk.threshold_queries import RuleNumbers, by_element, past_of, rule_numbers
from injuries.engine.rule import Rule
from injuries.guidance.evidence import rule_of
from runlog.core.looks import ELEMENTS
from runlog.people.curating import curators_only
from runlog.people.requests import PersonRequest


@curators_only
@require_safe
def threshold_list(request: PersonRequest) -> HttpResponse:
    """Show every rule with its numbers, by element. One statement."""
    shelves = [(ELEMENTS[element], rules) for element, rules in by_element(request.user.units)]
    return render(request, "desk/threshold_list.html", {"shelves": shelves})


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def threshold_edit(request: PersonRequest, rule: str) -> HttpResponse:
    """Show one rule's thresholds; on POST try the numbers out, or save them where there is no log to try them out on."""
    known = known_rule(rule)
    standing = rule_numbers(known, request.user.units)
    if not known.thresholds:
        return (
            HttpResponseNotAllowed(["GET"]) if request.method == "POST" else render(request, "desk/threshold_fixed.html", {"now": standing})
        )
    prefill = prefill_of(request, known, standing)
    form = _form(request, standing, prefill)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, standing, prefill)
    change = Change(known, form.numbers(), form.cleaned_data["reason"], form.cleaned_data["opened"])
    try:
        return _go_on(request, change)
    except ChangedMeanwhile:
        return _page(request, _overtaken(request, standing, prefill), standing, prefill)


def known_rule(key: str) -> Rule:
    """Return the rule of that key. Raises Http404."""
    rule = rule_of(key)
    if rule is None:
        raise Http404
    return rule


def _go_on(request: PersonRequest, change: Change) -> HttpResponse:
    now = timezone.now()
    try:
        if has_anybody():
            job = try_out(change, owner=request.user, now=now)
            return redirect("threshold_simulation", change.rule.key, job.pk)
        save_untried(change, by=request.user, now=now)
    except NotTriedOut:
        # The first log began a moment ago.
        return redirect("threshold_simulation", change.rule.key, try_out(change, owner=request.user, now=now).pk)
    messages.success(request, _("Saved. Everybody is brought up to date now."))
    return redirect("threshold_edit", change.rule.key)


def _form(request: PersonRequest, standing: RuleNumbers, prefill: Prefill, data: Any = None) -> ThresholdForm:
    initial = {**prefill.numbers, "reason": prefill.reason, "opened": standing.number}
    given = data or (request.POST if request.method == "POST" else None)
    return form_of(standing.rule)(given, initial=initial, standing=standing.numbers, units=request.user.units)


def _overtaken(request: PersonRequest, standing: RuleNumbers, prefill: Prefill) -> ThresholdForm:
    """Return the form with what was typed, refused, and good for the version that counts now."""
    data = request.POST.copy()
    data["opened"] = str(standing.number)
    form = _form(request, standing, prefill, data)
    form.add_error(
        None, _("These numbers were changed while you had this page open. Below is what you typed; look at what counts now first.")
    )
    return form


def _page(request: PersonRequest, form: ThresholdForm, standing: RuleNumbers, prefill: Prefill) -> HttpResponse:
    facts = {"form": form, "now": standing, "past": past_of(standing.rule, request.user.units), "prefill": prefill}
    facts |= {"element": ELEMENTS[standing.rule.element], "has_logs": has_anybody()}
    return render(request, "desk/threshold_edit.html", facts, status=422 if form.is_bound else 200)
