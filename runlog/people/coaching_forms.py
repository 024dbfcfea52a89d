"""The forms of coaching: whom to invite, and what the athlete shows until when."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from runlog.core.fields import DayField, SegmentedField
from runlog.core.fields.texts import CONTROL
from runlog.core.forms import RunlogForm
from runlog.core.layout import Card, Follow, Part
from runlog.people.grants import EXPLAINED, OPEN_END, Grant, Terms
from runlog.people.models import User

NO, OPEN, UNTIL = "no", "open", "until"
ANSWERS = [(NO, gettext_lazy("Do not share")), (OPEN, gettext_lazy("Until I end it")), (UNTIL, gettext_lazy("Until a day"))]
EMAIL_LENGTH = 254
TO_WHOM = gettext_lazy("Whom do you want to invite?")


class CoachingForm(RunlogForm):
    """A form of somebody's coaching; `form_id` is the hidden id of one that makes something (`core.pages.new_form_id`)."""

    def __init__(
        self, data: Any = None, *, user: User, now: datetime, form_id: str = "", initial: dict[str, Any] | None = None, edits: bool = False
    ) -> None:
        """`now` is the instant at which the page was asked for."""
        self.user = user
        super().__init__(data, initial={"id": form_id} | (initial or {}), today=user.today(now), now=now, edits=edits)
        if not form_id:
            del self.fields["id"]


class InviteForm(CoachingForm):
    """The address to invite."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=EMAIL_LENGTH,
        error_messages={
            "required": gettext_lazy("This is needed: the invitation only works for this address."),
            "invalid": gettext_lazy("Enter an e-mail address such as ann@example.org."),
        },
        help_text=gettext_lazy("The invitation only works for an account with this address."),
    )

    def clean_email(self) -> str:
        """Return the address in lower case; nobody invites themselves."""
        email: str = self.cleaned_data["email"].lower()
        if CONTROL.search(email):
            raise forms.ValidationError(_("Enter an e-mail address such as ann@example.org."))
        if email == self.user.email.lower():
            raise forms.ValidationError(_("This is your own address. Enter the address of the other person."), code="own")
        return email


class TermsForm(CoachingForm):
    """What the athlete shows, each grant up to a day or until it is ended; nothing is chosen beforehand."""

    TOGETHER = ("training", "training_until"), ("pain", "pain_until"), ("notes", "notes_until")

    training = SegmentedField(ANSWERS, label=Grant.TRAINING.label, required=True, opens=[UNTIL], help_text=EXPLAINED[Grant.TRAINING])
    training_until = DayField(label=gettext_lazy("Share it up to and including"), required=False)
    pain = SegmentedField(ANSWERS, label=Grant.PAIN.label, required=True, opens=[UNTIL], help_text=EXPLAINED[Grant.PAIN])
    pain_until = DayField(label=gettext_lazy("Share it up to and including"), required=False)
    notes = SegmentedField(ANSWERS, label=Grant.NOTES.label, required=True, opens=[UNTIL], help_text=EXPLAINED[Grant.NOTES])
    notes_until = DayField(label=gettext_lazy("Share it up to and including"), required=False)

    def layout(self) -> Iterable[Part]:
        """Return one card with the three grants."""
        yield Card(gettext_lazy("What do you want to share?"), *self._grants())

    def _grants(self) -> Iterable[Part]:
        for grant in Grant:
            yield grant.value
            yield Follow(f"{grant.value}_until")

    def clean(self) -> dict[str, Any]:
        """Refuse an end without a day, one that is past, and notes that no entry would carry."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for grant in Grant:
            if found.get(grant.value) == UNTIL and f"{grant.value}_until" not in self.errors:
                self._check_end(grant.value, found.get(f"{grant.value}_until"))
        others = [found.get(grant.value, OPEN) for grant in (Grant.TRAINING, Grant.PAIN)]
        if found.get("notes") in (OPEN, UNTIL) and others == [NO, NO]:
            self.add_error("notes", _("Notes stand on entries. Share training or pain too, or do not share notes."))
        return found

    def _check_end(self, name: str, until: date | None) -> None:
        if until is None:
            self.add_error(f"{name}_until", _("Enter the last day on which this is shared, or choose another answer."))
        elif self.writer.today is not None and until < self.writer.today:
            self.add_error(f"{name}_until", _("That day is past. Choose today or a later day, or do not share it."))

    def terms(self) -> Terms:
        """Return what was chosen."""
        return Terms(*(self._until(grant.value) for grant in Grant))

    def _until(self, name: str) -> date | None:
        answer = self.cleaned_data[name]
        if answer == UNTIL:
            until: date = self.cleaned_data[f"{name}_until"]
            return until
        return OPEN_END if answer == OPEN else None

    @staticmethod
    def initial_of(terms: Terms) -> dict[str, Any]:
        """Return the answers that stand for some terms."""
        initial: dict[str, Any] = {}
        for grant in Grant:
            until = terms.until(grant)
            initial[grant.value] = NO if until is None else OPEN if until == OPEN_END else UNTIL
            initial[f"{grant.value}_until"] = until if until != OPEN_END else None
        return initial


class InviteCoachForm(InviteForm, TermsForm):
    """An athlete invites a coach: to whom, and what they will see once they accept."""

    def layout(self) -> Iterable[Part]:
        """Return two cards."""
        yield Card(TO_WHOM, "email")
        yield from TermsForm.layout(self)


class InviteAthleteForm(InviteForm):
    """A coach invites an athlete, who then chooses what to show."""

    def layout(self) -> Iterable[Part]:
        """Return one card."""
        yield Card(TO_WHOM, "email")
