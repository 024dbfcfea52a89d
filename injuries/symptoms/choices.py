"""The words that fields of symptoms may hold."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Area(TextChoices):
    """Where it hurts; the first three are the back."""

    LOWER_BACK = "lower_back", _("Lower back")
    MID_BACK = "mid_back", _("Middle of the back")
    BUTTOCK = "buttock", _("Buttock")
    THIGH = "thigh", _("Thigh")
    LOWER_LEG_OR_FOOT = "lower_leg_or_foot", _("Lower leg or foot")
    OTHER = "other", _("Somewhere else")


class Side(TextChoices):
    """On which side."""

    LEFT = "left", _("Left")
    MIDDLE = "middle", _("Middle")
    RIGHT = "right", _("Right")
    BOTH = "both", _("Both")


class PainMoment(TextChoices):
    """At which moment of the day or of a run."""

    MORNING = "morning", _("Morning")
    BEFORE_RUN = "before_run", _("Before a run")
    DURING_RUN = "during_run", _("While running")
    AFTER_RUN = "after_run", _("After a run")
    EVENING = "evening", _("Evening")
    OTHER = "other", _("Another time")


# The hours in which a score counts as the morning's (guidance section 8, `pain_not_settled`).
MORNING_HOURS = range(4, 12)


class Resolved(TextChoices):
    """How it was resolved."""

    SEEN = "seen_by_clinician", _("Seen by a clinician")
    MISTAKE = "ticked_by_mistake", _("Ticked by mistake")


class AuditWhat(TextChoices):
    """What happened."""

    ANSWERED = "answered", _("Answered")
    RESOLVED = "resolved", _("Resolved")
    GETTING_HELP = "getting_help", _("Getting help")


class HomeCareKind(TextChoices):
    """What was tried."""

    HEAT = "heat", _("Heat")
    COLD = "cold", _("Cold")
    GENTLE_MOVEMENT = "gentle_movement", _("Gentle movement")
    WALKING = "walking", _("Walking")
    CHANGED_TRAINING = "changed_training", _("Changed training")
    PHARMACY_MEDICINE = "pharmacy_medicine", _("Medicine from the pharmacy")
    MASSAGE = "massage", _("Massage")
    OTHER = "other", _("Something else")


class AppointmentWith(TextChoices):
    """With whom."""

    DOCTOR = "doctor", _("Doctor")
    PHYSIOTHERAPIST = "physiotherapist", _("Physiotherapist")
    OTHER = "other", _("Somebody else")
