"""The words and icons of levels and states, and the five elements: icon and word always together, colour third."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from runlog.core.words import Words


@dataclass(frozen=True)
class Look:
    """A word and the name of an icon in the sprite."""

    word: Words
    icon: str


LEVELS = {
    "info": Look(_("Good to know"), "info-circle"),
    "notice": Look(_("Worth checking"), "eye"),
    "caution": Look(_("Caution"), "exclamation-triangle"),
    "see_provider": Look(_("See a provider"), "clipboard2-pulse"),
    "urgent": Look(_("Urgent"), "exclamation-octagon"),
    "emergency": Look(_("Emergency"), "telephone-fill"),
}
STATES = LEVELS | {
    "ok": Look(_("Nothing flagged"), "check-circle"),
    "unknown": Look(_("Not enough logged"), "dash-circle-dotted"),
    "unchecked": Look(_("Not checked yet"), "hourglass"),
    "hidden": Look(_("Not shared"), "lock"),
}
ELEMENTS = {
    "warm_up": Look(_("Warm-up"), "sunrise"),
    "footwear": Look(_("Footwear"), "shoe"),
    "posture": Look(_("Posture"), "person-standing"),
    "strength": Look(_("Strength and movement"), "strength"),
    "pain": Look(_("Pain"), "bandaid"),
}
MESSAGE_ICONS = {"success": "check-lg", "info": "info-circle", "warning": "exclamation-triangle", "error": "exclamation-circle"}
