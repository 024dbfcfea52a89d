"""Choosing many runs, and what they are given."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from runlog.core.fields import ChecksField, DayField, Option, PickField, SegmentedField, SelectField
from runlog.core.layout import Card, Row
from runlog.core.units import format_distance
from runlog.people.models import User
from runlog.training.choices import RunKind, SourceKind, WarmUp
from runlog.training.forms.base import NOT_YOUR_PAIR, LogForm
from runlog.training.forms.shoe_options import shoe_options
from runlog.training.models import Run
from runlog.training.queries.bulk import NONE, Extent, Selection
from runlog.training.queries.facts import ShoeFacts

AS_IT_IS = gettext_lazy("As it is")
KEEP, REPLACE = "keep", "replace"


class SelectRunsForm(LogForm):
    """Which runs. `selection()` is what it says; sent with GET, and empty it takes in all."""

    id = None

    first = DayField(label=gettext_lazy("From"), required=False)
    last = DayField(label=gettext_lazy("To"), required=False)
    shoe = SelectField(label=gettext_lazy("Pair"), leave_open=gettext_lazy("Any"), error_messages=NOT_YOUR_PAIR)
    source = SelectField(label=gettext_lazy("Came from"), leave_open=gettext_lazy("Any source"))

    def __init__(self, *args: Any, pairs: Sequence[ShoeFacts], sources: set[str], **kwargs: Any) -> None:
        """`pairs` and `sources` are those of the athlete's runs."""
        super().__init__(*args, **kwargs)
        self._choose("shoe", [(NONE, _("No pair")), *((str(pair.shoe.pk), pair.shoe.name) for pair in pairs)])
        self._choose("source", [(value, label) for value, label in SourceKind.choices if value in sources])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = [*field.choices, *choices]

    def add_prefix(self, field_name: str) -> str:
        """Name the days in the address as people do."""
        return super().add_prefix({"first": "from", "last": "to"}.get(field_name, field_name))

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        found = super().clean() or self.cleaned_data
        first, last = found.get("first"), found.get("last")
        if first and last and last < first:
            self.add_error("last", _("This day comes before the first one. Change one of the two."))
        return found

    def selection(self) -> Selection:
        """Return what was chosen. The form must be valid."""
        found = dict(self.cleaned_data)
        shoe = found.pop("shoe")
        return Selection(shoe=int(shoe) if shoe and shoe != NONE else shoe, **found)

    def layout(self) -> list[Any]:
        """Return the days beside each other, then where."""
        return [Card(_("Which runs?"), Row("first", "last"), Row("shoe", "source"))]


class GiveForm(LogForm):
    """What the selected runs are given. `values()` is what `give` takes beside the runs; `ticked()` is which ones."""

    # All of them open with an answer.
    marks_required = False

    seen = forms.IntegerField(widget=forms.HiddenInput)
    runs = ChecksField(label=gettext_lazy("These runs"), required=True)
    shoe = PickField(label=gettext_lazy("Pair"), leave_open=AS_IT_IS, error_messages=NOT_YOUR_PAIR)
    kind = SegmentedField([*RunKind.choices, (NONE, gettext_lazy("Not recorded"))], label=gettext_lazy("Kind"), leave_open=AS_IT_IS)
    warm_up_state = SegmentedField(
        [*WarmUp.choices, (NONE, gettext_lazy("Not recorded"))], label=gettext_lazy("Warm-up"), leave_open=AS_IT_IS
    )
    which = SegmentedField(
        [(KEEP, gettext_lazy("Keep it")), (REPLACE, gettext_lazy("Replace it"))],
        label=gettext_lazy("Where one is recorded already"),
        required=True,
    )

    PARTS = ("shoe", "kind", "warm_up_state")

    def __init__(self, *args: Any, pairs: Sequence[ShoeFacts], extent: Extent, few: Sequence[Run], **kwargs: Any) -> None:
        """`pairs` are all of the athlete's; `few` are the selected runs, with their pairs, where they are few enough to be ticked."""
        super().__init__(*args, initial={"seen": extent.count, "runs": [run.pk for run in few], "which": KEEP}, **kwargs)
        self.pairs, self.extent = pairs, extent
        self._offer(few)
        shoe: Any = self.fields["shoe"]
        shoe.options = [*shoe_options(pairs, units=self.athlete.units), Option(NONE, _("No pair"), _("not recorded"))]

    def _offer(self, few: Sequence[Run]) -> None:
        runs: Any = self.fields["runs"]
        if few:
            runs.choices = [(str(run.pk), line(run, self.athlete)) for run in few]
        else:
            del self.fields["runs"]

    def clean_seen(self) -> int:
        """Refuse when other runs are selected than were shown."""
        seen: int = self.cleaned_data["seen"]
        if "runs" not in self.fields and seen != self.extent.count:
            raise ValidationError(_("Your log has changed since: look at the runs again, then save."), code="changed")
        return seen

    def clean(self) -> dict[str, Any]:
        """Refuse to give nothing, and to clear what is to be kept."""
        found = super().clean() or self.cleaned_data
        if not any(found.get(part) for part in self.PARTS) and not any(part in self.errors for part in self.PARTS):
            raise ValidationError(_("Nothing is chosen yet. Choose a pair, a kind or a warm-up for these runs."), code="nothing")
        if found.get("which") == KEEP and NONE in [found.get(part) for part in self.PARTS]:
            self.add_error("which", _("“Not recorded” takes away what is there. Choose “Replace it”, or another answer above."))
        return found

    def values(self) -> dict[str, Any]:
        """Return `given` and `replaces`."""
        chosen = {part: self.cleaned_data[part] for part in self.PARTS if self.cleaned_data[part]}
        rows = {pair.shoe.pk: pair.shoe for pair in self.pairs}
        given = {part: None if value == NONE else rows[value] if part == "shoe" else value for part, value in chosen.items()}
        return {"given": given, "replaces": self.cleaned_data["which"] == REPLACE}

    def ticked(self) -> list[int] | None:
        """Return the keys of the runs ticked, None where all selected ones are meant."""
        return [int(key) for key in self.cleaned_data["runs"]] if "runs" in self.fields else None

    def layout(self) -> list[Any]:
        """Return what they get, then the runs."""
        give = Card(_("What do they get?"), *self.PARTS, "which")
        return [give, Card("", "runs")] if "runs" in self.fields else [give]


def line(run: Run, athlete: User) -> str:
    """Return a run in few words: its day, distance, pair and kind."""
    facts = [date_format(run.local_on, "D j M Y")]
    facts.append(format_distance(run.distance_m, athlete.units) if run.distance_m is not None else _("no distance"))
    facts += [run.shoe.name] if run.shoe else []
    facts += [str(run.get_kind_display())] if run.kind else []
    facts += [_("warm-up: %(state)s") % {"state": str(run.get_warm_up_state_display()).lower()}] if run.warm_up_state else []
    return " · ".join(facts)
