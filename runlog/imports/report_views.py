"""After an import: what became of each file, the way back, and the files that were kept."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runlog.imports import batch_actions, batch_queries
from runlog.imports.models import Batch, BatchState, Outcome
from runlog.imports.report_forms import UndoForm
from runlog.imports.report_lines import bulk_query, kept_files, lines_of_files
from runlog.imports.review_queries import only_run, tally
from runlog.imports.review_summary import became
from runlog.imports.review_words import by_kind
from runlog.imports.uploads import path_of
from runlog.people.access import own
from runlog.people.requests import PersonRequest


def report(request: PersonRequest, batch: Batch) -> HttpResponse:
    """Show what became of each file; who has just stored a single run goes on to it. A fixed number of queries."""
    run = only_run(batch) if request.GET.get("then") == "run" else None
    if run:
        messages.success(request, _("The run is in your log. Add the shoe, the warm-up and how your back felt."))
        return redirect("run_edit", run.pk)
    counted = tally(batch)
    added = counted.kinds(outcome=Outcome.ADDED)
    facts: dict[str, Any] = {
        "heading": _("Your import"),
        "summary": became(counted),
        "added": added,
        "bulk": bulk_query(batch) if added["run"] else "",
        "files": lines_of_files(batch),
        "kept": kept_files(batch),
        # What nobody has touched since can be brought again, so one click takes it back.
        "asks": bool(batch_queries.changed_since(batch)),
    }
    return render(request, "imports/report.html", {"batch": batch, "created_at": request.user.local(batch.created_at), **facts})


@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask, then take an import back."""
    batch = own(Batch, request.user, pk)
    # While it is being taken back a post starts only what has broken off.
    if batch.state != BatchState.STORED and (batch.state, request.method) != (BatchState.UNDOING, "POST"):
        return redirect("import_detail", pk)
    changed = batch_queries.changed_since(batch)
    form = UndoForm(request.POST if request.method == "POST" else None, count=len(changed))
    if request.method == "POST" and form.is_valid():
        batch_actions.begin_undoing(batch=batch, takes_changed=form.takes_changed(), now=timezone.now())
        return redirect("import_detail", pk)
    counted = tally(batch)
    facts = {
        "batch": batch,
        "created_at": request.user.local(batch.created_at),
        "heading": _("Undo this import?"),
        "what": by_kind(counted.kinds(outcome=Outcome.ADDED)),
        "merged": counted.count(outcome=Outcome.MERGED),
        "form": form,
    }
    return render(request, "imports/undo.html", facts, status=422 if request.method == "POST" else 200)


@require_safe
def import_file(request: PersonRequest, pk: int, file: int) -> FileResponse:
    """Send a file that was kept back as it came."""
    batch = own(Batch, request.user, pk)
    row = get_object_or_404(batch.files, pk=file, inside=None)
    try:
        return FileResponse(path_of(row).open("rb"), as_attachment=True, filename=row.name, content_type="application/octet-stream")
    except FileNotFoundError as error:
        raise Http404 from error


@require_POST
def import_files_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete the files that were kept; what came of them stays."""
    batch = own(Batch, request.user, pk)
    if batch.state in (BatchState.STORED, BatchState.UNDONE):
        batch_actions.delete_files(batch=batch)
        messages.success(request, _("The files are deleted. What is in your log stays."))
    return redirect("import_detail", pk)
