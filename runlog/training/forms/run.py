"""The part of "Log a run" that is about the run itself; what it says of the back is asked by another room."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from crispy_forms.helper import FormHelper
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from runlog.core.fields import (
    DistanceField,
    DurationField,
    MinutesField,
    MomentField,
    NumberField,
    PickField,
    ScoreField,
    SegmentedField,
    SelectField,
    TextField,
    YesNoField,
)
from runlog.core.layout import Card, Fold, Folds, Follow, Part, Row
from runlog.core.speed import is_too_fast
from runlog.core.units import format_distance, format_duration
from runlog.people.models import User
from runlog.training.choices import Limited, RunKind, Surface, WarmUp, WarmUpKind
from runlog.training.forms.base import NOT_YOUR_PAIR, LogForm
from runlog.training.forms.shoe_options import shoe_options
from runlog.training.models import Run
from runlog.training.queries import Suggestion, shoes_of, wearable
from runlog.training.warm_up import check_warm_up

MOST_DURATION_S = Decimal(7 * 24 * 3600)
ROUNDED_MINUTES = 5
# Minutes and seconds that were meant as hours and minutes: longer ones are suggested to nobody.
MOST_GUESSED_S = Decimal(24 * 3600)
LEAST_WARM_UP = Decimal(0)
LEAST_RATE, MOST_HEART_RATE, MOST_CADENCE = Decimal(20), Decimal(260), Decimal(400)
MOST_ASCENT_M = Decimal(30_000)


class RunPart(LogForm):
    """Every field of a run.

    A new one opens with what `suggestion` holds and when such a run would have begun, never with an answer about the body.

    `values()` is what `save_run` takes. `main`, `limits` and `rare` draw its three parts, `helper` draws them all.
    """

    is_wide = True

    started_at = MomentField(label=gettext_lazy("Started"), required=True)
    distance_m = DistanceField(label=gettext_lazy("Distance"), required=False)
    duration_s = DurationField(label=gettext_lazy("Time"), required=False, most_s=MOST_DURATION_S)
    kind = SelectField(RunKind.choices, label=gettext_lazy("Kind"))
    surface = SelectField(Surface.choices, label=gettext_lazy("Surface"))
    shoe = PickField(label=gettext_lazy("Shoe"), open_fact=gettext_lazy("add it later"), error_messages=NOT_YOUR_PAIR)
    warm_up_state = SegmentedField(WarmUp.choices, label=gettext_lazy("Warm-up"), opens=(WarmUp.DONE, WarmUp.SHORT))
    warm_up_kind = SelectField(WarmUpKind.choices, label=gettext_lazy("What it was"))
    warm_up_minutes = MinutesField(label=gettext_lazy("How long"), required=False, least=LEAST_WARM_UP)
    limited_by_back = SegmentedField(Limited.choices, label=gettext_lazy("Did your back limit the run?"))
    effort = ScoreField(label=gettext_lazy("Effort"), low=gettext_lazy("rest"), high=gettext_lazy("all you had"))
    slumped = YesNoField(label=gettext_lazy("Did you slump towards the end?"))
    low_energy = YesNoField(label=gettext_lazy("Did you have little energy?"))
    tightness_quads = ScoreField(label=gettext_lazy("Quads (front of the thigh)"))
    tightness_hamstrings = ScoreField(label=gettext_lazy("Hamstrings (back of the thigh)"))
    tightness_hip_flexors = ScoreField(label=gettext_lazy("Hip flexors (front of the hip)"))
    planned = YesNoField(label=gettext_lazy("Was it planned?"))
    average_heart_rate = NumberField(
        example=Decimal(145),
        label=gettext_lazy("Average heart rate"),
        required=False,
        least=LEAST_RATE,
        most=MOST_HEART_RATE,
        suffix="/min",
    )
    cadence = NumberField(example=Decimal(170), label=gettext_lazy("Steps per minute"), required=False, least=LEAST_RATE, most=MOST_CADENCE)
    ascent_m = NumberField(example=Decimal(120), label=gettext_lazy("Ascent"), required=False, most=MOST_ASCENT_M, suffix="m")
    note = TextField(label=gettext_lazy("Note"), required=False, rows=3)

    TOGETHER = (("warm_up_state", "warm_up_kind", "warm_up_minutes"),)
    OF_RECORD = (
        "distance_m",
        "duration_s",
        "kind",
        "surface",
        "warm_up_state",
        "warm_up_kind",
        "warm_up_minutes",
        "limited_by_back",
        "effort",
        "slumped",
        "low_energy",
        "tightness_quads",
        "tightness_hamstrings",
        "tightness_hip_flexors",
        "planned",
        "average_heart_rate",
        "cadence",
        "ascent_m",
        "note",
    )

    def __init__(
        self, data: Any = None, *, athlete: User, now: datetime, run: Run | None = None, suggestion: Suggestion | None = None, **kwargs: Any
    ) -> None:
        """`run` is the one that is edited; reads the athlete's pairs (one query)."""
        self.suggestion = suggestion or Suggestion()
        super().__init__(data, athlete=athlete, now=now, record=run, **kwargs)
        pairs = shoes_of(athlete, now)
        self.pairs = wearable(pairs, keep=run.shoe_id if run else None)
        shoe: Any = self.fields["shoe"]
        shoe.options = shoe_options(self.pairs, units=athlete.units, turn=self.suggestion.shoe)
        if run and len(self.pairs) < len(pairs):
            shoe.help_text = _elsewhere(run)

    def initial_of(self, record: Any) -> dict[str, Any]:
        """Return what the run holds; for a new one the suggestion, as if it had just ended: who logs a run has run it."""
        if record is not None:
            return super().initial_of(record) | {"started_at": record.moment, "shoe": record.shoe_id}
        ago = timedelta(seconds=int(self.suggestion.duration_s or 0))
        start = self.athlete.local(self.now - ago).replace(second=0, microsecond=0)
        # A guess, and rounded so as to look like one.
        start -= timedelta(minutes=start.minute % ROUNDED_MINUTES if ago else 0)
        suggested = {name: getattr(self.suggestion, name) for name in ("kind", "distance_m", "duration_s", "shoe")}
        return {"started_at": start} | suggested

    def clean_distance_m(self) -> Decimal | None:
        """Refuse a run of no length that was typed; an imported one keeps it."""
        distance = self.cleaned_data["distance_m"]
        if distance == 0 and self.initial.get("distance_m") != 0:
            raise ValidationError(_("A distance of 0 cannot be. Leave it empty if you do not know it."), code="zero")
        return distance

    def clean(self) -> dict[str, Any]:
        """Check that distance and time go together, and what was said of the warm-up."""
        found = super().clean() or self.cleaned_data
        self._check_speed(found.get("distance_m"), found.get("duration_s"))
        for name, sentence in check_warm_up(*(found.get(f"warm_up_{part}") for part in ("state", "kind", "minutes"))):
            self.add_error(name, sentence)
        return found

    def _check_speed(self, distance_m: Decimal | None, duration_s: Decimal | None) -> None:
        """Refuse what nobody runs, such as 12 km in 1:10 for an hour and ten minutes; a run that came so keeps it."""
        came_so = (self.initial.get("distance_m"), self.initial.get("duration_s")) == (distance_m, duration_s)
        if not distance_m or not duration_s or came_so or not is_too_fast(distance_m, duration_s):
            return
        guess = duration_s * 60
        facts = {"given": format_duration(duration_s), "guess": format_duration(guess)}
        facts["distance"] = format_distance(distance_m, self.athlete.units)
        if guess > MOST_GUESSED_S or is_too_fast(distance_m, guess):
            message = _("%(distance)s in %(given)s is faster than anybody runs. Look at the distance and the time again.")
        else:
            message = _("%(distance)s in %(given)s is faster than anybody runs. Did you mean %(guess)s?")
        self.add_error("duration_s", ValidationError(message, code="fast", params=facts))

    def values(self) -> dict[str, Any]:
        """Return the fields for `save_run`, the pair as a row."""
        rows = {pair.shoe.pk: pair.shoe for pair in self.pairs}
        return super().values() | {"shoe": rows.get(self.cleaned_data["shoe"])}

    def layout(self) -> Iterable[Part]:
        """Return the cards: the run, the back, rare fields."""
        return [self._run(), Card("", "limited_by_back"), self._rare()]

    def _run(self) -> Part:
        warm_up = Follow(Row("warm_up_kind", "warm_up_minutes"))
        return Card(_("The run"), "started_at", Row("distance_m", "duration_s"), "kind", "shoe", "warm_up_state", warm_up)

    def _rare(self) -> Part:
        tight = Fold(
            _("Tightness before the run"),
            _("quads, hamstrings, hips"),
            "tightness_quads",
            "tightness_hamstrings",
            "tightness_hip_flexors",
        )
        more = Row("average_heart_rate", "cadence"), Row("ascent_m", "surface")
        return Folds(
            Fold(_("How it felt"), _("effort, slumped, low energy"), "effort", "slumped", "low_energy"),
            tight,
            Fold(_("More about it"), _("surface, heart rate, note"), *more, "planned", "note"),
        )

    @property
    def main(self) -> FormHelper:
        """Draw the card of the run, with the hidden id and the token; the page lists the errors of all its parts."""
        helper = self.fields_only(self._run(), self.marks)
        helper.render_hidden_fields, helper.disable_csrf = True, False
        return helper

    @property
    def limits(self) -> FormHelper:
        """Draw the question whether the back limited the run, without a card."""
        return self.fields_only("limited_by_back")

    @property
    def rare(self) -> FormHelper:
        """Draw the card of rare fields."""
        return self.fields_only(self._rare())


def _elsewhere(run: Run) -> SafeString:
    """Lead to the page that gives runs a retired pair too, opened at the day of this one."""
    days = urlencode({"from": run.local_on.isoformat(), "to": run.local_on.isoformat()})
    address, words = f"{reverse('run_bulk')}?{days}", _("Change many runs at once")
    return format_html('{} <a href="{}">{}</a>', _("A pair that you have retired?"), address, words)
