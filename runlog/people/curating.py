"""The door to the pages of curators; it leads to texts and thresholds, never to anybody's log."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse

from runlog.people.requests import PersonRequest

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponse]


def curators_only(view: View[P]) -> View[P]:
    """Let curators and administrators in; for everybody else the page does not exist."""

    @wraps(view)
    def guarded(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.curates:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
