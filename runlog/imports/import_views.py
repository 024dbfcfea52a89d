"""The door of imports, and the page of one: each state has a page of its own at the same address."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runlog.core.bodies import takes_files
from runlog.core.models import Job
from runlog.imports import batch_actions
from runlog.imports.models import Batch, BatchState
from runlog.imports.report_forms import KEEP, TAKE
from runlog.imports.report_views import report
from runlog.imports.review_views import review
from runlog.imports.upload_views import receiving_page, take_form, upload_page
from runlog.imports.uploads import MOST_BYTES, SPARE_BYTES
from runlog.people.access import own
from runlog.people.requests import PersonRequest


@takes_files(MOST_BYTES + SPARE_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def activity_import(request: PersonRequest) -> HttpResponse:
    """Show where to bring files; on POST take those of the form."""
    return take_form(request) if request.method == "POST" else upload_page(request)


@require_safe
def import_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show an import as it stands."""
    batch = own(Batch.objects.select_related("job"), request.user, pk)
    return PAGES[batch.state](request, batch)


@require_POST
def import_read(request: PersonRequest, pk: int) -> HttpResponse:
    """Begin to read what has arrived."""
    batch = own(Batch, request.user, pk)
    if batch.state in (BatchState.RECEIVING, BatchState.READING):
        batch_actions.begin_reading(batch=batch, now=timezone.now())
    return redirect("import_detail", pk)


@require_POST
def import_stop(request: PersonRequest, pk: int) -> HttpResponse:
    """Stop an import that has put nothing into the log yet."""
    batch = own(Batch, request.user, pk)
    if batch.state in (BatchState.RECEIVING, BatchState.READING, BatchState.REVIEW):
        batch_actions.stop(batch=batch, now=timezone.now())
    return redirect("import_detail", pk)


def _reading(request: PersonRequest, batch: Batch) -> HttpResponse:
    again = reverse("import_read", args=[batch.pk])
    broken = _("Reading stopped before its end. Nothing is lost: try again, and it goes on where it stopped.")
    return _under_way(request, batch, _("Your files are being read"), broken, again, can_stop=True)


def _storing(request: PersonRequest, batch: Batch) -> HttpResponse:
    again = reverse("import_store", args=[batch.pk])
    broken = _("This stopped before its end. Nothing has been put into your log yet: try again.")
    given = [("keeps_files", "on")] if batch.keeps_files else []
    return _under_way(request, batch, _("Your log is being filled"), broken, again, again_with=given)


def _undoing(request: PersonRequest, batch: Batch) -> HttpResponse:
    again = reverse("import_undo", args=[batch.pk])
    broken = _("This stopped before its end. Nothing has been taken out of your log yet: try again.")
    takes_changed = batch.job is not None and batch.job.parameters.get("takes_changed", False)
    given = [("changed", TAKE if takes_changed else KEEP)]
    return _under_way(request, batch, _("The import is being taken back"), broken, again, again_with=given)


def _under_way(
    request: PersonRequest,
    batch: Batch,
    doing: str,
    broken: str,
    again: str,
    *,
    can_stop: bool = False,
    again_with: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    facts: dict[str, Any] = {
        "heading": BatchState(batch.state).label,
        "doing": doing,
        "job": batch.job,
        "is_broken": batch.job is None or not (batch.job.is_open or batch.job.state == Job.State.DONE),
        "broken": broken,
        "again": again,
        "again_with": again_with,
        "can_stop": can_stop,
    }
    return render(request, "imports/under_way.html", {"batch": batch, "created_at": request.user.local(batch.created_at), **facts})


def _over(request: PersonRequest, batch: Batch) -> HttpResponse:
    is_undone = batch.state == BatchState.UNDONE
    said = (
        _("This import is taken back: what it brought is out of your log.")
        if is_undone
        else _("This import was stopped. Nothing came into your log.")
    )
    facts = {"batch": batch, "created_at": request.user.local(batch.created_at), "heading": BatchState(batch.state).label, "said": said}
    return render(request, "imports/over.html", facts)


PAGES: dict[str, Callable[[PersonRequest, Batch], HttpResponse]] = {
    BatchState.RECEIVING: receiving_page,
    BatchState.READING: _reading,
    BatchState.REVIEW: review,
    BatchState.STORING: _storing,
    BatchState.STORED: report,
    BatchState.UNDOING: _undoing,
    BatchState.UNDONE: _over,
    BatchState.STOPPED: _over,
}
