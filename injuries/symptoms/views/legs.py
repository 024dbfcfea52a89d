"""Pages of leg reports."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from injuries.symptoms.actions import answer_leg_report, save_leg_report
from injuries.symptoms.due import asks_for_check
from injuries.symptoms.forms import LegReportForm
from injuries.symptoms.models import LegReport
from injuries.symptoms.queries import trail
from injuries.symptoms.signs import FOLLOW_UPS
from injuries.symptoms.ticked import what_to_say
from injuries.symptoms.verdicts import still_open, verdict
from injuries.symptoms.views.resolving import resolve_page
from injuries.symptoms.views.writing import BOTH, form_page, list_page, sent, writer
from injuries.symptoms.weight import leg_level
from runlog.core.pages import new_form_id, read_form_id
from runlog.people.access import own
from runlog.people.requests import PersonRequest


@require_safe
def leg_list(request: PersonRequest) -> HttpResponse:
    """List leg reports."""
    return list_page(request, LegReport.objects.of(request.user), "symptoms/leg_list.html")


@require_safe
def leg_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a report, what its answers mean, and what happened to it."""
    now = timezone.now()
    report = own(LegReport.objects.select_related("run"), request.user, pk)
    answers = [(FOLLOW_UPS[key][0], answer) for key, answer in report.answers.items()]
    level = leg_level(report.answers)
    facts = {"report": report, "answers": answers, "level": level, "verdict": verdict(level), "trail": trail(report)}
    unanswered = sum(answer is None for answer in report.answers.values())
    facts |= {"open": still_open(unanswered), "can_add": report.resolved_on is None and not all(report.answers.values())}
    facts |= {"is_closed": report.is_closed(request.user.today(now)), "say": what_to_say(report.ticked, level)}
    facts |= {"asks_for_check": asks_for_check(request.user, [report], now)}
    return render(request, "symptoms/leg_detail.html", facts)


@require_http_methods(BOTH)
def leg_new(request: PersonRequest) -> HttpResponse:
    """Report that a leg felt weak, lazy or dragged."""
    now, user = timezone.now(), request.user
    form = LegReportForm(sent(request), initial={"id": new_form_id(user, "leg")}, **writer(user, now))
    if form.is_valid():
        log_id = read_form_id(user, form.cleaned_data["id"])
        at = form.cleaned_data["at"] or user.local(now)
        report = save_leg_report(athlete=user, log_id=log_id, at=at, answers=form.answers(), now=now)
        return redirect("leg_detail", report.pk)
    lead = _("A leg felt weak, lazy or dragged. Please answer what you can; what you leave open is not taken as a no.")
    return form_page(
        request, form, heading=_("Report a leg"), lead=lead, back_url=reverse("leg_list"), draft="leg-new", save=_("Save the report")
    )


@require_http_methods(BOTH)
def leg_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Answer more of a report's questions. A closed report has none left to answer."""
    now, user = timezone.now(), request.user
    report = own(LegReport, user, pk)
    if request.method != "POST" and (report.resolved_on or all(report.answers.values())):
        return redirect("leg_detail", pk)
    form = LegReportForm(sent(request), known=report.answers, **writer(user, now))
    if form.is_valid():
        saved = answer_leg_report(report=report, answers=form.answers(), now=now)
        return redirect("leg_detail", saved.pk)
    lead = _("An answer can be added, and a no can become a yes. A yes stays: if it was a mistake, say so on the report's page.")
    return form_page(request, form, heading=_("About this leg"), lead=lead, draft=f"leg-{pk}", back_url=reverse("leg_detail", args=[pk]))


@require_http_methods(BOTH)
def leg_resolve(request: PersonRequest, pk: int) -> HttpResponse:
    """Close a report."""
    report = own(LegReport.objects.select_related("athlete"), request.user, pk)
    return resolve_page(request, report, reverse("leg_detail", args=[pk]))
