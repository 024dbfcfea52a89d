"""Who has reviewed the warning signs, for every page that shows them or their advice."""

from datetime import date
from typing import Any

from django import template
from django.db import DatabaseError
from django.http import HttpRequest
from django.template import Context
from django.utils import timezone

from injuries.guidance.sign_offs import SECTION, Standing, standing

register = template.Library()
PLACE = "warning_signs_standing"


@register.inclusion_tag("guidance/_reviewed.html", takes_context=True)
def reviewed(context: Context, key: str = SECTION[0], *, others: bool = False) -> dict[str, Any]:
    """Say whether a clinician has reviewed the warning signs. One statement a request, however often it is said.

    For a rule or card `key` of which no sign-off speaks nothing is said, or with `others` that no clinician has reviewed it.
    """
    is_covered = key in SECTION
    return {"is_covered": is_covered, "signed": _standing(context).signed if is_covered else None, "others": others}


def _standing(context: Context) -> Standing:
    request: HttpRequest | None = context.get("request")
    kept = {} if request is None else vars(request)
    if PLACE not in kept:
        now, user = timezone.now(), context.get("user")
        kept[PLACE] = _standing_on(user.today(now) if user and user.is_authenticated else timezone.localdate(now))
    found: Standing = kept[PLACE]
    return found


def _standing_on(today: date) -> Standing:
    try:
        return standing(today)
    except DatabaseError:
        # The list of warning signs must be there even then; without a word of a review it is only the more careful.
        return Standing("", None)
