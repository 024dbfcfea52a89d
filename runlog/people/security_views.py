"""The security log: what happened to the reader's own account."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from runlog.people.requests import PersonRequest
from runlog.people.security_actions import KEPT
from runlog.people.security_queries import days_of, events_page


@require_safe
def security_log(request: PersonRequest) -> HttpResponse:
    """List what happened, the latest first."""
    page = events_page(request.user, request.GET.get("page"))
    return render(request, "people/security_log.html", {"page": page, "days": days_of(request.user, page), "kept_days": KEPT.days})
