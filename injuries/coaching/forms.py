"""The forms of what a coach writes."""

from collections.abc import Iterable
from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from injuries.coaching.models import LABEL_LENGTH
from runlog.core.fields import DayField, TextField
from runlog.core.layout import Card, Part
from runlog.core.pages import new_form_id
from runlog.people.coaching_forms import CoachingForm
from runlog.people.models import User

MOST_LABELS = 10


class NoteForm(CoachingForm):
    """A private note, maybe with the day to look again."""

    text = TextField(label=gettext_lazy("Your note"), rows=3, required=True, help_text=gettext_lazy("Private: only you read it."))
    revisit_on = DayField(
        label=gettext_lazy("Look again on"),
        required=False,
        help_text=gettext_lazy("Until then the row stands last, unless something gets worse. Empty: it stands in its place again."),
    )

    @staticmethod
    def fresh(user: User, now: datetime, *, revisit_on: date | None, suggested_on: date | None = None) -> "NoteForm":
        """Return an empty one for a new note, with the day to look again that still stands, else with the suggested one."""
        day = revisit_on if revisit_on and revisit_on > user.today(now) else suggested_on
        return NoteForm(user=user, now=now, form_id=new_form_id(user, "note"), initial={"revisit_on": day})

    def layout(self) -> Iterable[Part]:
        """Return one card."""
        yield Card("", "text", "revisit_on")

    def clean_revisit_on(self) -> date | None:
        """Refuse a day that is past."""
        day: date | None = self.cleaned_data["revisit_on"]
        if day and self.writer.today and day < self.writer.today:
            raise forms.ValidationError(_("That day is past. Choose today or a later day."), code="past")
        return day


class LabelsForm(CoachingForm):
    """The labels of an athlete, with commas between them."""

    names = TextField(
        label=gettext_lazy("Your labels"),
        required=False,
        max_length=MOST_LABELS * (LABEL_LENGTH + 2),
        help_text=gettext_lazy("Words of your own with commas between them: Marathon, Sunday group. Only you see them."),
    )

    def clean_names(self) -> list[str]:
        """Return each label once."""
        names = list(dict.fromkeys(" ".join(name.split()) for name in (self.cleaned_data["names"] or "").split(",")))
        found = [name for name in names if name]
        if long := next((name for name in found if len(name) > LABEL_LENGTH), None):
            text = _("“%(name)s” is too long for a label. Use at most %(most)s characters.")
            raise forms.ValidationError(text % {"name": f"{long[:LABEL_LENGTH]}…", "most": LABEL_LENGTH}, code="long")
        if len(found) > MOST_LABELS:
            text = _("These are %(count)s labels, and %(most)s is the most.")
            raise forms.ValidationError(text % {"count": len(found), "most": MOST_LABELS}, code="many")
        return found
