"""What pages of an account need to know of the installation."""

from django import template
from django.conf import settings
from django.template import Context

from runlog.people.access import Sight

register = template.Library()


@register.simple_tag
def has_mail_server() -> bool:
    """Tell whether mails reach anybody; without a mail server they are written to a folder."""
    return settings.HAS_MAIL_SERVER


@register.simple_tag(takes_context=True)
def seen_url(context: Context, page: str, *args: object) -> str:
    """Return the address of a page about the athlete of `seen`, for whoever reads: the coach, or the athlete who looks at the same."""
    seen: Sight = context["seen"]
    return seen.address(page, *args)
