"""The forms of the import page: the file, and the question what sport it was."""

from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from runlog.core.fields import SegmentedField
from runlog.core.forms import RunlogForm
from runlog.imports.candidate import Candidate
from runlog.imports.files import MOST_BYTES, too_large
from runlog.people.models import User


class ActivityFileForm(RunlogForm):
    """One activity file."""

    id = None
    file = forms.FileField(
        label=_("Activity file"),
        help_text=_("A FIT, GPX or TCX file from a watch or an app, also as .gz."),
        widget=forms.FileInput(attrs={"accept": ".fit,.gpx,.tcx,.gz"}),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty. Choose another one.")},
    )

    def clean_file(self) -> Any:
        """Refuse what is larger than a recording can be, before it is read."""
        if self.cleaned_data["file"].size > MOST_BYTES:
            raise forms.ValidationError(too_large())
        return self.cleaned_data["file"]


class SportForm(RunlogForm):
    """What the sport was, of a file that does not say; carries what was read, signed for the athlete."""

    id = None
    found = forms.CharField(widget=forms.HiddenInput)
    sport = SegmentedField(
        [("run", _("A run")), ("other", _("Something else"))],
        label=_("What was it?"),
        help_text=_("The file does not say what sport it was."),
        required=True,
    )


def seal(candidate: Candidate, athlete: User) -> str:
    """Return the candidate as text that only this athlete can send back."""
    return _signer(athlete).sign_object(candidate.as_json())


def unseal(text: str, athlete: User) -> Candidate:
    """Return the candidate of `seal`. Raises Http404 for text that was made up or made for somebody else."""
    try:
        return Candidate.from_json(_signer(athlete).unsign_object(text))
    except BadSignature as error:
        raise Http404 from error


def _signer(athlete: User) -> Signer:
    return Signer(salt=f"activity-{athlete.pk}")
