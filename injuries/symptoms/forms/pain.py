"""Forms for pain scores: the three of a run, one by itself, the check-in."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from injuries.symptoms.choices import Area, PainMoment, Side
from injuries.symptoms.forms.record import RecordForm
from injuries.symptoms.models import PainScore
from injuries.symptoms.run_marks import PLACES, RUN_MOMENTS, RunPain
from runlog.core.fields import MomentField, ScoreField, SegmentedField, SelectField, TextField, YesNoField
from runlog.core.forms import RunlogForm
from runlog.core.layout import Card, Fold, Part
from runlog.core.pages import new_form_id
from runlog.people.models import User

NO_PAIN = _("no pain")
WORST = _("the worst you can imagine")
MOMENTS = dict(zip(("before", "during", "after"), RUN_MOMENTS, strict=True))
LONGEST_KEPT = timedelta(days=30)
SCORES = frozenset(map(str, range(11)))
SCALE = _("0 is no pain, 10 the worst you can imagine. The dash leaves it open.")


def area_field() -> SelectField:
    """Return a field for where it hurts; untouched it means the lower back, as a score without an area does."""
    others = [choice for choice in Area.choices if choice[0] != Area.LOWER_BACK]
    return SelectField(others, leave_open=Area.LOWER_BACK.label, label=_("Where"))


def place_of(score: PainScore) -> dict[str, Any]:
    """Return the initial side and area of a form for the score."""
    return {"side": score.side, "area": None if score.area == Area.LOWER_BACK else score.area}


class RunPainPart(RunlogForm):
    """The part of a run's form that asks for its three scores."""

    id = None
    before = ScoreField(label=_("Before the run"))
    during = ScoreField(label=_("Worst while running"))
    after = ScoreField(label=_("After the run"))
    side = SegmentedField(Side.choices, label=_("Side"))
    area = area_field()
    # The three scores as the page showed them, so that it says nothing of one that came in since.
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    @staticmethod
    def initial_of(scores: Mapping[str, PainScore]) -> dict[str, Any]:
        """Return what the part opens with for the scores that a run has (`queries.form_scores`)."""
        given: dict[str, Any] = {name: scores[moment].score for name, moment in MOMENTS.items() if moment in scores}
        given["shown"] = ",".join(str(given.get(name, "")) for name in MOMENTS)
        return given | next((place_of(score) for score in scores.values()), {})

    def layout(self) -> Iterable[Part]:
        """One card, its place folded away."""
        place = Fold(_("Where exactly"), _("side, area"), "side", "area")
        return [Card(_("Your back"), "before", "during", "after", place, lead=SCALE, is_tall=True)]

    def pain(self) -> RunPain:
        """Return what the part says, once it is valid."""
        given = self.cleaned_data
        chosen = tuple(place for place in PLACES if place in self.changed_data)
        scores = {name: given[name] for name in MOMENTS}
        shown = zip(RUN_MOMENTS, given["shown"].split(","), strict=False)
        before = {str(moment): int(score) for moment, score in shown if score in SCORES}
        return RunPain(**scores, shown=before, side=given["side"], area=given["area"] or Area.LOWER_BACK.value, places=chosen)


class PainForm(RecordForm):
    """One score with everything that can be said about it."""

    score = ScoreField(label=_("How bad is it?"), required=True, low=NO_PAIN, high=WORST)
    at = MomentField(label=_("When"))
    area = area_field()
    side = SegmentedField(Side.choices, label=_("Side"))
    moment = SelectField(PainMoment.choices, label=_("Moment"))
    worse_with_impact = YesNoField(label=_("Worse when your foot lands?"))
    note = TextField(label=_("Note"), rows=3, required=False)

    @staticmethod
    def initial_of(score: PainScore) -> dict[str, Any]:
        """Return what the form opens with for a score."""
        same = {name: getattr(score, name) for name in ("score", "worse_with_impact", "note")}
        return same | place_of(score) | {"at": score.moment, "moment": score.moment_of_day}

    def layout(self) -> Iterable[Part]:
        """The score and when; the rest folds away."""
        more = Fold(_("More about it"), _("moment, impact, note"), "moment", "worse_with_impact", "note")
        return [Card("", "score", "at", "area", "side", more)]

    def values(self) -> dict[str, Any]:
        """Return what `actions.save_pain_score` takes, once the form is valid."""
        given = super().values()
        return given | {"area": given["area"] or Area.LOWER_BACK.value}


def read_tap(text: str, now: datetime) -> datetime | None:
    """Return the instant of a tap in ISO 8601 with its offset; None for one that is missing, ahead, or longer ago than pages stay open."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo and now - LONGEST_KEPT <= at <= now else None


class CheckInForm(RunlogForm):
    """One tap: each of eleven buttons sends the form."""

    score = ScoreField(label=_("Score"), required=True)
    # When it was tapped, from the device: a send that failed is tried again later, and is about that moment.
    at = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-now": ""}))

    @classmethod
    def for_athlete(cls, athlete: User) -> Self:
        """Return a form that makes a new score; `symptoms/_check_in_row.html` draws it."""
        return cls(initial={"id": new_form_id(athlete, "pain")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Its hidden id needs an address of its own, for it stands beside other forms."""
        super().__init__(*args, **{"auto_id": "check-in-%s"} | kwargs)
