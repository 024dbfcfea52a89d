"""The review: what was found, what to do with it, and the way into the log."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from runlog.imports import batch_actions
from runlog.imports.deciding_actions import decide, decide_gear, decide_sport
from runlog.imports.models import Batch, BatchState
from runlog.imports.review_forms import QuestionsForm, gear_form, sports_form
from runlog.imports.review_lines import entry_forms, lines_of
from runlog.imports.review_queries import (
    besides,
    entries_of,
    files_of,
    files_that_ask,
    gear_of,
    posted_entries,
    shoes_of,
    tally,
    words_to_ask,
)
from runlog.imports.review_summary import found
from runlog.imports.review_words import FEW, filters, said, shown
from runlog.people.access import own
from runlog.people.requests import PersonRequest

MOST_PROBLEMS = 10


def review(request: PersonRequest, batch: Batch) -> HttpResponse:
    """Show what was found; first ask what the files do not tell. A fixed number of queries."""
    files = files_of(batch)
    asking = files_that_ask(batch)
    if asking:
        return questions_page(request, batch, QuestionsForm(files=asking))
    counted, shoes, words = tally(batch), shoes_of(batch), words_to_ask(batch)
    show = shown(counted, request.GET.get("show", ""))
    page = Paginator(entries_of(batch, show), FEW).get_page(request.GET.get("page"))
    entries = list(page.object_list)
    forms = entry_forms(entries, shoes)
    facts: dict[str, Any] = {
        "heading": _("Look it over"),
        "summary": found(counted, sum(file.passed_over for file in files)),
        "problems": [{"name": file.name, "said": said(file.problem)} for file in files if file.problem][:MOST_PROBLEMS],
        "sports": sports_form(batch, words),
        "gear": gear_form(batch, gear_of(batch), shoes),
        "filters": filters(counted),
        "show": show,
        "page": page,
        "lines": lines_of(entries, forms, besides(batch, entries), request.user.units),
        "can_change": bool(forms) and counted.total > 1,
    }
    return render(request, "imports/review.html", {"batch": batch, "created_at": request.user.local(batch.created_at), **facts})


def questions_page(request: PersonRequest, batch: Batch, form: QuestionsForm, status: int = 200) -> HttpResponse:
    """Ask what the tables do not tell."""
    facts = {"batch": batch, "created_at": request.user.local(batch.created_at), "heading": _("One question first"), "form": form}
    return render(request, "imports/questions.html", facts, status=status)


@require_POST
def import_questions(request: PersonRequest, pk: int) -> HttpResponse:
    """Take the answers, and read those files once more."""
    batch = own(Batch, request.user, pk)
    asking = files_that_ask(batch) if batch.state == BatchState.REVIEW else []
    form = QuestionsForm(request.POST, files=asking)
    if not form.is_valid():
        return questions_page(request, batch, form, status=422)
    for file, answers in form.answers():
        batch_actions.answer(file=file, answers=answers, now=timezone.now())
    return redirect("import_detail", pk)


@require_POST
def import_review_save(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep what was chosen on a page of the review, and show the page that was asked for."""
    batch = own(Batch, request.user, pk)
    if batch.state == BatchState.REVIEW:
        _save(request, batch)
    show, _dash, number = request.POST.get("go", "").partition("-")
    return redirect(f"{reverse('import_detail', args=[pk])}?{urlencode({'show': show, 'page': number})}")


@require_POST
def import_store(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep what was chosen, then begin to store."""
    batch = own(Batch, request.user, pk)
    if batch.state == BatchState.REVIEW and files_that_ask(batch):
        return redirect("import_detail", pk)
    if batch.state == BatchState.REVIEW:
        _save(request, batch)
    # While it is being stored this starts only what has broken off.
    if batch.state in (BatchState.REVIEW, BatchState.STORING):
        batch_actions.begin_storing(batch=batch, keeps_files="keeps_files" in request.POST, now=timezone.now())
    return redirect(f"{reverse('import_detail', args=[pk])}?then=run")


def _save(request: PersonRequest, batch: Batch) -> None:
    shoes = shoes_of(batch)
    sports = sports_form(batch, words_to_ask(batch), request.POST)
    gear = gear_form(batch, gear_of(batch), shoes, request.POST)
    forms = entry_forms(posted_entries(batch, request.POST), shoes, request.POST)
    if not all([sports.is_valid(), gear.is_valid(), *(form.is_valid() for form in forms.values())]):
        messages.warning(request, _("Some of what you chose could not be kept. Please look it over."))
    for word, kind in sports.changes().items():
        decide_sport(batch=batch, word=word, kind=kind)
    for name, choice in gear.changes().items():
        decide_gear(batch=batch, name=name, choice=choice)
    changes = {pk: changed for pk, form in forms.items() if (changed := form.changes())}
    if changes:
        decide(batch=batch, changes=changes)
