"""The forms of this room: they check and convert what was typed, and save nothing."""

from runlog.training.forms.base import LogForm
from runlog.training.forms.run import RunPart
from runlog.training.forms.sessions import StrengthForm, WalkForm
from runlog.training.forms.shoe import ShoeForm
from runlog.training.forms.shoe_care import ComfortForm, MoveRunsForm, RetireForm, ShoeCheckForm, ShoeLimitsForm

__all__ = [
    "ComfortForm",
    "LogForm",
    "MoveRunsForm",
    "RetireForm",
    "RunPart",
    "ShoeCheckForm",
    "ShoeForm",
    "ShoeLimitsForm",
    "StrengthForm",
    "WalkForm",
]
