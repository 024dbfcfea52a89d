"""The form of one rule's thresholds, made of what the rule says of them."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from injuries.desk.threshold_fields import ThresholdField, same
from injuries.engine.rule import Numbers, Rule
from runlog.core.fields import TextField
from runlog.core.forms import RunlogForm
from runlog.core.layout import Card, Part

REASON_LENGTH = 2_000
CROSSING = gettext_lazy("This must not be above “%(label)s”, which is %(value)s.")
UNCHANGED = gettext_lazy("These are the numbers that count already. Change at least one of them.")


class ThresholdForm(RunlogForm):
    """A rule's thresholds, and why they are changed; `opened` is the version that counted when the page was opened."""

    id = None
    marks_required = False
    opened = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    reason = TextField(
        label=gettext_lazy("Why"),
        rows=3,
        max_length=REASON_LENGTH,
        help_text=gettext_lazy("Kept with the version, for every curator to read."),
    )

    rule: ClassVar[Rule]

    def __init__(self, *args: Any, standing: Numbers, **kwargs: Any) -> None:
        """`standing` are the numbers that count now."""
        self.standing = standing
        super().__init__(*args, **kwargs)

    def layout(self) -> Iterable[Part]:
        """The numbers, then the reason."""
        return [Card(_("The numbers"), *(each.key for each in self.rule.thresholds)), Card(_("The reason"), "reason")]

    def clean(self) -> dict[str, Any]:
        """Refuse numbers that cross, and such that change nothing."""
        for low, high in self.rule.ascending:
            self._refuse_crossing(low, high)
        if not self.errors and all(same(value, self.standing[key]) for key, value in self.numbers().items()):
            raise forms.ValidationError(UNCHANGED, code="unchanged")
        return self.cleaned_data

    def numbers(self) -> Numbers:
        """Return the numbers of a valid form."""
        return {each.key: self.cleaned_data[each.key] for each in self.rule.thresholds}

    def _refuse_crossing(self, low: str, high: str) -> None:
        given, other = self.cleaned_data, self.fields[high]
        if isinstance(other, ThresholdField) and low in given and high in given and given[low] > given[high]:
            params = {"label": other.label, "value": other.shown(given[high])}
            self.add_error(low, forms.ValidationError(CROSSING, code="crossing", params=params))


def form_of(rule: Rule) -> type[ThresholdForm]:
    """Return the form of a rule: a field for each of its thresholds."""
    fields = {each.key: ThresholdField(each) for each in rule.thresholds}
    return type("RuleThresholdForm", (ThresholdForm,), {**fields, "rule": rule})
