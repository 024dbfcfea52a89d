"""Keeping what an athlete has prepared for an appointment, and what they have chosen for its report."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from injuries.reports.models import ReportChoice
from injuries.reports.parts import Chosen
from injuries.symptoms.actions import prepare_appointment
from injuries.symptoms.models import Appointment
from runlog.core.events import change


def save_preparation(
    *, appointment: Appointment, questions: Sequence[str] | None, texts: Mapping[str, str | None], chosen: Chosen, now: datetime
) -> None:
    """Write the texts and questions of an appointment and the choice for its report, all or nothing."""
    with change(appointment.athlete):
        prepare_appointment(appointment=appointment, questions=questions, now=now, **texts)
        kept = {"left_off": sorted(chosen.left_off), "private_signs": sorted(chosen.private_signs), "paper": chosen.paper}
        ReportChoice.objects.update_or_create(appointment=appointment, defaults=kept)
