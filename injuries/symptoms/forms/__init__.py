"""The forms of this room: they check what was typed and convert it, and save nothing."""

from injuries.symptoms.forms.care import AppointmentForm, HomeCareForm, OnsetForm
from injuries.symptoms.forms.legs import LegPart, LegReportForm
from injuries.symptoms.forms.pain import CheckInForm, PainForm, RunPainPart
from injuries.symptoms.forms.resolving import MistakeForm, SeenForm
from injuries.symptoms.forms.signs import SignCheckForm

__all__ = [
    "AppointmentForm",
    "CheckInForm",
    "HomeCareForm",
    "LegPart",
    "LegReportForm",
    "MistakeForm",
    "OnsetForm",
    "PainForm",
    "RunPainPart",
    "SeenForm",
    "SignCheckForm",
]
