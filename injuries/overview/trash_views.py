"""The bin: what was deleted in the last 30 days, and bringing it back."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from injuries.overview.trash_lines import line_of
from runlog.core import trash
from runlog.core.models import KEPT_DAYS, Trashed
from runlog.people.requests import PersonRequest

PAGE = 50


@require_GET
def trash_list(request: PersonRequest) -> HttpResponse:
    """List what can be brought back, newest first."""
    oldest = timezone.now() - timedelta(days=KEPT_DAYS)
    waiting = Trashed.objects.filter(athlete=request.user, deleted_at__gte=oldest).order_by("-deleted_at", "-pk")
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    lines = [line_of(trashed, request.user.units) for trashed in page]
    return render(request, "overview/trash_list.html", {"page": page, "lines": lines, "days": KEPT_DAYS})


@require_POST
def trash_undo(request: PersonRequest, pk: int) -> HttpResponse:
    """Bring a record back. Sent twice, it says that it is back already."""
    trashed = get_object_or_404(Trashed, pk=pk, athlete=request.user)
    if trashed.gone_at < timezone.now():
        messages.error(request, _("This was deleted more than 30 days ago and cannot be brought back."))
        return redirect("trash_list")
    try:
        trash.undo(trashed)
    except trash.CannotUndo:
        messages.error(request, _("This is in your log already, so there is nothing to bring back."))
        return redirect("trash_list")
    messages.success(request, _("It is back in your log, as it was."))
    return redirect("diary")
