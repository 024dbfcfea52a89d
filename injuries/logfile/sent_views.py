"""A log file that was sent: how far its reading is, what is wrong with it or what it would do, and putting it into the log."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from injuries.logfile import sent_actions
from injuries.logfile.data_forms import LogFileForm
from injuries.logfile.report_words import told
from injuries.logfile.reports import Report
from injuries.logfile.sent_files import path_of
from runlog.core.models import Job
from runlog.people.access import own_job
from runlog.people.requests import PersonRequest


@require_safe
def log_file_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a reading as it stands."""
    reading = _reading(request, pk)
    storing = sent_actions.storing_of(reading)
    job = storing or reading
    if job.is_open:
        doing = _("Your log is being filled") if storing else _("Your file is being read")
        return _page(request, "under_way", reading, doing, job=job)
    if job.state == Job.State.DONE and "report" in job.result:
        return _report(request, reading, job, is_stored=storing is not None)
    if "sentence" in reading.result:
        return _page(request, "fault", reading, _("This file cannot be read"), form=LogFileForm(), fault=reading.result)
    return _page(request, "broken", reading, _("This has stopped"), form=LogFileForm(), is_stopped=reading.state == Job.State.CANCELLED)


@require_POST
def log_file_store(request: PersonRequest, pk: int) -> HttpResponse:
    """Put a file that was read into the log."""
    sent_actions.begin_storing(reading=_reading(request, pk), now=timezone.now())
    return redirect("log_file_detail", pk)


@require_POST
def log_file_drop(request: PersonRequest, pk: int) -> HttpResponse:
    """Leave a file out of the log."""
    sent_actions.drop(reading=_reading(request, pk))
    return redirect("data")


def _report(request: PersonRequest, reading: Job, job: Job, *, is_stored: bool) -> HttpResponse:
    heading = _("Your log file is in") if is_stored else _("What this file would do")
    is_there = path_of(reading.pk).exists()
    said = told(Report.of(job.result["report"]), is_stored=is_stored)
    return _page(request, "report", reading, heading, told=said, is_stored=is_stored, is_there=is_there)


def _page(request: PersonRequest, name: str, reading: Job, heading: str, **facts: Any) -> HttpResponse:
    return render(request, f"logfile/{name}.html", {"reading": reading, "heading": heading, **facts})


def _reading(request: PersonRequest, pk: int) -> Job:
    job = own_job(request.user, pk)
    if job.kind != sent_actions.READING:
        raise Http404
    return job
