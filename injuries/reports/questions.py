"""Questions for an appointment: those to pick from for the athlete, and those of a guideline for the clinician."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from runlog.core.words import Words

# After Mayo Clinic's and others' lists for patients, in our own words (evidence: guidance section 1, row 3).
STARTERS: Sequence[Words] = (
    _("What may be behind this pain, and what speaks against it?"),
    _("Do I need any tests, and what would they change?"),
    _("What can be done about it, and what are the downsides?"),
    _("How long may it take?"),
    _("What can I do myself?"),
    _("Can I keep running, and how much?"),
    _("What should make me stop, or come back sooner?"),
    _("How can I keep it from coming back?"),
    _("Does it go together with my other conditions or medicines?"),
)

# NICE guideline NG65, recommendation 1.1.5, on pain that began before the age of 45 and has lasted longer than 3 months. They are
# printed as they are asked: nobody counts or weighs the answers here.
LONG_PAIN: Sequence[Words] = (
    _("Did it begin before the age of 45? Before 35?"),
    _("Does it wake you in the second half of the night?"),
    _("Is there pain in a buttock?"),
    _("Does it ease when you move?"),
    _("Does an anti-inflammatory pill ease it within 2 days?"),
    _("Has a parent, brother, sister or child an inflamed spine?"),
    _("Inflamed joints, now or before?"),
    _("Inflamed tendons where they meet the bone, now or before?"),
    _("Psoriasis, now or before?"),
)
