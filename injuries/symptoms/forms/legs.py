"""Forms for a leg that felt weak, lazy or dragged: a part of a run's form, and one by itself."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from injuries.symptoms.forms.record import RecordForm
from injuries.symptoms.merging import FollowUps
from injuries.symptoms.signs import FOLLOW_UPS
from runlog.core.fields import MomentField, YesNoField
from runlog.core.forms import RunlogForm
from runlog.core.layout import Card, Fold, Folds, Follow, Part


def follow_up(key: str) -> YesNoField:
    """Return the field of one follow-up question."""
    return YesNoField(label=FOLLOW_UPS[key][0])


class FollowUpFields(RunlogForm):
    """The six follow-ups, each yes, no or left open."""

    both_legs = follow_up("both_legs")
    cannot_lift_foot = follow_up("cannot_lift_foot")
    catching = follow_up("catching")
    numbness = follow_up("numbness")
    lasting = follow_up("lasting")
    worsening = follow_up("worsening")

    def answers(self) -> FollowUps:
        """Return the follow-ups that were answered, once the form is valid."""
        return {key: self.cleaned_data[key] for key in FOLLOW_UPS if self.cleaned_data.get(key) is not None}


class LegPart(FollowUpFields):
    """The part of a run's form that asks about the legs."""

    id = None
    leg = YesNoField(label=_("Did a leg feel weak, lazy or drag?"), opens=("yes",))

    def layout(self) -> Iterable[Part]:
        """The question; its follow-ups show once it is answered with yes."""
        return [Card(_("Your legs"), "leg", Follow(*FOLLOW_UPS))]

    @property
    def is_reported(self) -> bool:
        """Whether the part, once valid, reports a leg: a yes to any question counts, whatever the first one says."""
        return any(self.cleaned_data.get(name) for name in self.fields)


class LegReportForm(RecordForm, FollowUpFields):
    """A report by itself, or answers added to one that is there: what was said stays, a no may become a yes."""

    at = MomentField(label=_("When"), required=False, help_text=_("Leave this empty for now."))

    def __init__(self, *args: Any, known: Mapping[str, bool | None] | None = None, **kwargs: Any) -> None:
        """`known` are the answers of the report that is added to; a yes is not asked for again."""
        super().__init__(*args, is_new=known is None, **kwargs)
        if known is not None:
            del self.fields["at"]
            for key, answer in known.items():
                self._keep(key, answer)

    def _keep(self, key: str, answer: bool | None) -> None:
        if answer:
            del self.fields[key]
        elif answer is not None:
            self.fields[key] = YesNoField(label=FOLLOW_UPS[key][0], leave_open=None, initial=False)

    def layout(self) -> Iterable[Part]:
        """The questions that may still be answered, then when it was."""
        when = [Folds(Fold(_("When was this?"), _("now, unless you say otherwise"), "at"))] if "at" in self.fields else []
        return [Card("", *(name for name in FOLLOW_UPS if name in self.fields)), *when]
