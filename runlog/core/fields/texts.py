"""Fields for words, and the hidden id that makes a form sent twice one record."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
NAME_LENGTH = 200
TEXT_LENGTH = 10_000


class TextField(forms.CharField):
    """Words -> str, or None for none. `rows` makes it a text area of up to 10,000 characters, else it is one line of up to 200."""

    default_error_messages = {"required": gettext_lazy("This is needed. Fill it in to save.")}
    CANNOT_BE_KEPT = gettext_lazy("This holds a character that cannot be kept. Type it again by hand.")

    def __init__(self, *, rows: int = 0, max_length: int | None = None, **kwargs: Any) -> None:
        """White space around the words is dropped."""
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput())
        super().__init__(empty_value=None, **kwargs)
        self.most = max_length or (TEXT_LENGTH if rows else NAME_LENGTH)

    def clean(self, value: Any) -> str | None:
        """Return the words with plain line ends."""
        if "\x00" in str(value):
            raise forms.ValidationError(self.CANNOT_BE_KEPT, code="control")
        text: str | None = super().clean(value if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n"))
        if text and len(text) > self.most:
            params = {"length": len(text), "most": self.most}
            raise forms.ValidationError(_("This is too long: %(length)s characters, %(most)s fit."), code="long", params=params)
        if text and CONTROL.search(text):
            raise forms.ValidationError(self.CANNOT_BE_KEPT, code="control")
        return text


class RecordIdField(forms.CharField):
    """The id of the record that a form makes or edits, chosen when the form was opened."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": gettext_lazy("This page is incomplete. Open the form again."),
        "id": gettext_lazy("This page is incomplete. Open the form again."),
    }

    def clean(self, value: Any) -> str:
        """Return what the form carried; whether it is this athlete's own id, the view asks."""
        text: str = super().clean(value)
        if len(text) > NAME_LENGTH or CONTROL.search(text):
            raise forms.ValidationError(self.error_messages["id"], code="id")
        return text
