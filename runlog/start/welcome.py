"""What the terminal says once the pages are there."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from runlog.start import pango


def welcome(port: int) -> str:
    """Return where to go, how to log in to the demo where there is one, and where mails are (one query)."""
    home = f"http://127.0.0.1:{port}"
    lines = ["", f"Runlog is at {home} (Ctrl-C ends it)."]
    if settings.IS_PRIVATE_MACHINE and get_user_model().objects.filter(is_demo=True).exists():
        page = home + reverse("account_login")
        lines.append(f"To look round as the demo runner, coach or curator, press its button at {page}; no password is needed.")
    if not settings.HAS_MAIL_SERVER:
        lines.append(f"There is no mail server (EMAIL_URL): mails are written to {settings.MAIL_FOLDER}.")
    if not pango.is_there():
        packages = " ".join(pango.PACKAGES)
        lines.append(f"Reports come as pages to print, not yet as PDF; on Debian and Ubuntu: sudo apt-get install {packages}.")
    return "\n".join([*lines, ""])
