"""The one form of "Log a run": the run, the back and the legs, each a part from the room it belongs to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from django.utils.translation import gettext as _

from injuries.symptoms.forms.legs import LegPart
from injuries.symptoms.forms.pain import RunPainPart
from injuries.symptoms.merging import FollowUps
from injuries.symptoms.models import LegReport, PainScore
from injuries.symptoms.signs import FOLLOW_UPS
from runlog.core.layout import Fold, Follow
from runlog.people.models import User
from runlog.training.forms.run import RunPart
from runlog.training.models import Run
from runlog.training.queries import Suggestion

Data = Any


class RunForms:
    """The three parts of a run's form. A run with a leg report links to it instead of asking again.

    What a page that still asked about the legs has sent counts all the same: a report may have come in since it was opened.
    """

    def __init__(
        self,
        data: Data = None,
        *,
        athlete: User,
        now: datetime,
        form_id: str = "",
        run: Run | None = None,
        suggestion: Suggestion | None = None,
        scores: Mapping[str, PainScore] | None = None,
        report: LegReport | None = None,
    ) -> None:
        """`run`, its `scores` and its `report` are those that are edited; `suggestion` is what a new form opens with."""
        self.run = RunPart(data, athlete=athlete, now=now, run=run, suggestion=suggestion, form_id=form_id)
        self.pain = RunPainPart(data, initial=RunPainPart.initial_of(scores or {}))
        self.report = report
        is_answered = any(name in (data or ()) for name in LegPart.base_fields)
        self.leg = None if report and not is_answered else LegPart(data)

    @property
    def parts(self) -> tuple[RunPart | RunPainPart | LegPart, ...]:
        """The parts that are there."""
        return (self.run, self.pain, self.leg) if self.leg else (self.run, self.pain)

    def is_valid(self) -> bool:
        """Check every part, so that all faults are told at once."""
        valid = [part.is_valid() for part in self.parts]
        return all(valid)

    @property
    def with_errors(self) -> list[Any]:
        """The parts in which something was refused."""
        return [part for part in self.parts if part.errors]

    @property
    def pain_fields(self) -> FormHelper:
        """Draw the scores, their place folded away."""
        return self.pain.fields_only("before", "during", "after", Fold(_("Where exactly"), _("side, area"), "side", "area"))

    @property
    def leg_fields(self) -> FormHelper | None:
        """Draw the question about the legs with its follow-ups."""
        return self.leg.fields_only("leg", Follow(*FOLLOW_UPS)) if self.leg else None

    def leg_answers(self) -> FollowUps | None:
        """Return the follow-ups of a leg that is reported, once valid; None for no report."""
        return self.leg.answers() if self.leg and self.leg.is_reported else None
