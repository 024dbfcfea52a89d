"""The form of a pair of shoes."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from runlog.core.fields import DayField, DistanceField, SegmentedField, TextField
from runlog.core.layout import Card, Follow, Part, Row
from runlog.training.choices import ShoeKind
from runlog.training.forms.base import LogForm
from runlog.training.models import Shoe

NEW, USED, UNKNOWN = "new", "used", "unknown"
MOST_M = Decimal(5_000_000)
USUAL_M = Decimal(1_000_000)


class ShoeForm(LogForm):
    """A pair: is it new, or already used for how far? `values()` is what `save_shoe` takes.

    New is a start of 0 metres; "I do not know" is None, which is not the same.
    """

    name = TextField(label=gettext_lazy("Name"), help_text=gettext_lazy("What you call the pair."))
    state = SegmentedField(
        [(NEW, gettext_lazy("New")), (USED, gettext_lazy("Already used")), (UNKNOWN, gettext_lazy("I do not know"))],
        label=gettext_lazy("New, or already used?"),
        required=True,
        opens=(USED,),
    )
    start_distance_m = DistanceField(
        label=gettext_lazy("Used for"), required=False, most_m=MOST_M, usual_m=USUAL_M, thing=gettext_lazy("a pair of shoes")
    )
    kind = SegmentedField(ShoeKind.choices, label=gettext_lazy("Made for"))
    brand = TextField(label=gettext_lazy("Brand"), required=False)
    model = TextField(label=gettext_lazy("Model"), required=False)
    first_used_on = DayField(label=gettext_lazy("First used on"), required=False, refuse_future=True)
    retired_on = DayField(label=gettext_lazy("Retired on"), required=False, refuse_future=True)
    note = TextField(label=gettext_lazy("Note"), required=False, rows=3)

    TOGETHER = (("state", "start_distance_m"),)
    OF_RECORD = ("name", "start_distance_m", "kind", "brand", "model", "first_used_on", "retired_on", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A pair that is not retired is retired on its own page, not here."""
        super().__init__(*args, **kwargs)
        if self.record is None or self.record.retired_on is None:
            self.fields.pop("retired_on")

    def initial_of(self, record: Any) -> dict[str, Any]:
        """Return what the pair holds, its start as the answer that stands for it."""
        return super().initial_of(record) | ({} if record is None else start_of(record))

    def clean(self) -> dict[str, Any]:
        """Turn the answer and the distance into the start; refuse what contradicts."""
        found = super().clean() or self.cleaned_data
        self._check_start(found.get("state"), found.get("start_distance_m"))
        first, retired = found.get("first_used_on"), found.get("retired_on")
        if first and retired and retired < first:
            self.add_error("retired_on", _("A pair cannot be retired before it was first used."))
        return found

    def _check_start(self, state: str | None, typed: Decimal | None) -> None:
        if state == USED and not typed and "start_distance_m" not in self.errors:
            self.add_error("start_distance_m", _("How far has the pair gone? If you cannot tell, choose “I do not know”."))
        if state in (NEW, UNKNOWN) and typed:
            sentence = _("You typed a distance. Clear it, or choose “Already used”.")
            self.add_error("start_distance_m", ValidationError(sentence, code="contradicts"))

    def values(self) -> dict[str, Any]:
        """Return the fields for `save_shoe`."""
        found = super().values()
        state = found.pop("state")
        return found | {"start_distance_m": {NEW: Decimal(0), UNKNOWN: None}.get(state, found["start_distance_m"])}

    def layout(self) -> Iterable[Part]:
        """Return two cards: what is needed, and what may be told of it."""
        dates = Row(*(name for name in ("first_used_on", "retired_on") if name in self.fields))
        yield Card(_("The pair"), "name", "state", Follow("start_distance_m"), "kind")
        yield Card(_("More about it"), Row("brand", "model"), dates, "note")


def start_of(shoe: Shoe) -> dict[str, Any]:
    """Return how the form asks for a pair's start distance: the answer, and the distance where there is one to show."""
    start = shoe.start_distance_m
    state = UNKNOWN if start is None else USED if start else NEW
    return {"state": state, "start_distance_m": start or None}
