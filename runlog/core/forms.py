"""The form that all of ours build on: who types, the record's hidden id, and how it is drawn."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from runlog.core.fields import RecordIdField, Writer
from runlog.core.layout import Card, Columns, Hidden, Part
from runlog.core.opened import OPENED, follow, marks_of, written

# The second button of a form for a new record that was saved before.
REPLACES = "replaces"


def drawn(form: Any) -> FormHelper:
    """Tell crispy how to draw a form that has `layout()` and `is_wide`."""
    helper = FormHelper()
    helper.form_tag = False
    helper.render_hidden_fields = True
    helper.layout = Layout(Columns(*form.layout(), is_wide=form.is_wide))
    return helper


class RunlogForm(forms.Form):
    """A form in the writer's units and time zone, drawn by `{% crispy form %}` inside a <form> of the page.

    Forms without a record say `id = None`. `layout()` lists cards; without it all fields stand in one card. One that `edits` what
    is there leaves alone what nobody touched in it (`marks`).
    """

    is_wide = False
    use_required_attribute = False  # the browser's own bubbles stop a form in a fold without a word
    marks_required = True
    # Fields that make one answer: what was touched in one of them counts for all.
    TOGETHER: tuple[tuple[str, ...], ...] = ()

    id: Any = RecordIdField()

    def __init__(
        self,
        *args: Any,
        units: str = "km",
        zone: str = "UTC",
        now: datetime | None = None,
        today: date | None = None,
        edits: bool = False,
        **kwargs: Any,
    ) -> None:
        """`units` "km" or "mi"; `zone` an IANA name; `now` (aware) and `today` where the form refuses the future.

        With `edits`, `initial` is what is there now.
        """
        super().__init__(*args, **kwargs)
        self.writer = Writer(units=units, zone=zone, now=now, today=today)
        for name, field in self.fields.items():
            if hasattr(field, "settle"):
                field.settle(self.writer, self.get_initial_for_field(field, name))
            if field.required and not field.widget.is_hidden and not field.widget.use_fieldset:
                field.widget.attrs["aria-required"] = "true"
        marks = (follow(self, self.TOGETHER) if self.is_bound else marks_of(self)) if edits else {}
        # The id of the record that is there already, where the form asks which one is meant (`pages.ask_which`), or was refused then.
        self.replaces: str = self.data.get(REPLACES, "")
        self.marks = Hidden(OPENED, written(marks))

    def layout(self) -> Iterable[Part]:
        """Return the cards of the form."""
        return [Card("", *(name for name, field in self.fields.items() if not field.widget.is_hidden))]

    @property
    def helper(self) -> FormHelper:
        """Tell crispy how to draw the form."""
        helper = drawn(self)
        helper.layout.append(self.marks)
        return helper

    def fields_only(self, *parts: Part) -> FormHelper:
        """Draw some parts alone: for a page whose one <form> is made of several, of which another brings errors, id and token."""
        helper = FormHelper()
        helper.form_tag = False
        helper.form_show_errors = False
        helper.render_hidden_fields = False
        helper.disable_csrf = True
        helper.layout = Layout(*parts)
        return helper
