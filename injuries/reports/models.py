"""What an athlete has chosen to put on the report of an appointment."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from injuries.reports.parts import Chosen, Paper
from injuries.symptoms.models import Appointment
from runlog.core.constraints import one_of


class ReportChoice(models.Model):
    """The parts left off and the private answers put on: stored, for an address must not hold them; without a row nothing was chosen.

    It goes with its appointment. An appointment out of the bin or out of a document has none: its private answers are off again.
    """

    appointment = models.OneToOneField(Appointment, on_delete=models.CASCADE, primary_key=True, related_name="report_choice")
    left_off: Any = models.JSONField(default=list)
    private_signs: Any = models.JSONField(default=list)
    paper = models.CharField(_("paper"), max_length=6, choices=Paper.choices)

    class Meta:
        constraints = [one_of("paper", Paper.values)]

    def __str__(self) -> str:
        return f"{self.appointment_id}"

    @property
    def chosen(self) -> Chosen:
        """The choice as a value."""
        return Chosen(Paper(self.paper), frozenset(self.left_off), frozenset(self.private_signs))
