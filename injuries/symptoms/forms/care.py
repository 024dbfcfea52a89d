"""Forms for home care, appointments, and when the pain began."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from injuries.symptoms.choices import AppointmentWith, HomeCareKind
from injuries.symptoms.forms.record import RecordForm
from injuries.symptoms.models import Appointment, HomeCare
from injuries.symptoms.records import PREPARATION_FIELDS
from runlog.core.fields import ChecksField, DayField, SegmentedField, TextField, YesNoField
from runlog.core.forms import RunlogForm
from runlog.core.layout import Card, Fold, Folds, Part

LONGEST_QUESTION = 10_000


def lines_of(text: str) -> list[str]:
    """Return the lines that hold words."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def questions_in(text: str | None) -> list[str]:
    """Return the questions of a text, one a line. Raises ValidationError."""
    lines = lines_of(text or "")
    if any(len(line) > LONGEST_QUESTION for line in lines):
        raise forms.ValidationError(_("One of these questions is too long. Shorten it, or break it into lines."), code="long")
    return lines


class HomeCareForm(RecordForm):
    """What was tried at home on a day."""

    on = DayField(label=gettext_lazy("Day"), refuse_future=True)
    kinds = ChecksField(HomeCareKind.choices, label=gettext_lazy("What did you try?"), required=True)
    note = TextField(label=gettext_lazy("Note"), rows=3, required=False)

    @staticmethod
    def initial_of(care: HomeCare) -> dict[str, Any]:
        """Return what the form opens with for an entry."""
        return {"on": care.local_on, "kinds": care.kinds, "note": care.note}


class AppointmentForm(RecordForm):
    """An appointment, ahead or past, with the questions to take along and what was said."""

    on = DayField(label=gettext_lazy("Day"))
    with_whom = SegmentedField(AppointmentWith.choices, label=gettext_lazy("With"), required=True)
    questions = TextField(
        label=gettext_lazy("Questions to ask"), rows=4, max_length=100_000, required=False, help_text=gettext_lazy("One question a line.")
    )
    attended = YesNoField(label=gettext_lazy("Did you go?"))
    cancelled = YesNoField(label=gettext_lazy("Was it cancelled?"))
    advice = TextField(label=gettext_lazy("What you were told"), rows=4, required=False)
    how_it_began = TextField(label=gettext_lazy("How it began"), rows=3, required=False)
    medicines = TextField(label=gettext_lazy("Medicines you take"), rows=3, required=False)
    past_episodes = TextField(label=gettext_lazy("Back pain before this"), rows=3, required=False)
    other_conditions = TextField(label=gettext_lazy("Other conditions"), rows=3, required=False)
    goals = TextField(label=gettext_lazy("What you want to be able to do"), rows=3, required=False)

    @staticmethod
    def initial_of(appointment: Appointment) -> dict[str, Any]:
        """Return what the form opens with for an appointment."""
        names = ("with_whom", "attended", "cancelled", "advice", *PREPARATION_FIELDS)
        same = {name: getattr(appointment, name) for name in names}
        return same | {"on": appointment.local_on, "questions": "\n".join(appointment.questions or []) or None}

    def layout(self) -> Iterable[Part]:
        """When and with whom; preparation and what came of it fold away."""
        preparation = Fold(_("Prepare"), _("what they will ask you"), *PREPARATION_FIELDS)
        after = Fold(_("Afterwards"), _("did you go, what were you told"), "attended", "advice", "cancelled")
        return [Card("", "on", "with_whom", "questions"), Folds(preparation, after)]

    def clean_questions(self) -> list[str] | None:
        """Return one question a line."""
        return questions_in(self.cleaned_data["questions"]) or None

    def clean(self) -> dict[str, Any] | None:
        """Refuse what cannot both be so."""
        given = self.cleaned_data
        if given.get("attended") and given.get("cancelled"):
            self.add_error("cancelled", _("You said that you went. An appointment you went to was not cancelled."))
        today = self.writer.today
        if given.get("attended") and today and given.get("on") and given["on"] > today:
            self.add_error("attended", _("The appointment is still ahead. Answer this once you have been there."))
        return given

    def values(self, known_questions: Sequence[str] | None = None) -> dict[str, Any]:
        """Return what `actions.save_appointment` takes, once the form is valid.

        `known_questions` of several lines each stay as they are where the field still shows just them.
        """
        given = super().values()
        is_untouched = known_questions and lines_of("\n".join(known_questions)) == given["questions"]
        return given | ({"questions": known_questions} if is_untouched else {})


class OnsetForm(RunlogForm):
    """On which day the pain of an episode began."""

    id = None
    onset_on = DayField(label=gettext_lazy("It began on"))

    def __init__(self, *args: Any, opened_on: date, **kwargs: Any) -> None:
        """`opened_on` is the day on which the log shows the episode first."""
        super().__init__(*args, **kwargs)
        self.opened_on = opened_on

    def clean_onset_on(self) -> date:
        """Refuse a day after the one the log shows."""
        onset_on = self.cleaned_data["onset_on"]
        if onset_on > self.opened_on:
            day = date_format(self.opened_on, "j F Y")
            raise forms.ValidationError(
                _("Your log shows this pain since %(day)s. Choose that day or an earlier one."), params={"day": day}
            )
        return onset_on
