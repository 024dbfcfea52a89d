"""Mails of this room that are not of an account: one recipient, plain text, nothing of any log."""

import logging
import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from runlog.people.models import User

# What Django writes after each mail: mails of the same second may share a file.
BETWEEN = b"-" * 79 + b"\n"

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


def delete_mails(user: User) -> None:
    """Delete what was written to the folder of mails, where there was no mail server, and names the person by address or name.

    One too many does no harm: nobody was sent it.
    """
    for file in Path(settings.MAIL_FOLDER).glob("*.log"):
        if any(names_person(mail, user) for mail in file.read_bytes().split(BETWEEN)):
            file.unlink(missing_ok=True)


def names_person(raw: bytes, user: User) -> bool:
    """Tell whether a mail's head or text holds the person's address, or what pages call them, as words of their own."""
    mail = message_from_bytes(raw, policy=default)
    body = mail.get_body(("plain",))
    text = "\n".join([*map(str, mail.values()), body.get_content() if body else ""])
    names = "|".join(re.escape(each) for each in (user.email, str(user)))
    return re.search(rf"(?<!\w)(?:{names})(?!\w)", text, re.IGNORECASE) is not None
