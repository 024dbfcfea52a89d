"""What the script that sends files says; places in braces are filled in by it."""

from django.utils.translation import gettext as _


def upload_words() -> dict[str, str]:
    """Return its sentences."""
    return {
        "count": _("{done} of {all} files have arrived."),
        "waiting": _("The connection is lost. We try again by ourselves: leave this page open."),
        "arrived": _("Arrived"),
        "some": _("{count} files could not be sent. The others have arrived."),
        "refused": _("This file could not be sent. Open the page again and choose it once more."),
        "unreadable": _("Your browser cannot read this file any more. Choose it once more."),
        "stale": _("You are not logged in any more. Open this page again and log in; what has arrived stays."),
    }
