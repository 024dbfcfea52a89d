"""Preparing for an appointment: the one that is coming, any other of the athlete's own, or one that the same save makes."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from injuries.guidance.assessing import ensure_assessed
from injuries.guidance.sentences import Reader
from injuries.reports.actions import save_preparation
from injuries.reports.forms import PreparationForm
from injuries.reports.parts import Chosen
from injuries.reports.queries import chosen_for, coming_appointment, load_report
from injuries.reports.words import known_of
from injuries.symptoms.actions import save_appointment
from injuries.symptoms.models import Appointment
from runlog.core.events import change
from runlog.core.pages import ask_which, new_form_id, new_identity
from runlog.core.saving import change_record
from runlog.people.access import own, own_sight
from runlog.people.models import User
from runlog.people.requests import PersonRequest

BOTH = ("GET", "HEAD", "POST")


@require_http_methods(BOTH)
def appointment_prepare_new(request: PersonRequest) -> HttpResponse:
    """Lead to the appointment that is coming; without one ask for it too, and make it with the same save."""
    now, user = timezone.now(), request.user
    if request.method != "POST" and (coming := coming_appointment(user, now)):
        return redirect("appointment_prepare", coming.pk)
    form = _form(request, None, chosen_for(None, user.country), now)
    if form.is_valid() and (made := _make(user, form, now)):
        messages.success(request, _("Saved."))
        return redirect("appointment_report", made.pk)
    return _page(request, form, None)


def _make(user: User, form: PreparationForm, now: datetime) -> Appointment | None:
    """Make the appointment with its preparation; None where the form asks whether it is the one that was saved from it before."""
    identity, given = new_identity(user, form.data), form.cleaned_data
    with change(user):
        row = Appointment.objects.select_related("athlete").filter(athlete=user, log_id=identity["log_id"]).first()
        says_the_same = row and form.says_as_much_as(row) and form.chosen() == chosen_for(row, user.country)
        if row and not (identity["replaces"] or says_the_same):
            ask_which(user, form)
            return None
        if row:
            # What was said at the visit is none of this form's business.
            change_record(row, now=now, local_on=given["on"], with_whom=given["with_whom"])
        else:
            row = save_appointment(athlete=user, log_id=identity["log_id"], on=given["on"], with_whom=given["with_whom"], now=now)
        _save(row, form, now)
    return row


@require_http_methods(BOTH)
def appointment_prepare(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what a clinician asks beside what the log knows; keep what the athlete adds."""
    now, user = timezone.now(), request.user
    row = own(Appointment.objects.select_related("athlete"), user, pk)
    form = _form(request, row, chosen_for(row, user.country), now)
    if form.is_valid():
        _save(row, form, now)
        messages.success(request, _("Saved."))
        return redirect("appointment_report", pk)
    return _page(request, form, row)


def _save(row: Appointment, form: PreparationForm, now: datetime) -> None:
    save_preparation(appointment=row, questions=form.questions(row.questions), texts=form.texts(), chosen=form.chosen(), now=now)


def _form(request: PersonRequest, row: Appointment | None, chosen: Chosen, now: datetime) -> PreparationForm:
    user, sent = request.user, request.POST if request.method == "POST" else None
    if sent is None:
        ensure_assessed(user, now)
    report = load_report(own_sight(user, now), now)
    onset_url = reverse("onset_edit", args=[report.episode.opened_on.isoformat()]) if report.episode else ""
    opened = PreparationForm.initial_of(row, chosen) | {"id": new_form_id(user, "appointment")}
    told = {"units": user.units, "zone": user.time_zone, "now": now, "today": user.today(now)}
    known = known_of(report, Reader(user.units, report.on))
    return PreparationForm(sent, initial=opened, is_new=row is None, known=known, onset_url=onset_url, **told)


def _page(request: PersonRequest, form: PreparationForm, row: Appointment | None) -> HttpResponse:
    back_url = reverse("appointment_detail", args=[row.pk]) if row else reverse("appointment_list")
    facts = {
        "form": form,
        "appointment": row,
        "heading": _("Prepare for the appointment"),
        "draft": f"appointment-prepare-{row.pk if row else 'new'}",
        "save": _("Save and see it"),
        "back": _("The appointment") if row else _("Appointments"),
        "back_url": back_url,
        "cancel_url": back_url,
    }
    return render(request, "reports/prepare.html", facts)
