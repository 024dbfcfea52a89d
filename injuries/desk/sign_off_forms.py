"""The form of a sign-off."""

from django import forms
from django.utils.translation import gettext_lazy as _

from runlog.core.fields import DayField, TextField
from runlog.core.forms import RunlogForm


class SignOffForm(RunlogForm):
    """Who reviewed the warning signs, and when; `digest` is that of what the page showed."""

    id = None
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    clinician = TextField(label=_("Name of the clinician"), help_text=_("Everybody sees it on the pages of warning signs. Ask first."))
    profession = TextField(label=_("Profession"), help_text=_("Such as: general practitioner, physiotherapist."))
    signed_on = DayField(label=_("Reviewed on"), refuse_future=True)
    note = TextField(label=_("Note"), rows=3, required=False, max_length=2_000, help_text=_("For the desk only."))
    is_sure = forms.BooleanField(
        label=_("This person has read the questions, their levels and the advice on this page as they stand, and agrees with them."),
        error_messages={"required": _("Tick this once it is so. Without it nothing is entered.")},
    )
