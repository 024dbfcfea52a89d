"""Closing a check or leg report: seen by a clinician on a date, or ticked by mistake (asks again, then for a reason)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from injuries.symptoms.actions import resolve
from injuries.symptoms.actions.resolving import Report, latest_day
from injuries.symptoms.choices import Resolved
from injuries.symptoms.forms import MistakeForm, SeenForm
from injuries.symptoms.models import SignCheck
from injuries.symptoms.views.writing import form_page, sent, writer
from runlog.people.requests import PersonRequest

SURE, WHY = "sure", "why"


def resolve_page(request: PersonRequest, report: Report, back_url: str) -> HttpResponse:
    """Show the two ways to close the report; ?mistake=sure asks again, ?mistake=why asks for the reason."""
    if report.is_closed(request.user.today(timezone.now())):
        return redirect(back_url)
    step = request.GET.get("mistake")
    facts: dict[str, Any] = {"report": report, "is_check": isinstance(report, SignCheck), "back_url": back_url}
    if step == WHY:
        return _why(request, report, back_url, facts)
    if step == SURE:
        return render(request, "symptoms/report_mistake.html", facts | {"ticked": report.ticked})
    return _seen(request, report, back_url, facts)


def _seen(request: PersonRequest, report: Report, back_url: str, facts: dict[str, Any]) -> HttpResponse:
    now = timezone.now()
    last = latest_day(report, now)
    form = SeenForm(sent(request), first=report.local_on, last=last, initial={"on": last}, **writer(request.user, now))
    if form.is_valid():
        return _close(request, report, Resolved.SEEN, back_url, on=form.cleaned_data["on"], now=now)
    return render(request, "symptoms/report_resolve.html", facts | {"form": form})


def _why(request: PersonRequest, report: Report, back_url: str, facts: dict[str, Any]) -> HttpResponse:
    now = timezone.now()
    form = MistakeForm(sent(request), **writer(request.user, now))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return _close(request, report, Resolved.MISTAKE, back_url, on=latest_day(report, now), now=now, reason=reason)
    facts |= {"lead": _("Your log keeps the answers and this reason."), "save": _("It was a mistake")}
    return form_page(request, form, heading=_("Why was it a mistake?"), template="symptoms/report_why.html", **facts)


def _close(request: PersonRequest, report: Report, how: str, back_url: str, **facts: Any) -> HttpResponse:
    resolve(report=report, how=how, **facts)
    messages.success(request, _("Closed. Your log keeps it, with what you said now."))
    return redirect(back_url)
