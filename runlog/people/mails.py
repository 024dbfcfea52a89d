"""Mails of this room that are not of an account: one recipient, plain text, nothing of any log."""

import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def send(template: str, to: str, subject: str, facts: dict[str, Any]) -> bool:
    """Send the text of a template; tell whether the mail server took it."""
    mail = EmailMessage(" ".join(subject.split()), render_to_string(template, facts), to=[to])
    try:
        mail.send()
    except (SMTPException, OSError):
        logger.exception("A mail could not be sent: %s.", template)
        return False
    return True
