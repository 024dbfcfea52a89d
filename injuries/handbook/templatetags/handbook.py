"""The way from each page to the part of the handbook that explains it."""

from django import template
from django.template import Context

from injuries.handbook.chapters import INDEX, address_of
from injuries.handbook.places import place_of

register = template.Library()


@register.simple_tag(takes_context=True)
def help_address(context: Context) -> str:
    """Return the address of what explains the page that is shown; of the handbook's first page where nothing does."""
    match = getattr(context.get("request"), "resolver_match", None)
    slug, part = place_of(match.url_name or "" if match else "") or (INDEX, "")
    return address_of(slug, part)
