"""What an athlete lets a coach see: three grants, each up to a day or until the athlete ends it."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

# The day that stands for "until I end it": one comparison answers for both.
OPEN_END = date.max


class Grant(models.TextChoices):
    """What a grant shows (in words: EXPLAINED)."""

    TRAINING = "training", _("Training")
    PAIN = "pain", _("Pain")
    NOTES = "notes", _("Notes")


EXPLAINED = {
    Grant.TRAINING: _("Runs, walks, strength sessions and shoes, and what your log shows about the shoes. Nothing about your back."),
    Grant.PAIN: _("Pain scores, everything about your back and your legs, appointment dates, and all that your log shows."),
    Grant.NOTES: _("What you wrote in your own words, on the entries that the other two share."),
}
ALL_GRANTS = frozenset(Grant)


@dataclass(frozen=True)
class Terms:
    """The last day of each grant, that day included: None where it is not given, OPEN_END for "until I end it"."""

    training: date | None = None
    pain: date | None = None
    notes: date | None = None

    def on(self, day: date) -> frozenset[Grant]:
        """Return the grants that hold on a day of the athlete's calendar."""
        lasts = ((Grant.TRAINING, self.training), (Grant.PAIN, self.pain), (Grant.NOTES, self.notes))
        return frozenset([grant for grant, until in lasts if until is not None and day <= until])

    def until(self, grant: Grant) -> date | None:
        """Return the last day of a grant."""
        found: date | None = getattr(self, grant.value)
        return found
