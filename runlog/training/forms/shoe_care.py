"""The small forms on the page of a pair: limits, wear check, comfort, retiring, moving its runs."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from runlog.core.fields import ChecksField, DayField, DistanceField, Option, PickField, ScoreField, TextField
from runlog.core.layout import Fold, Row
from runlog.core.units import format_distance, format_number, in_units
from runlog.training.choices import ShoeKind, Wear
from runlog.training.forms.base import NOT_YOUR_PAIR, LogForm
from runlog.training.forms.shoe_options import shoe_options
from runlog.training.queries.facts import ShoeFacts
from runlog.training.queries.usual import usual_limits
from runlog.training.shoe_limits import LEAST_LIMIT_M, MOST_LIMIT_M, Limits, limits_in_force

ANY_M = Decimal(100_000_000)
NO_PAIR = "none"


class CareForm(LogForm):
    """A small form on the page of the pair `record`."""

    id = None

    def layout(self) -> list[Any]:
        """Return the fields without a card: the page has them."""
        return list(self.fields)


class ShoeLimitsForm(CareForm):
    """The pair's own limits, from 150 to 1,600 km; an empty one is the usual one. `values()` is what `set_limits` takes."""

    inspect_m = DistanceField(label=gettext_lazy("Check from"), required=False, most_m=ANY_M)
    limit_m = DistanceField(label=gettext_lazy("Replace at"), required=False, most_m=ANY_M)

    OF_RECORD = ("inspect_m", "limit_m")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The limits in force stand as examples. One statement."""
        super().__init__(*args, **kwargs)
        self._usual = usual_limits()
        usual, own = self._in_force(None), self._in_force(self.record.limit_m)
        for name, metres in (("limit_m", usual.replace_m), ("inspect_m", own.inspect_m)):
            shown = in_units(metres, self.athlete.units).quantize(Decimal(1))
            self.fields[name].widget.attrs["placeholder"] = f"{shown:f}"

    def _in_force(self, limit_m: Decimal | None) -> Limits:
        """Return the limits with that own one, or with none."""
        return limits_in_force(self._usual, is_racing=self.record.kind == ShoeKind.RACING, limit_m=limit_m, inspect_m=None)

    @property
    def bounds(self) -> str:
        """The range of a limit, in the athlete's units: "from 150 to 1,600 km"."""
        units = self.athlete.units
        least, most = (
            in_units(metres, units).quantize(Decimal(1), way)
            for metres, way in ((LEAST_LIMIT_M, ROUND_CEILING), (MOST_LIMIT_M, ROUND_FLOOR))
        )
        words = {"least": format_number(least, 0), "most": format_number(most, 0), "units": units}
        return _("from %(least)s to %(most)s %(units)s") % words

    def clean_limit_m(self) -> Decimal | None:
        """Refuse a limit outside its range."""
        limit: Decimal | None = self.cleaned_data["limit_m"]
        if limit is not None and not LEAST_LIMIT_M <= limit <= MOST_LIMIT_M:
            raise ValidationError(_("Choose a limit %(bounds)s."), code="bounds", params={"bounds": self.bounds})
        return limit

    def clean(self) -> dict[str, Any]:
        """Refuse a look that comes after the limit."""
        found = super().clean() or self.cleaned_data
        inspect = found.get("inspect_m")
        limit = self._in_force(found.get("limit_m")).replace_m
        if inspect is not None and "limit_m" not in self.errors and inspect > limit:
            words = {"limit": format_distance(limit, self.athlete.units, 0)}
            self.add_error("inspect_m", _("The check comes before the limit of %(limit)s. Choose less.") % words)
        return found

    def layout(self) -> list[Any]:
        """Return the two beside each other."""
        return [Row("inspect_m", "limit_m")]


class TodayForm(CareForm):
    """A form about today, unless another day is typed."""

    on = DayField(label=gettext_lazy("Day"), required=False, refuse_future=True, help_text=gettext_lazy("Empty means today."))

    def clean_on(self) -> date:
        """Return the day, today where none was typed."""
        return self.cleaned_data["on"] or self.athlete.today(self.now)


class ShoeCheckForm(TodayForm):
    """A look at the pair; nothing ticked is a clean one. `values()` is what `log_shoe_check` takes."""

    worn = ChecksField(Wear.choices, label=gettext_lazy("What do you see?"), help_text=gettext_lazy("Tick nothing if the pair looks fine."))
    note = TextField(label=gettext_lazy("Note"), required=False, rows=2)

    def layout(self) -> list[Any]:
        """Return the ticks, the rest folded away."""
        return ["worn", Fold(_("More about it"), _("another day, a note"), "on", "note")]


class ComfortForm(TodayForm):
    """How comfortable the pair is. `values()` is what `log_comfort` takes."""

    score = ScoreField(
        label=gettext_lazy("How comfortable is it?"),
        required=True,
        low=gettext_lazy("not at all"),
        high=gettext_lazy("could not be better"),
    )

    def layout(self) -> list[Any]:
        """Return the score, the day folded away."""
        return ["score", Fold(_("More about it"), _("another day"), "on")]


class RetireForm(CareForm):
    """From which day the pair is out of use. `values()` is what `retire_shoe` takes."""

    on = DayField(label=gettext_lazy("Retired on"), required=True, refuse_future=True)

    def initial_of(self, record: Any) -> dict[str, Any]:
        """Open with today."""
        return {"on": self.athlete.today(self.now)}

    def clean_on(self) -> date:
        """Refuse a day before the pair was first used."""
        on: date = self.cleaned_data["on"]
        if self.record.first_used_on and on < self.record.first_used_on:
            raise ValidationError(_("A pair cannot be retired before it was first used."), code="order")
        return on


class MoveRunsForm(CareForm):
    """To which pair all runs and walks of this one go. `values()` is what `move_runs` takes."""

    to = PickField(label=gettext_lazy("Move them to"), required=True, error_messages=NOT_YOUR_PAIR)

    def __init__(self, *args: Any, pairs: Sequence[ShoeFacts], **kwargs: Any) -> None:
        """`pairs` are those that may take them."""
        super().__init__(*args, **kwargs)
        self.pairs = pairs
        nobody = Option(NO_PAIR, _("No pair"), _("they keep their distance"))
        to: Any = self.fields["to"]
        to.options = [*shoe_options(pairs, units=self.athlete.units), nobody]

    def values(self) -> dict[str, Any]:
        """Return the pair as a row, None for no pair."""
        rows = {pair.shoe.pk: pair.shoe for pair in self.pairs}
        return {"to": rows.get(self.cleaned_data["to"])}
