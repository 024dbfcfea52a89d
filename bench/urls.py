"""Runlog's addresses, and two pages that do as little as a page can: one question, and a list of fifty bare rows with four."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from injuries.guidance.models import Flag
from injuries.symptoms.models import PainScore
from runlog.people.models import User
from runlog.training.models import Run
from runlog.urls import urlpatterns as those_of_runlog

ROWS = 50


def bare(request: HttpRequest) -> HttpResponse:
    """Say how many people there are."""
    return HttpResponse(f"<p>{User.objects.count()}</p>")


def bare_list(request: HttpRequest) -> HttpResponse:
    """List fifty people in Runlog's frame, each with a run, a score and a flag, of four questions that give fifty rows each."""
    people, *others = (model._default_manager.order_by("pk")[:ROWS] for model in (User, Run, PainScore, Flag))
    return render(request, "bench/list.html", {"rows": zip(people, *others, strict=False)})


urlpatterns = [*those_of_runlog, path("bare/", bare), path("bare-list/", bare_list)]
