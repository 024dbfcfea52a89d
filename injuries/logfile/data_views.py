"""Your data: the log out as a file or as tables, what others brought about, and a log file in."""

from datetime import datetime

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from injuries.logfile.data_forms import LogFileForm
from injuries.logfile.exporting import Write, exported, write_document
from injuries.logfile.sent_actions import begin_reading
from injuries.logfile.sent_files import MOST_SENT_BYTES
from injuries.logfile.zips import write_others, write_tables
from runlog.core.bodies import takes_files
from runlog.people.requests import PersonRequest

INVALID = 422


@takes_files(MOST_SENT_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def data(request: PersonRequest) -> HttpResponse:
    """Show the ways out and in; on POST take a log file and have it read."""
    form = LogFileForm(request.POST, request.FILES) if request.method == "POST" else LogFileForm()
    if form.is_valid():
        chosen = form.cleaned_data["chosen"]
        try:
            reading = begin_reading(athlete=request.user, file=chosen, size=chosen.size, now=timezone.now())
        except OSError:
            form.add_error("chosen", _("There is no room for this file here at the moment. Send it again later."))
        else:
            return redirect("log_file_detail", reading.pk)
    return render(request, "logfile/data.html", {"form": form}, status=INVALID if form.is_bound else 200)


@require_safe
def data_log(request: PersonRequest) -> FileResponse:
    """Send the whole log as one document."""
    return _sent(request, write_document, "runlog-{}.json", "application/json")


@require_safe
def data_tables(request: PersonRequest) -> FileResponse:
    """Send the whole log as a zip of tables."""
    return _sent(request, write_tables, "runlog-tables-{}.zip", "application/zip")


@require_safe
def data_others(request: PersonRequest) -> FileResponse:
    """Send what others brought about as a zip of tables."""
    return _sent(request, write_others, "runlog-others-{}.zip", "application/zip")


def _sent(request: PersonRequest, write: Write, name: str, content_type: str) -> FileResponse:
    now: datetime = timezone.now()
    file = exported(request.user, write, now=now)
    return FileResponse(file, as_attachment=True, filename=name.format(request.user.today(now).isoformat()), content_type=content_type)
