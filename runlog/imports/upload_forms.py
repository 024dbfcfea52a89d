"""The forms that bring files: several at once, or one in pieces."""

import hashlib
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from runlog.core.forms import RunlogForm

NAME_LENGTH = 255
MOST_NUMBER = 2**63 - 1


class ManyFilesInput(forms.FileInput):
    """A button that lets several files be chosen."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Files -> a list of them, none of them twice."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list["UploadedFile[Any]"]:
        """Check each file."""
        chosen = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(each, initial) for each in chosen or [None]]


class FilesForm(RunlogForm):
    """Files of any kind that an import can read; what is in them, the import says file by file."""

    chosen = ManyFilesField(
        label=_("Your files"),
        help_text=_("You can choose many at once: single activities, tables, or a whole archive (up to 4 GB each)."),
        allow_empty_file=True,
        error_messages={"required": _("Choose one or more files first.")},
    )


class PieceForm(forms.Form):
    """A piece of a file: which file, how long it is in all, and where the piece begins, in bytes."""

    key = forms.RegexField(r"^[\w.-]{1,64}$")
    name = forms.CharField()
    size = forms.IntegerField(min_value=0, max_value=MOST_NUMBER)
    offset = forms.IntegerField(min_value=0, max_value=MOST_NUMBER)
    piece = forms.FileField(allow_empty_file=True)

    def clean_name(self) -> str:
        """Keep the end of a name that is too long: it says what kind of file it is."""
        return plain_name(self.cleaned_data["name"])


def plain_name(name: str) -> str:
    """Return a file's own name, without folders and without what no page can show."""
    own = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in own if letter.isprintable())[-NAME_LENGTH:] or "?"


def key_of(file: "UploadedFile[Any]", number: int) -> str:
    """Return the key of a file that came with a form: the same when the form is sent again."""
    return hashlib.sha256(f"{number}/{file.name}/{file.size}".encode()).hexdigest()[:40]
