"""What a coach writes about an athlete: private notes, the day to look again, labels; and leaving."""

from datetime import datetime
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from injuries.coaching import actions
from injuries.coaching.athlete_views import athlete_page
from injuries.coaching.forms import LabelsForm, NoteForm
from injuries.coaching.models import CoachNote
from injuries.guidance.sentences import write_day
from runlog.core.pages import read_form_id
from runlog.people.access import let_in, link_to
from runlog.people.coaching_actions import end
from runlog.people.models import Look
from runlog.people.requests import PersonRequest
from runlog.people.returning import page_of

INVALID = 422


@require_POST
def note_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep a note; with a day to look again it deals with the row, without one it ends an earlier day. Sent twice, it is one note."""
    now = timezone.now()
    link = link_to(request.user, pk)
    form_id = read_form_id(request.user, request.POST.get("id"))
    form = NoteForm(request.POST, user=request.user, now=now, form_id=request.POST["id"])
    if not form.is_valid():
        return _again(request, pk, now, note=form)
    revisit_on = form.cleaned_data["revisit_on"]
    # One opened roster carries one id for all of its rows; the note's link tells them apart.
    actions.write_note(link=link, form_id=form_id, text=form.cleaned_data["text"], revisit_on=revisit_on, now=now)
    day = write_day(revisit_on, request.user.today(now)) if revisit_on else ""
    messages.success(request, _("Noted. You look again on %(day)s.") % {"day": day} if day else _("Noted."))
    return redirect(_back_to(request, pk))


def _back_to(request: PersonRequest, pk: int) -> str:
    """Return the roster as it was, its form closed, where the note was written there; else the athlete's page."""
    place = urlsplit(page_of(request))
    if place.path != reverse("athlete_list"):
        return reverse("athlete_detail", args=[pk])
    query = QueryDict(place.query, mutable=True)
    query.pop("note", None)
    return f"{place.path}?{query.urlencode()}" if query else place.path


@require_POST
def note_delete(request: PersonRequest, pk: int, note: int) -> HttpResponse:
    """Delete a note for good."""
    link = link_to(request.user, pk)
    actions.delete_note(get_object_or_404(CoachNote, pk=note, link=link))
    messages.success(request, _("The note is deleted."))
    return redirect("athlete_detail", pk)


@require_POST
def label_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Set the labels of an athlete."""
    now, link = timezone.now(), link_to(request.user, pk)
    form = LabelsForm(request.POST, user=request.user, now=now)
    if not form.is_valid():
        return _again(request, pk, now, labels=form)
    actions.set_labels(link, form.cleaned_data["names"])
    messages.success(request, _("The labels are saved."))
    return redirect("athlete_detail", pk)


@require_POST
def athlete_leave(request: PersonRequest, pk: int) -> HttpResponse:
    """Stop coaching somebody: nothing more is seen from then on."""
    link = link_to(request.user, pk)
    end(link, by=request.user, now=timezone.now())
    messages.success(request, _("You do not coach %(name)s any more.") % {"name": link.athlete})
    return redirect("athlete_list")


def _again(
    request: PersonRequest, pk: int, now: datetime, *, note: NoteForm | None = None, labels: LabelsForm | None = None
) -> HttpResponse:
    """Show the athlete's page with what was typed: it shows the log, so it is a look."""
    return athlete_page(request, let_in(request.user, pk, Look.What.TODAY, now), now, note=note, labels=labels, status=INVALID)
