"""The page of one version of an advice text, as flags once showed it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from injuries.guidance.advice_pages import shown
from injuries.guidance.advice_views import today_of
from injuries.guidance.bookshelf import current_versions, published_version
from runlog.core.looks import ELEMENTS


# Without a log-in, as the rest of the library: it was read by everybody once.
@login_not_required
@require_safe
def advice_version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show exactly that version, and say whether another one is in force now. Two statements."""
    today = today_of(request)
    version = published_version(key, number, today)
    if version is None:
        raise Http404
    current = current_versions([key], today).get(key)
    advice = shown(version, today)
    is_older = current is not None and current.pk != version.pk
    facts = {"advice": advice, "element": ELEMENTS[advice.element], "current": current if is_older else None}
    return render(request, "guidance/advice_version.html", facts)
