"""How far a job has come, for whoever started it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from runlog.people.access import own_job
from runlog.people.requests import PersonRequest


@require_safe
def show_job(request: PersonRequest, pk: int) -> HttpResponse:
    """Answer the piece of a page that shows the job as it stands now; the page's script puts it in the old one's place. One query."""
    return render(request, "components/job_progress.html", {"job": own_job(request.user, pk)})
