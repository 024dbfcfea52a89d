"""Which part of the handbook explains which page: by the beginning of the page's name, the longest that fits (pure)."""

from collections.abc import Mapping

RUNNERS, APPOINTMENT, DATA, LEAVING = "runners", "appointment", "data", "leaving"
COACHING, CURATORS, OPERATING = "coaching", "curators", "operating"
PLACES: Mapping[str, tuple[str, str]] = {
    "home": (RUNNERS, "today"),
    "check_in": (RUNNERS, "check-in"),
    "run_": (RUNNERS, "runs"),
    "run_new": (RUNNERS, "log-a-run"),
    "run_edit": (RUNNERS, "log-a-run"),
    "run_weeks": (RUNNERS, "weeks-and-warm-ups"),
    "run_bulk": (RUNNERS, "many-runs-at-once"),
    "walk_": (RUNNERS, "walks-and-strength"),
    "strength_": (RUNNERS, "walks-and-strength"),
    "shoe_": (RUNNERS, "shoes"),
    "back": (RUNNERS, "my-back"),
    "onset_": (RUNNERS, "my-back"),
    "pain_": (RUNNERS, "pain-scores"),
    "leg_": (RUNNERS, "legs"),
    "sign_check_": (RUNNERS, "warning-signs"),
    "warning_signs": (RUNNERS, "warning-signs"),
    "emergency": (RUNNERS, "warning-signs"),
    "home_care_": (RUNNERS, "home-care-and-appointments"),
    "appointment_": (RUNNERS, "home-care-and-appointments"),
    "appointment_prepare": (APPOINTMENT, "preparing"),
    "appointment_report": (APPOINTMENT, "what-stands-on-the-page"),
    "flag_": (RUNNERS, "what-the-log-can-show"),
    "advice_": (RUNNERS, "advice"),
    "diary": (RUNNERS, "diary"),
    "trash_": (RUNNERS, "bin"),
    "activity_import": (RUNNERS, "import"),
    "import_": (RUNNERS, "import"),
    "job_": (RUNNERS, "import"),
    "welcome": (RUNNERS, "settings"),
    "settings": (RUNNERS, "settings"),
    "privacy": (RUNNERS, "who-sees-it"),
    "account_": (RUNNERS, "account"),
    "data": (DATA, "out"),
    "log_file_": (DATA, "in"),
    "account_delete": (LEAVING, "the-day-of-grace"),
    "account_keep": (LEAVING, "the-day-of-grace"),
    "usersessions_": (RUNNERS, "account"),
    "mfa_": (RUNNERS, "a-second-step-at-log-in"),
    "second_factor_": (RUNNERS, "a-second-step-at-log-in"),
    "security_log": (RUNNERS, "account"),
    "handbook": (RUNNERS, "help"),
    "coach_": (COACHING, "letting-somebody-in"),
    "invitation_": (COACHING, "letting-somebody-in"),
    "seen_": (COACHING, "letting-somebody-in"),
    "look_": (COACHING, "the-access-log"),
    "athlete_": (COACHING, "the-list-of-athletes"),
    "healthz": (OPERATING, "watch-over-it"),
    "readyz": (OPERATING, "watch-over-it"),
    "desk": (CURATORS, "advice"),
    "desk_sign_off": (CURATORS, "sign-off"),
    "threshold_": (CURATORS, "thresholds"),
}


def place_of(page: str) -> tuple[str, str] | None:
    """Return the chapter and its part that explain the page of that URL name; None where nothing does."""
    fitting = [beginning for beginning in PLACES if page.startswith(beginning)]
    return PLACES[max(fitting, key=len)] if fitting else None
