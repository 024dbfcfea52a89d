"""What pages of an account need to know of the installation."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def has_mail_server() -> bool:
    """Tell whether mails reach anybody; without a mail server they are written to a folder."""
    return settings.HAS_MAIL_SERVER
