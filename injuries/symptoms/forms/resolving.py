"""Forms that close a check or leg report."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from runlog.core.fields import DayField, TextField
from runlog.core.forms import RunlogForm


class SeenForm(RunlogForm):
    """On which day a clinician has seen it."""

    id = None
    on = DayField(label=gettext_lazy("Seen on"))

    def __init__(self, *args: Any, first: date, last: date, **kwargs: Any) -> None:
        """`first` is the day of the report, `last` today."""
        super().__init__(*args, **kwargs)
        self.first, self.last = first, last

    def clean_on(self) -> date:
        """Refuse a day before the report and one that has not come."""
        on = self.cleaned_data["on"]
        if on > self.last:
            raise forms.ValidationError(_("That day has not come yet. Choose today or an earlier day."), code="future")
        if on < self.first:
            day = date_format(self.first, "j F Y")
            raise forms.ValidationError(
                _("This was reported on %(day)s. Choose that day or a later one."), code="early", params={"day": day}
            )
        return on


class MistakeForm(RunlogForm):
    """Why it was a mistake; asked after the athlete has confirmed that it was one."""

    id = None
    reason = TextField(label=gettext_lazy("What happened?"), rows=3)
