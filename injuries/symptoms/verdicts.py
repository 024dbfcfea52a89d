"""What the page of a check or leg report says of its answers; never that all is well (pure)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from injuries.engine.levels import EMERGENCY, SEE_PROVIDER, URGENT


def verdict(level: str | None) -> str:
    """Return the sentence for the highest level that the answers mean."""
    sentences = {
        EMERGENCY: _("Seek urgent care now."),
        URGENT: _("Get medical advice today."),
        SEE_PROVIDER: _("See a doctor or a physiotherapist in the next few days."),
    }
    return sentences[level] if level else ""


def none_ticked() -> str:
    """Return what a check says of which no answer was yes or not sure."""
    return _("No warning signs were ticked.")


def unfinished() -> str:
    """Return what a check says of which no answer was yes or not sure, while questions are open."""
    return _("This check is not complete yet.")


def still_open(count: int) -> str:
    """Return how many questions were left open; none: nothing."""
    message = ngettext("%(count)s question is still open.", "%(count)s questions are still open.", count)
    return message % {"count": count} if count else ""
