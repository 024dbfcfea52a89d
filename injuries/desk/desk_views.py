"""The desk itself: every text with its state, what is overdue, the thresholds and the sign-off."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from injuries.desk.advice_queries import desk_shelves
from injuries.guidance.sign_offs import standing
from runlog.core.looks import ELEMENTS
from runlog.people.curating import curators_only
from runlog.people.requests import PersonRequest


@curators_only
@require_safe
def desk(request: PersonRequest) -> HttpResponse:
    """Show every text by element. Three statements."""
    today = request.user.today(timezone.now())
    shelves = desk_shelves(today)
    facts = {
        "shelves": [(ELEMENTS[shelf.element], shelf) for shelf in shelves],
        "overdue": [text for shelf in shelves for text in shelf.texts if text.is_overdue],
        "signed": standing(today).signed,
    }
    return render(request, "desk/desk.html", facts)
