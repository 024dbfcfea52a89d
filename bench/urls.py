"""Runlog's addresses, and one page that asks the database one thing and says it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from runlog.people.models import User
from runlog.urls import urlpatterns as those_of_runlog


def bare(request: HttpRequest) -> HttpResponse:
    """Say how many people there are."""
    return HttpResponse(f"<p>{User.objects.count()}</p>")


urlpatterns = [*those_of_runlog, path("bare/", bare)]
