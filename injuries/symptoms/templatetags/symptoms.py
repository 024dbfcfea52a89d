"""The static list of the warning signs, which needs nothing but itself: for its own page and for whenever an assessment fails."""

from typing import Any

from django import template

from injuries.engine.signs import EMERGENCY_SIGNS, URGENT_SIGNS
from injuries.symptoms.signs import SIGN_BY_KEY

register = template.Library()


@register.inclusion_tag("symptoms/_sign_lists.html")
def sign_lists() -> dict[str, Any]:
    """Draw the twenty signs in plain words: those to call for now, and those to get advice about today."""
    return {"now": [SIGN_BY_KEY[key].said for key in EMERGENCY_SIGNS], "today": [SIGN_BY_KEY[key].said for key in URGENT_SIGNS]}
