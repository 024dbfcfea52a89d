"""The forms of walks and strength sessions."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from runlog.core.fields import ChecksField, DayField, DistanceField, MinutesField, MomentField, PickField, TextField, YesNoField
from runlog.core.layout import Card, Part, Row
from runlog.people.models import User
from runlog.training.choices import Focus
from runlog.training.forms.base import NOT_YOUR_PAIR, LogForm
from runlog.training.forms.shoe_options import shoe_options
from runlog.training.queries import shoes_of, wearable

MOST_WALK_M = Decimal(200_000)


class WalkForm(LogForm):
    """A walk; `values()` is what `save_walk` takes."""

    started_at = MomentField(label=gettext_lazy("Started"), required=True)
    minutes = MinutesField(label=gettext_lazy("How long"), required=True)
    distance_m = DistanceField(label=gettext_lazy("Distance"), required=False, most_m=MOST_WALK_M, thing=gettext_lazy("a walk"))
    shoe = PickField(label=gettext_lazy("Shoe"), open_fact=gettext_lazy("add it later"), error_messages=NOT_YOUR_PAIR)
    upright = YesNoField(label=gettext_lazy("Did you walk upright?"))
    note = TextField(label=gettext_lazy("Note"), required=False, rows=3)

    OF_RECORD = ("minutes", "distance_m", "upright", "note")

    def __init__(self, data: Any = None, *, athlete: User, now: datetime, record: Any = None, **kwargs: Any) -> None:
        """Reads the athlete's pairs (one query)."""
        super().__init__(data, athlete=athlete, now=now, record=record, **kwargs)
        self.pairs = wearable(shoes_of(athlete, now), keep=record.shoe_id if record else None)
        shoe: Any = self.fields["shoe"]
        shoe.options = shoe_options(self.pairs, units=athlete.units)

    def initial_of(self, record: Any) -> dict[str, Any]:
        """Return what the walk holds; for a new one the time now."""
        if record is None:
            return {"started_at": self.athlete.local(self.now).replace(second=0, microsecond=0)}
        return super().initial_of(record) | {"started_at": record.moment, "shoe": record.shoe_id}

    def values(self) -> dict[str, Any]:
        """Return the fields for `save_walk`, the pair as a row."""
        rows = {pair.shoe.pk: pair.shoe for pair in self.pairs}
        return super().values() | {"shoe": rows.get(self.cleaned_data["shoe"])}

    def layout(self) -> Iterable[Part]:
        """Return one card."""
        return [Card(_("The walk"), "started_at", Row("minutes", "distance_m"), "shoe", "upright", "note")]


class StrengthForm(LogForm):
    """A strength session; `values()` is what `save_strength` takes."""

    local_on = DayField(label=gettext_lazy("Day"), required=True, refuse_future=True)
    minutes = MinutesField(label=gettext_lazy("How long"), required=True)
    focus = ChecksField(Focus.choices, label=gettext_lazy("What it worked on"))
    note = TextField(label=gettext_lazy("Note"), required=False, rows=3)

    OF_RECORD = ("local_on", "minutes", "focus", "note")

    def initial_of(self, record: Any) -> dict[str, Any]:
        """Return what the session holds; for a new one today."""
        return super().initial_of(record) if record else {"local_on": self.athlete.today(self.now)}

    def clean_focus(self) -> list[str] | None:
        """Take nothing ticked as not recorded, unless the log says that it was nothing."""
        return self.cleaned_data["focus"] or ([] if self.initial.get("focus") == [] else None)

    def layout(self) -> Iterable[Part]:
        """Return one card."""
        return [Card(_("The session"), Row("local_on", "minutes"), "focus", "note")]
