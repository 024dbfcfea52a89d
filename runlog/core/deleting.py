"""The page that asks once before a record goes into the bin, and the message that can bring it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from runlog.core import trash
from runlog.core.models import Record


def ask_and_delete(request: HttpRequest, row: Record, *, heading: str, lead: str, done: str, then: str, back: str) -> HttpResponse:
    """On GET ask; on POST delete, say `done` with a button that brings the record back, and go to the page named `then`.

    `back` is the address of the record's own page. Raises trash.InUse.
    """
    if request.method != "POST":
        return render(request, "components/delete_page.html", {"heading": heading, "lead": lead, "back_url": back})
    trashed = trash.delete(row, now=timezone.now())
    messages.success(request, done, extra_tags=f"undo {trashed.pk}")
    return redirect(then)
