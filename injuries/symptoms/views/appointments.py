"""Pages of appointments."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from injuries.symptoms.actions import save_appointment
from injuries.symptoms.forms import AppointmentForm
from injuries.symptoms.models import Appointment
from injuries.symptoms.records import PREPARATION_FIELDS
from injuries.symptoms.views.writing import BOTH, form_page, list_page, save_new, sent, writer
from runlog.core.deleting import ask_and_delete
from runlog.core.pages import new_form_id
from runlog.people.access import own
from runlog.people.requests import PersonRequest


@require_safe
def appointment_list(request: PersonRequest) -> HttpResponse:
    """List appointments."""
    return list_page(request, Appointment.objects.of(request.user), "symptoms/appointment_list.html")


@require_safe
def appointment_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show an appointment with what to take along and what was said."""
    row = own(Appointment, request.user, pk)
    prepared = [(AppointmentForm.base_fields[name].label, getattr(row, name)) for name in PREPARATION_FIELDS if getattr(row, name)]
    return render(request, "symptoms/appointment_detail.html", {"appointment": row, "prepared": prepared})


@require_http_methods(BOTH)
def appointment_new(request: PersonRequest) -> HttpResponse:
    """Enter an appointment."""
    now, user = timezone.now(), request.user
    form = AppointmentForm(sent(request), initial={"id": new_form_id(user, "appointment")}, **writer(user, now))
    if row := save_new(user, form, now, save_appointment):
        messages.success(request, _("Saved."))
        return redirect("appointment_detail", row.pk)
    return form_page(request, form, heading=_("Enter an appointment"), back_url=reverse("appointment_list"), draft="appointment-new")


@require_http_methods(BOTH)
def appointment_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change an appointment."""
    now, user = timezone.now(), request.user
    row = own(Appointment, user, pk)
    form = AppointmentForm(sent(request), initial=AppointmentForm.initial_of(row), is_new=False, **writer(user, now))
    if form.is_valid():
        save_appointment(athlete=user, log_id=row.log_id, now=now, **form.values(row.questions))
        messages.success(request, _("Saved."))
        return redirect("appointment_detail", pk)
    return form_page(request, form, heading=_("Change this appointment"), back_url=reverse("appointment_detail", args=[pk]))


@require_http_methods(BOTH)
def appointment_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask once, then move it into the bin."""
    return ask_and_delete(
        request,
        own(Appointment, request.user, pk),
        heading=_("Delete this appointment?"),
        lead=_("Its questions and what you wrote about it go with it."),
        done=_("The appointment was deleted."),
        then="appointment_list",
        back=reverse("appointment_detail", args=[pk]),
    )
