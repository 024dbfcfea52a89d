"""The form that brings a log file."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from injuries.logfile.sent_files import MOST_BYTES
from runlog.core.forms import RunlogForm
from runlog.imports.uploads import has_room


class LogFileForm(RunlogForm):
    """One file; what is in it, the reading says."""

    id = None
    chosen = forms.FileField(
        label=_("Choose a log file"),
        help_text=_("A file that ends in .json and came from Runlog, from this one or another."),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty. Choose the one that you downloaded from Runlog."),
        },
    )

    def clean_chosen(self) -> "UploadedFile[Any]":
        """Refuse what is too large to be a log, before anything of it is read."""
        file: UploadedFile[Any] = self.cleaned_data["chosen"]
        size = file.size or 0
        if size > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 100 MB, so it is not one log. Twenty years of running make about 10 MB.")
            )
        if not has_room(size):
            raise forms.ValidationError(_("There is no room for this file here at the moment. Send it again later."))
        return file
