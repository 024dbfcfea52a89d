"""Where a person was, so that a log-in in between leads back there."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme


def page_of(request: HttpRequest) -> str:
    """Return path and query of the page asked for or, where a form was sent, of the page it stood on.

    Many addresses that forms are sent to are no pages. A referring page of another host is never returned.
    """
    sent_from = request.headers.get("Referer", "")
    if request.method in {"GET", "HEAD"} or not url_has_allowed_host_and_scheme(sent_from, {request.get_host()}, request.is_secure()):
        return request.get_full_path()
    place = urlsplit(sent_from)
    # Two slashes at the beginning would name a host.
    path = escape_leading_slashes(place.path or "/")
    return f"{path}?{place.query}" if place.query else path
