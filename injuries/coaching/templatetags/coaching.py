"""Page parts of a roster, which has fifty of each: drawn without templates of their own, and what is alike drawn once."""

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from injuries.engine.levels import ELEMENTS
from runlog.core import looks
from runlog.core.templatetags.runlog import chip, icon

register = template.Library()
# These say by themselves that there is nothing: one icon is enough.
PLAIN = ("ok",)
NOTHING = SafeString("")
SPRITE = "img/icons.svg"
Place = tuple[str, str]


@register.simple_tag
def place() -> Place:
    """Return what drawn parts hold beside their own: the language of their words, and where the icons are. Asked once a page."""
    return get_language() or "", static(SPRITE)


@register.simple_tag
def mini5(states: Sequence[str], place: Place) -> SafeString:
    """Draw the five elements in small: each element's icon above that of its state, and both in words."""
    return _five(place, tuple(states))


@register.simple_tag
def level_chip(level: str, place: Place) -> SafeString:
    """Draw a level, nothing for none."""
    return _chip(place, level) if level else NOTHING


@lru_cache(maxsize=64)
def _chip(place: Place, level: str) -> SafeString:
    return chip(level)


@lru_cache(maxsize=2048)
def _five(place: Place, states: tuple[str, ...]) -> SafeString:
    parts = ((_element(key, state),) for key, state in zip(ELEMENTS, states, strict=True))
    return format_html('<ul class="mini5">{}</ul>', format_html_join("", "{}", parts))


def _element(key: str, state: str) -> SafeString:
    element, look = looks.ELEMENTS[key], looks.STATES[state]
    words = f"{element.word}: {look.word}"
    second = "" if state in PLAIN else icon(look.icon)
    markup = '<li class="l-{}" title="{}">{}{}<span class="visually-hidden">{}</span></li>'
    return format_html(markup, state, words, icon(element.icon), second, words)
