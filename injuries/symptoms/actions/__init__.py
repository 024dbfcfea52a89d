"""Writing what the body said: every change of this room goes through one of these, inside `core.events.change`."""

from injuries.symptoms.actions.care import correct_onset, prepare_appointment, save_appointment, save_home_care
from injuries.symptoms.actions.pain import check_in, save_pain_score, save_run_scores
from injuries.symptoms.actions.reports import answer_leg_report, answer_sign_check, save_leg_report, save_run_leg_report, save_sign_check
from injuries.symptoms.actions.resolving import get_help, resolve

__all__ = [
    "answer_leg_report",
    "answer_sign_check",
    "check_in",
    "correct_onset",
    "get_help",
    "prepare_appointment",
    "resolve",
    "save_appointment",
    "save_home_care",
    "save_leg_report",
    "save_pain_score",
    "save_run_leg_report",
    "save_run_scores",
    "save_sign_check",
]
