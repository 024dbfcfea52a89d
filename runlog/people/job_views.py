"""How far a job has come, for whoever started it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from runlog.people.access import own_job
from runlog.people.requests import PersonRequest

# What `jobs.js` asks with.
PART = "X-Part"


@require_safe
def show_job(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the job as it stands now; the script of a page gets the piece that it puts in the old one's place. One query for the job."""
    template = "components/job_progress.html" if PART in request.headers else "people/job_detail.html"
    return render(request, template, {"job": own_job(request.user, pk)})
