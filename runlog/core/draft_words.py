"""The words of static/js/drafts.js, in the reader's language."""

from django.utils.translation import gettext as _


def draft_words() -> dict[str, str]:
    """Return the sentences by their names in the script."""
    return {
        "back": _("Your draft from {time} is back."),
        "earlier": _("You have an older draft, from {time}."),
        "earlierUnsent": _("What you sent could not be saved: your draft from {time}."),
        "bring": _("Bring it back"),
        "discard": _("Discard"),
        "again": _("Try again"),
        "open": _("Open it again"),
        "saving": _("Saving ..."),
        "offline": _("Not saved: no connection. It is kept on this device."),
        "offlineTap": _("Not saved: no connection. Your last tap is sent once there is one, as long as this page is open."),
        "failedTap": _("Not saved: something went wrong. Try again in a minute."),
        "away": _("Not saved: the database cannot be reached. It is kept on this device. Try again in a minute."),
        "trouble": _("Not saved: something went wrong on our side. It is kept on this device."),
        "stale": _("Not saved: this page is too old. What you typed is kept on this device."),
        "large": _("Not saved: this is longer than the page takes. Make it shorter, then try again. It is kept on this device."),
        "refused": _("Not saved: the answer was error {status}. It is kept on this device."),
        "unsent": _("This was not saved yet."),
    }
