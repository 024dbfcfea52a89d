"""The form of a warning-sign check: twenty questions, nothing preset, an answer given before can only be raised."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from injuries.engine.signs import EMERGENCY_SIGNS, URGENT_SIGNS
from injuries.symptoms.forms.record import RecordForm
from injuries.symptoms.signs import ANSWERS, RANK, SIGN_KEYS, SIGNS
from runlog.core.fields import MomentField, SegmentedField
from runlog.core.fields.choices import LEAVE_OPEN
from runlog.core.layout import Card, Fold, Folds, Part

WORDS = {"no": gettext_lazy("No"), "not_sure": gettext_lazy("Not sure"), "yes": gettext_lazy("Yes")}
NEW_OR_CHANGED = gettext_lazy("Answer for what is new or has changed with this back pain. What you leave open is not taken as a no.")


class SignField(SegmentedField):
    """One sign -> "yes", "not_sure", "no" or None; offers what is not lower than the answer given before."""

    def __init__(self, label: str, known: str | None) -> None:
        """Without a known answer the question may be left open."""
        offered = [(word, WORDS[word]) for word in WORDS if RANK[word] >= RANK[known]]
        super().__init__(offered, label=label, initial=known, leave_open=LEAVE_OPEN if known is None else None)

    def valid_value(self, value: str) -> bool:
        """Take a lower answer too, of a page opened before the higher was given: merging keeps the higher."""
        return value in ANSWERS


class SignCheckForm(RecordForm):
    """A new check, or answers added to one that is there."""

    at = MomentField(label=gettext_lazy("When"), required=False, help_text=gettext_lazy("Leave this empty for now."))

    def __init__(self, *args: Any, known: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        """`known` are the answers of the check that is added to; a yes is not asked for again."""
        super().__init__(*args, is_new=known is None, **kwargs)
        given = known or {}
        self.fields |= {sign.key: SignField(sign.question, given.get(sign.key)) for sign in SIGNS if given.get(sign.key) != "yes"}
        if known is not None:
            del self.fields["at"]

    def layout(self) -> Iterable[Part]:
        """First the signs that cannot wait, then those to have looked at soon, then when it was."""
        cards = [
            Card(_("Signs that cannot wait"), *self._asked(EMERGENCY_SIGNS), lead=NEW_OR_CHANGED),
            Card(_("Signs to have looked at soon"), *self._asked(URGENT_SIGNS)),
        ]
        when = [Folds(Fold(_("When was this?"), _("now, unless you say otherwise"), "at"))] if "at" in self.fields else []
        return [card for card in cards if card.names(self)] + when

    def _asked(self, keys: Iterable[str]) -> list[str]:
        return [key for key in keys if key in self.fields]

    def clean(self) -> dict[str, Any] | None:
        """Refuse a check without an answer: it would say nothing."""
        if not self.errors and not self.answers():
            raise forms.ValidationError(_("Answer at least one question. What you leave open stays open."))
        return self.cleaned_data

    def answers(self) -> dict[str, str]:
        """Return the answers given, once the form is valid."""
        return {key: self.cleaned_data[key] for key in SIGN_KEYS if self.cleaned_data.get(key)}
