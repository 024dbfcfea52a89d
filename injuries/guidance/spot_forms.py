"""The small forms on the page of a flag that no lower room has: one tap of home care, an appointment in two answers."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from injuries.symptoms.choices import AppointmentWith, HomeCareKind
from runlog.core.fields import DayField, SegmentedField
from runlog.core.forms import RunlogForm
from runlog.core.layout import Part


class SmallForm(RunlogForm):
    """A form without a card: the page has one. `saved` names what it has saved already."""

    def __init__(self, *args: Any, saved: Sequence[str] = (), **kwargs: Any) -> None:
        """Most forms have saved nothing."""
        super().__init__(*args, **kwargs)
        self.saved = saved

    def layout(self) -> Iterable[Part]:
        """Return the fields that are seen."""
        return [name for name, field in self.fields.items() if not field.widget.is_hidden]


class HomeCareTapForm(SmallForm):
    """What was tried today: each kind is a button that sends the form; those of today are `saved`."""

    kind = SegmentedField(HomeCareKind.choices, label=_("What did you try?"), required=True)

    @property
    def kinds(self) -> list[tuple[str, str, bool]]:
        """Each kind with its words, and whether today's log has it."""
        return [(str(value), str(words), value in self.saved) for value, words in HomeCareKind.choices]


class AppointmentSoonForm(SmallForm):
    """When, and with whom; the page of the appointment has the rest."""

    on = DayField(label=_("Day"))
    with_whom = SegmentedField(AppointmentWith.choices, label=_("With"), required=True)
