"""Page parts of this room: the five elements in small, and the mark by which open pages ask whether all is still shared."""

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from injuries.coaching.queries import sharing_digest
from injuries.engine.levels import ELEMENTS
from runlog.core import looks
from runlog.core.templatetags.runlog import icon
from runlog.people.models import User

register = template.Library()
# These say by themselves that there is nothing: one icon is enough.
PLAIN = ("ok",)


@register.simple_tag
def mini5(states: Sequence[str]) -> SafeString:
    """Draw the five elements in small: each element's icon above that of its state, and both in words."""
    parts = ((_element(get_language() or "", key, state),) for key, state in zip(ELEMENTS, states, strict=True))
    return format_html('<ul class="mini5">{}</ul>', format_html_join("", "{}", parts))


# A roster of fifty draws 250 of them, and there are not many different ones.
@lru_cache(maxsize=512)
def _element(language: str, key: str, state: str) -> SafeString:
    element, look = looks.ELEMENTS[key], looks.STATES[state]
    words = f"{element.word}: {look.word}"
    second = "" if state in PLAIN else icon(look.icon)
    markup = '<li class="l-{}" title="{}">{}{}<span class="visually-hidden">{}</span></li>'
    return format_html(markup, state, words, icon(element.icon), second, words)


@register.simple_tag
def still_shared(coach: User) -> SafeString:
    """Draw the mark that `shared.js` goes by. One statement."""
    return format_html('<div data-shared="{}" data-address="{}"></div>', sharing_digest(coach, timezone.now()), reverse("athlete_state"))
