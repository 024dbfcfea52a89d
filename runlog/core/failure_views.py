"""What people see when a page fails: that the database cannot be reached, where that is why."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

AGAIN_S = 10


def answer_failure(request: HttpRequest) -> HttpResponse:
    """Answer a request whose page has failed with the error that is being handled; the page of this one asks no database.

    An OperationalError is of the database's working, not of what was asked of it: away, restarting, too busy.
    """
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return server_error(request)
    # Without the request: who reads it stands in the database.
    page = render_to_string("503.html", {"path": request.path, "was_sent": request.method == "POST"})
    headers = {"Retry-After": str(AGAIN_S), "Cache-Control": "no-store"}
    return HttpResponse(page, status=503, headers=headers)
