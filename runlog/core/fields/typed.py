"""What the fields have in common that are typed into: they know who types, and keep a value exactly whose text nobody touched."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runlog.core.words import Words


@dataclass(frozen=True)
class Writer:
    """Who fills in a form: units "km" or "mi", IANA time zone, and the present; `now` is aware."""

    units: str = "km"
    zone: str = "UTC"
    now: datetime | None = None
    today: date | None = None


class TypedField(forms.Field):
    """Text that stands for a value.

    Subclasses write a value as text and read text as a value. Text that still is what the form showed for the value
    it opened with gives that very value back: 8,214 m shown as 5.104 mi stay 8,214 m.
    """

    default_error_messages = {"required": _("This is needed. Fill it in to save.")}

    def __init__(self, *, suffix: Words = "", placeholder: Words = "", **kwargs: Any) -> None:
        """`suffix` stands behind the input, such as a unit; `placeholder` shows an example."""
        super().__init__(**kwargs)
        self.suffix = suffix
        self.writer = Writer()
        self.kept: Any = None
        if placeholder:
            self.widget.attrs["placeholder"] = placeholder

    def settle(self, writer: Writer, kept: Any) -> None:
        """Tell the field who types and which value the form opened with; the form does so."""
        self.writer, self.kept = writer, kept

    def prepare_value(self, value: Any) -> str:
        """Return the text to show: what was typed, as it was typed, else the value as text."""
        if value is None:
            return ""
        return value if isinstance(value, str) else self.write(value)

    def clean(self, value: Any) -> Any:
        """Return the value, or None for an empty field. Raises ValidationError with a sentence."""
        text = str(value or "").strip()
        if not text:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        if self.kept is not None and text == self.prepare_value(self.kept):
            return self.kept
        return self.read(text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the texts."""
        return self.prepare_value(initial) != str(data or "").strip()

    def read(self, text: str) -> Any:
        """Return the value of a text that is not empty. Raises ValidationError with a sentence."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return the text of a value."""
        raise NotImplementedError
