"""The least that could be done: pages and a write on the stack of Runlog that do next to nothing, and what statements take on it."""

from collections.abc import Callable
from time import thread_time
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone

from injuries.guidance.models import Flag
from injuries.symptoms.models import PainScore
from runlog.core.records import new_id
from runlog.people.models import User
from runlog.people.requests import PersonRequest
from runlog.training.models import Run

LIST_ROWS = 20
ROSTER_ROWS = 50
HEADER = "Server-Timing"


class StatementTimeMiddleware:
    """Says in a header how much of this thread's processor time went into statements, in milliseconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say it."""
        spent = 0.0

        def timed(execute: Callable[..., Any], *statement: Any) -> Any:
            nonlocal spent
            began = thread_time()
            try:
                return execute(*statement)
            finally:
                spent += thread_time() - began

        with connection.execute_wrapper(timed):
            response = self.get_response(request)
        response[HEADER] = f"db;dur={spent * 1000:.3f}"
        return response


@login_not_required
def bare_page(request: HttpRequest) -> HttpResponse:
    """Say how many people there are: one query."""
    return HttpResponse(f"<p>{User.objects.count()}</p>")


def bare_list(request: PersonRequest) -> HttpResponse:
    """List somebody's twenty latest runs in Runlog's frame: session, user, count, rows."""
    return render(request, "bench/list.html", _runs_of(request.user))


def frameless_list(request: PersonRequest) -> HttpResponse:
    """The same without the frame, that is with nothing on the page but the rows."""
    return render(request, "bench/frameless.html", _runs_of(request.user))


def _runs_of(athlete: User) -> dict[str, Any]:
    runs = Run.objects.filter(athlete=athlete)
    return {"count": runs.count(), "runs": runs.order_by("-started_at")[:LIST_ROWS]}


def bare_roster(request: PersonRequest) -> HttpResponse:
    """List fifty people in Runlog's frame, each with a run, a score and a flag, of four questions that give fifty rows each."""
    people, *others = (model._default_manager.order_by("pk")[:ROSTER_ROWS] for model in (User, Run, PainScore, Flag))
    return render(request, "bench/roster.html", {"rows": zip(people, *others, strict=False)})


def bare_insert(request: PersonRequest) -> HttpResponse:
    """Insert a run, whatever was typed, in a transaction of its own."""
    if request.method != "POST":
        return HttpResponse(f'<input name="csrfmiddlewaretoken" value="{get_token(request)}">')
    insert_run(request.user)
    return redirect("home")


def insert_run(athlete: User) -> None:
    """Make a run now, and nothing else."""
    moment = athlete.local(timezone.now())
    with transaction.atomic():
        fields = {"distance_m": 8_000, "warm_up_state": "skipped", **Run.moment_fields(moment)}
        Run.objects.create(athlete=athlete, log_id=new_id("run"), **fields)
