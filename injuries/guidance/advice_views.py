"""The library of advice: open to everybody."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from injuries.guidance.advice_pages import shown
from injuries.guidance.bookshelf import current_versions, shelves
from runlog.core.looks import ELEMENTS


# Without a log-in: runners, coaches and who only heard of it read the same texts, and they tell nothing of anybody.
@login_not_required
@require_safe
def advice_list(request: HttpRequest) -> HttpResponse:
    """Show the library, by element. One statement."""
    on_shelves = [(ELEMENTS[shelf.element], shelf) for shelf in shelves(today_of(request))]
    return render(request, "guidance/advice_list.html", {"shelves": on_shelves})


# Without a log-in, as the list.
@login_not_required
@require_safe
def advice_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show one text as it is in force. One statement, two for the texts about warning signs."""
    today = today_of(request)
    version = current_versions([key], today).get(key)
    if version is None:
        raise Http404
    advice = shown(version, today)
    return render(request, "guidance/advice_detail.html", {"advice": advice, "element": ELEMENTS[advice.element]})


def today_of(request: HttpRequest) -> date:
    """Return the reader's date; the server's for who is not logged in."""
    now = timezone.now()
    return request.user.today(now) if request.user.is_authenticated else timezone.localdate(now)
