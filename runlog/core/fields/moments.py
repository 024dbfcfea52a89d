"""Fields for days and for moments, shown and edited in the offset that they belong to."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _

from runlog.core.dates import at_offset, in_zone, moment_in_zone, offset_min_of
from runlog.core.fields.typed import TypedField

FIRST_YEAR = 1950
LAST_YEAR = 2200
GRACE = timedelta(minutes=1)


class DateInput(forms.TextInput):
    """The browser's own date picker."""

    input_type = "date"


class MomentInput(forms.TextInput):
    """The browser's own date and time picker."""

    input_type = "datetime-local"


def check_year(day: date) -> None:
    """Refuse years that were typed with two figures, or five."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(_("The year looks wrong. Type all four figures, such as 2026."), code="year")


class DayField(TypedField):
    """A date. With `refuse_future`, none after the writer's today."""

    widget = DateInput

    def __init__(self, *, refuse_future: bool = False, **kwargs: Any) -> None:
        """The form passes the writer's today."""
        super().__init__(**kwargs)
        self.refuse_future = refuse_future

    def read(self, text: str) -> date:
        """Return the date of YYYY-MM-DD."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            message = _("“%(text)s” is not a date. Type it like 2026-11-22: year, month, day.")
            raise forms.ValidationError(message, code="date", params={"text": text[:40]}) from None
        check_year(day)
        if self.refuse_future and self.writer.today is not None and day > self.writer.today:
            raise forms.ValidationError(_("That day has not come yet. Choose today or an earlier day."), code="future")
        return day

    def write(self, value: date) -> str:
        """Return YYYY-MM-DD."""
        return value.isoformat()


class MomentField(TypedField):
    """Clock time where the writer was -> aware datetime with a fixed offset.

    A moment recorded in the offset of the writer's zone moves with the zone's rules; one recorded elsewhere (on a journey)
    keeps its own offset. With `refuse_future`, none later than a minute after the writer's now.
    """

    widget = MomentInput

    def __init__(self, *, refuse_future: bool = True, **kwargs: Any) -> None:
        """The form passes the writer's now and zone."""
        super().__init__(**kwargs)
        self.refuse_future = refuse_future

    def read(self, text: str) -> datetime:
        """Return the moment of YYYY-MM-DDTHH:MM, seconds allowed."""
        try:
            local = datetime.fromisoformat(text)
        except ValueError:
            local = None
        if local is None or local.tzinfo is not None or len(text) == len("2026-11-22"):
            message = _("“%(text)s” is not a date and time. Type it like 2026-11-22 07:40.")
            raise forms.ValidationError(message, code="moment", params={"text": text[:40]})
        check_year(local.date())
        moment = self._moment(local)
        if self._is_future(moment):
            raise forms.ValidationError(_("That is in the future. Choose a time up to now."), code="future")
        return moment

    def write(self, value: datetime) -> str:
        """Return the moment's own clock time, with seconds only where it has some."""
        return value.strftime("%Y-%m-%dT%H:%M:%S" if value.second else "%Y-%m-%dT%H:%M")

    def _is_future(self, moment: datetime) -> bool:
        return self.refuse_future and self.writer.now is not None and moment > self.writer.now + GRACE

    def _moment(self, local: datetime) -> datetime:
        if self.kept is not None and in_zone(self.kept, self.writer.zone).utcoffset() != self.kept.utcoffset():
            return local.replace(tzinfo=self.kept.tzinfo)
        first = moment_in_zone(local, self.writer.zone)
        if first.replace(tzinfo=None) != local:
            raise forms.ValidationError(_("The clocks were put forward over that time. Choose one before or after."), code="gap")
        return self._of_repeated_hour(local, first)

    def _of_repeated_hour(self, local: datetime, first: datetime) -> datetime:
        # When clocks go back an hour happens twice: the second one is meant only where the form already was in its offset.
        aware = local.replace(tzinfo=ZoneInfo(self.writer.zone), fold=1)
        second = at_offset(aware, offset_min_of(aware))
        is_meant = self.kept is not None and second.utcoffset() == self.kept.utcoffset() != first.utcoffset()
        return second if is_meant and not self._is_future(second) else first
