"""What two versions differ in, part by part, for the page of a text."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from injuries.desk.advice_actions import Wording
from injuries.desk.advice_difference import Piece, difference, differs

# A line end inside a paragraph means no more than a blank; one before a list or a heading does.
WRAP = re.compile(r"(?<=[^\n])\n(?=[^\s*+>#\d-])")


@dataclass(frozen=True)
class Change:
    """One part of a version, and what is new and gone in it."""

    label: str | Promise
    pieces: tuple[Piece, ...]


def changes(before: Wording, after: Wording) -> tuple[Change, ...]:
    """Return those parts that differ; nothing where both say the same."""
    parts = (
        (_("Title"), before.title, after.title),
        (_("Text"), _unwrapped(before.text), _unwrapped(after.text)),
        (_("Sources"), "\n".join(before.sources), "\n".join(after.sources)),
        (_("Review by"), _day(before), _day(after)),
    )
    found = (Change(label, difference(old, new)) for label, old, new in parts)
    return tuple(change for change in found if differs(change.pieces))


def _unwrapped(text: str) -> str:
    return WRAP.sub(" ", text)


def _day(wording: Wording) -> str:
    return wording.review_by.isoformat() if wording.review_by else ""
