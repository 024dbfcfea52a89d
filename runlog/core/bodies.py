"""How much a request may bring: little, but for the few views that take files and say how much."""

from collections.abc import Callable
from typing import TypeVar

from django.urls import Resolver404, resolve

View = TypeVar("View", bound=Callable[..., object])
MARK = "most_bytes"


def takes_files(most_bytes: int) -> Callable[[View], View]:
    """Let a view take a body of up to so many bytes, files that are read piece by piece; outermost of its decorators."""

    def marked(view: View) -> View:
        setattr(view, MARK, most_bytes)
        return view

    return marked


def most_bytes_at(path: str, *, otherwise: int) -> int:
    """Return how large a body the view at an address takes from somebody who is logged in."""
    try:
        view = resolve(path).func
    except Resolver404:
        return otherwise
    return getattr(view, MARK, otherwise)
