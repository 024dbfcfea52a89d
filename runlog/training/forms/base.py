"""What the forms of this room share: whose log it is, and the record that they edit."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from runlog.core.forms import RunlogForm
from runlog.core.models import Record
from runlog.people.models import User


class LogForm(RunlogForm):
    """A form of one athlete's log.

    `record` is the one that is edited, `form_id` the hidden id of a new one (`core.pages.new_form_id`); `initial` goes before
    what the record holds. Pages with several forms give each a `name`, which sets their fields' ids apart.
    """

    # The record's fields that the form shows under the same name.
    OF_RECORD: tuple[str, ...] = ()

    def __init__(
        self,
        data: Any = None,
        *,
        athlete: User,
        now: datetime,
        record: Record | None = None,
        form_id: str = "",
        initial: dict[str, Any] | None = None,
        name: str = "",
        **kwargs: Any,
    ) -> None:
        """`now` is the instant at which the page was asked for."""
        self.athlete, self.now = athlete, now
        self.record: Any = record
        today = athlete.today(now)
        start = {"id": form_id} | self.initial_of(record) | (initial or {})
        if name:
            kwargs["auto_id"] = f"id_{name}_%s"
        told: dict[str, Any] = {"units": athlete.units, "zone": athlete.time_zone, "now": now, "today": today}
        edits = bool(record and self.OF_RECORD and not form_id)
        super().__init__(data, initial=start, edits=edits, **told, **kwargs)
        if not form_id:
            self.fields.pop("id", None)

    def initial_of(self, record: Any) -> dict[str, Any]:
        """Return what the fields open with for a record."""
        return {} if record is None else {name: getattr(record, name) for name in self.OF_RECORD}

    def values(self) -> dict[str, Any]:
        """Return what was typed in the log's own terms, for the action that saves it. The form must be valid."""
        return {name: value for name, value in self.cleaned_data.items() if name != "id"}


NOT_YOUR_PAIR = {"invalid_choice": _("Choose one of your own pairs.")}
