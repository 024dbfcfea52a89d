"""Every address of the product and what each role gets there: the table that a new address has to be added to."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from injuries.coaching.models import CoachNote
from injuries.guidance.models import Advice, AdviceVersion, Flag
from runlog.core import trash
from runlog.core.models import Job, Trashed
from runlog.imports.uploads import path_of
from runlog.people.models import CoachingLink, Invitation, User
from tests.support import import_rows, rows, sharing
from tests.support.cast import make_user
from tests.support.clock import NOW
from tests.support.passkeys import Device

# The records are Ann's. The coach may see all of it, the second coach her training only, the former coach's link has ended; nobody
# here knows Eve; Uma curates the advice.
ROLES = ("anonymous", "athlete", "coach", "training_coach", "former_coach", "stranger", "curator")
Statuses = tuple[int, int, int, int, int, int, int]
# Makes what an address names, for the user, and returns the parts of the address.
Maker = Callable[[User], dict[str, Any]]


def alike(anonymous: int, athlete: int, others: int, curator: int | None = None) -> Statuses:
    """Return the statuses of an address at which coaches get what strangers get."""
    return (anonymous, athlete, others, others, others, others, others if curator is None else curator)


# For everybody; the view says why.
PUBLIC = alike(200, 200, 200)
# For everybody who is logged in, each their own.
OWN = alike(302, 200, 200)
# Of a record of Ann's: nobody else can tell that it is there.
ANNS = alike(302, 200, 404)
# About Ann, for whoever coaches her; she has her own pages.
COACHS: Statuses = (302, 404, 200, 200, 404, 404, 404)
# The same, where it takes the grant of pain.
COACHS_PAIN: Statuses = (302, 404, 200, 404, 404, 404, 404)
# For who curates; to everybody else it is not there.
CURATORS = alike(302, 404, 404, 200)
CURATORS_ONWARD = alike(302, 404, 404, 302)
CURATORS_POST = alike(302, 404, 404, 405)
# Takes a POST only.
POST = alike(302, 405, 405)
# Takes a POST for a record of Ann's, and leads back to it.
ANNS_ONWARD = alike(302, 302, 404)
POST_OF_GUESTS = alike(405, 405, 405)
# Leads on to another page.
ONWARD = alike(302, 302, 302)
# Not there until somebody has turned it on.
NOBODYS = alike(302, 404, 404)
# For those who are not logged in yet.
GUESTS = alike(200, 302, 302)


def five(name: str, make: Callable[[User], Any]) -> dict[str, tuple[Statuses, Maker | None]]:
    """Return the lines of the five role words."""
    parts = of(make)
    return {
        f"{name}_list": (OWN, None),
        f"{name}_new": (OWN, None),
        f"{name}_detail": (ANNS, parts),
        f"{name}_edit": (ANNS, parts),
        f"{name}_delete": (ANNS, parts),
    }


def of(make: Callable[[User], Any]) -> Maker:
    """Return a maker of the parts of an address that names a record by its key."""
    return lambda user: {"pk": make(user).pk}


def make_trashed(user: User) -> Trashed:
    """A walk in the bin."""
    return trash.delete(rows.make_walk(user), now=timezone.now())


def make_job(user: User) -> Job:
    """A job that goes on in the background."""
    return Job.objects.create(kind="any", owner=user, created_at=NOW, changed_at=NOW)


def make_reading(user: User) -> dict[str, Any]:
    """A log file that was sent, and waits to be read."""
    return {"pk": Job.objects.create(kind="log_reading", owner=user, created_at=NOW, changed_at=NOW).pk}


def make_advice(user: User) -> dict[str, Any]:
    """An advice text that is published; it is nobody's."""
    advice, _is_new = Advice.objects.get_or_create(key="walking", element="strength")
    AdviceVersion.objects.get_or_create(advice=advice, number=1, title="Walking", text="Walk.", published_on=rows.DAY)
    return {"key": advice.key}


def make_flag(user: User) -> Flag:
    """A flag."""
    return Flag.objects.filter(athlete=user, rule="worn_shoes", scope="").first() or rows.make_flag(
        user, sentence="The pair is worn.", short="Worn"
    )


def make_simulation(user: User) -> dict[str, Any]:
    """A simulation that a curator has started; whose page it is, `user` is not."""
    numbers = {"rule": "silent_episode", "numbers": {"days": "10"}, "reason": "Too early.", "opened": 0, "standing": {}, "on": "2026-11-22"}
    owner = User.objects.filter(is_curator=True).first()
    job = Job.objects.create(kind="threshold_simulation", owner=owner, parameters=numbers, created_at=NOW, changed_at=NOW)
    return {"rule": "silent_episode", "pk": job.pk}


def make_episode(user: User) -> dict[str, Any]:
    """An episode: one day with enough pain opens it."""
    return {"opened_on": rows.make_pain(user, score=5).local_on.isoformat()}


def make_draft(user: User) -> dict[str, Any]:
    """A published text with a draft."""
    key = make_advice(user)["key"]
    draft: dict[str, Any] = {"number": 2, "title": "Walking", "text": "Walk more.", "saved_at": NOW}
    AdviceVersion.objects.get_or_create(advice=Advice.objects.get(key=key), **draft)
    return {"key": key}


def make_kept_file(user: User) -> dict[str, Any]:
    """A file that was kept after its import."""
    file = import_rows.make_file(import_rows.make_batch(user, "stored", keeps_files=True))
    path_of(file).parent.mkdir(parents=True, exist_ok=True)
    path_of(file).write_bytes(b"kept")
    return {"pk": file.batch_id, "file": file.pk}


def make_link(user: User) -> dict[str, Any]:
    """The link of the coach who may see everything."""
    found = CoachingLink.objects.filter(athlete=user, coach__display_name="Carl").first()
    return {"pk": (found or sharing.link(user, make_user("Carl"), *sharing.ALL)).pk}


def make_invitation(user: User) -> Invitation:
    """An invitation that the user has sent."""
    return sharing.invitation(user, "new@example.org")


def make_sent_invitation(user: User) -> dict[str, Any]:
    """An invitation that the user has been sent."""
    sharing.invitation(make_user("Ivy"), user.email, role="athlete", token="the-token")
    return {"token": "the-token"}


def of_athlete(make: Callable[[User], dict[str, Any]] = lambda user: {}) -> Maker:
    """Return a maker of the parts of an address that names the athlete, and maybe more."""
    return lambda user: {"pk": user.pk, **make(user)}


def seen(make: Callable[[User], dict[str, Any]] = lambda user: {}) -> Maker:
    """Return a maker of the parts of an address at which the athlete sees what a coach sees."""
    return lambda user: {**make_link(user), **make(user)}


def make_coach_note(user: User) -> dict[str, Any]:
    """A note of the coach's."""
    link = CoachingLink.objects.get(**make_link(user))
    return {"note": CoachNote.objects.create(link=link, form_id="note-1", text="Ring.", at=NOW).pk}


def make_run_part(user: User) -> dict[str, Any]:
    """A run."""
    return {"run": rows.make_run(user).pk}


def make_passkey(user: User) -> Authenticator:
    """A passkey; that it is anybody's own is asked once the password was."""
    asked = {"publicKey": {"rp": {"id": "testserver"}, "user": {"id": "QW5u"}, "challenge": "QW55"}}
    kept = {"name": "Phone", "passwordless": True, "credential": json.loads(Device().create(asked))}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=kept)


TABLE: dict[str, tuple[Statuses, Maker | None]] = {
    "healthz": (PUBLIC, None),
    "readyz": (PUBLIC, None),
    "home": (OWN, None),
    "diary": (OWN, None),
    "check_in": (OWN, None),
    "trash_list": (OWN, None),
    "trash_undo": (POST, of(make_trashed)),
    **five("run", rows.make_run),
    "run_weeks": (OWN, None),
    "run_bulk": (OWN, None),
    "run_bulk_undo": (POST, of(rows.make_bulk_change)),
    **five("walk", rows.make_walk),
    **five("strength", rows.make_strength),
    **five("shoe", rows.make_shoe),
    **five("pain", rows.make_pain),
    **five("home_care", rows.make_home_care),
    **five("appointment", rows.make_appointment),
    "appointment_prepare_new": (OWN, None),
    "appointment_prepare": (ANNS, of(rows.make_appointment)),
    "appointment_report": (ANNS, of(rows.make_appointment)),
    "appointment_report_pdf": (ANNS, of(rows.make_appointment)),
    "shoe_runs": (ANNS, of(rows.make_shoe)),
    "shoe_limits": (ANNS_ONWARD, of(rows.make_shoe)),
    "shoe_check_new": (ANNS_ONWARD, of(rows.make_shoe)),
    "shoe_comfort_new": (ANNS_ONWARD, of(rows.make_shoe)),
    "shoe_retire": (ANNS_ONWARD, of(rows.make_shoe)),
    "shoe_unretire": (ANNS_ONWARD, of(rows.make_shoe)),
    "shoe_move": (ANNS_ONWARD, of(rows.make_shoe)),
    "activity_import": (OWN, None),
    "import_upload": (POST, None),
    "import_detail": (ANNS, of(import_rows.make_batch)),
    "import_read": (POST, of(import_rows.make_batch)),
    "import_stop": (POST, of(import_rows.make_batch)),
    "import_questions": (POST, of(import_rows.make_batch)),
    "import_review_save": (POST, of(import_rows.make_batch)),
    "import_store": (POST, of(import_rows.make_batch)),
    "import_undo": (ANNS, of(lambda user: import_rows.make_batch(user, "stored"))),
    "import_files_delete": (POST, of(import_rows.make_batch)),
    "import_file": (ANNS, make_kept_file),
    "back": (OWN, None),
    "back_episode": (ANNS, make_episode),
    "onset_edit": (ANNS, make_episode),
    "leg_list": (OWN, None),
    "leg_new": (OWN, None),
    "leg_detail": (ANNS, of(rows.make_leg_report)),
    "leg_edit": (ANNS, of(rows.make_leg_report)),
    "leg_resolve": (ANNS, of(rows.make_leg_report)),
    "sign_check_list": (OWN, None),
    "sign_check_new": (OWN, None),
    "sign_check_start": (ONWARD, None),
    "sign_check_ask": (ANNS_ONWARD, of(rows.make_sign_check)),
    "sign_check_detail": (ANNS, of(rows.make_sign_check)),
    "sign_check_edit": (ANNS, of(rows.make_sign_check)),
    "sign_check_resolve": (ANNS, of(rows.make_sign_check)),
    "warning_signs": (PUBLIC, None),
    "emergency": (ONWARD, None),
    "emergency_help": (POST, None),
    "flag_list": (OWN, None),
    "flag_past": (OWN, None),
    "flag_detail": (ANNS, of(make_flag)),
    "flag_hide": (ANNS_ONWARD, of(make_flag)),
    "flag_show": (ANNS_ONWARD, of(make_flag)),
    "flag_do": (ANNS_ONWARD, lambda user: {"pk": make_flag(user).pk, "spot": "retire"}),
    "advice_list": (PUBLIC, None),
    "advice_detail": (PUBLIC, make_advice),
    "advice_version": (PUBLIC, lambda user: {**make_advice(user), "number": 1}),
    "threshold_list": (CURATORS, None),
    "threshold_edit": (CURATORS, lambda user: {"rule": "early_pain"}),
    "threshold_simulation": (CURATORS, make_simulation),
    "threshold_save": (CURATORS_POST, make_simulation),
    "threshold_stop": (CURATORS_POST, make_simulation),
    "desk": (CURATORS, None),
    "desk_sign_off": (CURATORS, None),
    "desk_advice": (CURATORS, make_advice),
    "desk_advice_publish": (CURATORS, make_draft),
    "desk_advice_discard": (CURATORS, make_draft),
    "desk_advice_withdraw": (CURATORS_POST, lambda user: {**make_advice(user), "number": 1}),
    "desk_advice_roll_back": (CURATORS, lambda user: {**make_advice(user), "number": 1}),
    "coach_list": (OWN, None),
    "coach_invite": (OWN, None),
    "coach_detail": (ANNS, make_link),
    "coach_end": (POST, make_link),
    "look_list": (OWN, None),
    "invitation_answer": (ANNS, make_sent_invitation),
    "invitation_withdraw": (POST, of(make_invitation)),
    "athlete_list": (OWN, None),
    "athlete_csv": (OWN, None),
    "athlete_state": (OWN, None),
    "athlete_invite": (OWN, None),
    "athlete_detail": (COACHS, of_athlete()),
    "athlete_back": (COACHS_PAIN, of_athlete()),
    "athlete_episode": (COACHS_PAIN, of_athlete(make_episode)),
    "athlete_shoes": (COACHS, of_athlete()),
    "athlete_diary": (COACHS, of_athlete()),
    "athlete_run": (COACHS, of_athlete(make_run_part)),
    "athlete_print": (COACHS, of_athlete()),
    "athlete_leave": (POST, of_athlete()),
    "coach_note_new": (POST, of_athlete()),
    "coach_note_delete": (POST, of_athlete(make_coach_note)),
    "coach_label_edit": (POST, of_athlete()),
    "seen_detail": (ANNS, seen()),
    "seen_back": (ANNS, seen()),
    "seen_episode": (ANNS, seen(make_episode)),
    "seen_shoes": (ANNS, seen()),
    "seen_diary": (ANNS, seen()),
    "seen_run": (ANNS, seen(make_run_part)),
    "seen_print": (ANNS, seen()),
    "handbook": (PUBLIC, None),
    "handbook_chapter": (PUBLIC, lambda user: {"slug": "coaching"}),
    "data": (OWN, None),
    "data_log": (OWN, None),
    "data_tables": (OWN, None),
    "data_others": (OWN, None),
    "log_file_detail": (ANNS, make_reading),
    "log_file_store": (POST, make_reading),
    "log_file_drop": (POST, make_reading),
    "welcome": (OWN, None),
    "settings": (OWN, None),
    "privacy": (PUBLIC, None),
    "demo_login": (POST_OF_GUESTS, lambda user: {"who": "runner"}),
    "job_detail": (ANNS, of(make_job)),
    "account_login": (GUESTS, None),
    "account_signup": (GUESTS, None),
    "account_logout": (OWN, None),
    "account_inactive": (PUBLIC, None),
    "account_reauthenticate": (OWN, None),
    "account_delete": (OWN, None),
    "account_keep": (POST, None),
    "account_email": (OWN, None),
    "account_email_verification_sent": (PUBLIC, None),
    "account_confirm_email": (PUBLIC, lambda user: {"key": "made-up"}),
    "account_change_password": (OWN, None),
    "account_set_password": (ONWARD, None),
    "account_reset_password": (PUBLIC, None),
    "account_reset_password_done": (PUBLIC, None),
    "account_reset_password_from_key": (PUBLIC, lambda user: {"uidb36": "1", "key": "made-up"}),
    "account_reset_password_from_key_done": (PUBLIC, None),
    "account_confirm_login_code": (ONWARD, None),
    "mfa_index": (OWN, None),
    "mfa_authenticate": (ONWARD, None),
    "mfa_reauthenticate": (ONWARD, None),
    "mfa_activate_totp": (ONWARD, None),
    "mfa_deactivate_totp": (NOBODYS, None),
    "mfa_view_recovery_codes": (NOBODYS, None),
    "mfa_generate_recovery_codes": (ONWARD, None),
    "mfa_download_recovery_codes": (NOBODYS, None),
    "mfa_list_webauthn": (ONWARD, None),
    "mfa_add_webauthn": (ONWARD, None),
    "mfa_edit_webauthn": (ONWARD, of(make_passkey)),
    "mfa_remove_webauthn": (ONWARD, of(make_passkey)),
    "mfa_login_webauthn": (ONWARD, None),
    "mfa_reauthenticate_webauthn": (ONWARD, None),
    "second_factor_needed": (OWN, None),
    "security_log": (OWN, None),
    "usersessions_list": (OWN, None),
    "end_sessions": (POST, None),
}


# What names nothing in an address, where a key alone does not say it.
ABSENT: dict[str, dict[str, Any]] = {
    "import_file": {"pk": 999_999_999, "file": 1},
    "back_episode": {"opened_on": "1999-01-01"},
    "onset_edit": {"opened_on": "1999-01-01"},
    "flag_do": {"pk": 999_999_999, "spot": "retire"},
    "invitation_answer": {"token": "made-up"},
    **{name: {"pk": 999_999_999, "opened_on": "1999-01-01"} for name in ("athlete_episode", "seen_episode")},
    **{name: {"pk": 999_999_999, "run": 999_999_999} for name in ("athlete_run", "seen_run")},
    "coach_note_delete": {"pk": 999_999_999, "note": 1},
}
# Those that name a record by its key, or an episode by its day: to everybody but its owner it is not there.
NAMES_A_RECORD = [name for name, (statuses, _maker) in TABLE.items() if statuses in (ANNS, ANNS_ONWARD)] + [
    "trash_undo",
    "run_bulk_undo",
    "import_read",
    "import_stop",
    "import_questions",
    "import_review_save",
    "import_store",
    "import_files_delete",
    "coach_end",
    "invitation_withdraw",
    "log_file_store",
    "log_file_drop",
]
# Those about Ann: to whoever does not coach her they are not there, and to her own coach not without the grant.
NAMES_AN_ATHLETE = [name for name, (statuses, _maker) in TABLE.items() if statuses in (COACHS, COACHS_PAIN)] + [
    "athlete_leave",
    "coach_note_new",
    "coach_note_delete",
    "coach_label_edit",
]


def all_addresses(user: User) -> dict[str, str]:
    """Make of everything one, and return every address of it by name."""
    return {name: reverse(name, kwargs=maker(user) if maker else {}) for name, (_statuses, maker) in TABLE.items()}


def names() -> set[str]:
    """Return the name of every address that the product answers, but for the administrators' own."""
    return {name for name, _route in _walk(get_resolver().url_patterns) if not name.startswith("admin:")}


def admin_routes() -> list[str]:
    """Return the addresses of the administrators' pages, something made up in place of what they name."""
    routes = [route for name, route in _walk(get_resolver().url_patterns) if name.startswith("admin:")]
    return [re.sub(r"<[^>]*>|\(.*\)", "1", route).replace("^", "").replace("$", "") for route in routes]


def _walk(patterns: list[URLPattern | URLResolver], space: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space, route)
        else:
            yield f"{space}{pattern.name or route}", route
