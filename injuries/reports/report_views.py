"""The report of an appointment: a page to print, and the same page as PDF. They are the athlete's alone."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from injuries.guidance.assessing import ensure_assessed
from injuries.guidance.queries import open_warnings
from injuries.reports.cutting import ROOMS
from injuries.reports.page import Told
from injuries.reports.printing import PACKAGES, CannotPrint, pdf_of
from injuries.reports.queries import chosen_for, load_report
from injuries.symptoms.models import Appointment
from runlog.people.access import own, own_sight
from runlog.people.requests import PersonRequest

# It is the name of a file on somebody's device: it says nothing of what is in it.
FILE_NAME = "report.pdf"


@require_safe
def appointment_report(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the page as it prints."""
    return _print_page(request, _told(request, pk, timezone.now()))


@require_safe
def appointment_report_pdf(request: PersonRequest, pk: int) -> HttpResponse:
    """Hand out the page as PDF; where the system lacks what draws it, show the print page and say what to install."""
    told = _told(request, pk, timezone.now())
    try:
        pdf = pdf_of(render_to_string("reports/report_pdf.html", {"page": told.page(room)}) for room in ROOMS)
    except CannotPrint:
        return _print_page(request, told, packages=PACKAGES)
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'})


def _told(request: PersonRequest, pk: int, now: datetime) -> Told:
    """Gather what the page is made of. A fixed number of statements."""
    user = request.user
    row = own(Appointment, user, pk)
    ensure_assessed(user, now)
    return Told(user, row, load_report(own_sight(user, now), now), chosen_for(row, user.country), open_warnings(user))


def _print_page(request: PersonRequest, told: Told, **facts: Any) -> HttpResponse:
    return render(request, "reports/report_page.html", {"page": told.page(), "appointment": told.appointment} | facts)
