"""Somebody of whom everything exists that the product can keep: a row in every table that can name a person, and their files."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.mail import EmailMessage

from injuries.coaching.models import CoachNote, Label
from injuries.guidance.models import Advice, AdviceVersion, Assessment, FlagEvent, FlagResponse, SignOff, ThresholdVersion
from injuries.logfile.sent_actions import AT_ONCE_BYTES, begin_reading
from injuries.reports.models import ReportChoice
from injuries.symptoms.models import AuditEntry, Onset
from runlog.core import jobs
from runlog.core.models import Trashed
from runlog.imports.uploads import path_of
from runlog.people.models import CoachingLink, ConsentStep, Look, User
from runlog.training.models import ComfortRating, ShoeCheck
from tests.support import import_rows, rows
from tests.support.clock import NOW
from tests.support.sharing import ALL, invitation, link

# Noon of the day before NOW.
AT = NOW - timedelta(hours=20)


@dataclass(frozen=True)
class Life:
    """Whose it is, what stands in every text of theirs, and who is beside them."""

    user: User
    mark: str
    coach: User
    athlete: User
    administrator: User


def live(life: Life) -> None:
    """Make everything."""
    _log(life)
    _flags(life)
    _import(life)
    _background(life)
    _coached(life)
    _coaching(life)
    _curated(life)
    _account(life)
    _mails(life)


def _log(life: Life) -> None:
    user, mark = life.user, life.mark
    shoe = rows.make_shoe(user, name=mark, note=mark)
    ShoeCheck.objects.create(shoe=shoe, on=rows.DAY, position=0, worn=["heel"], note=mark)
    ComfortRating.objects.create(shoe=shoe, on=rows.DAY, position=0, score=7)
    run = rows.make_run(user, shoe=shoe, note=mark, source_name=mark, also=[{"kind": "gpx", "name": mark}])
    rows.make_walk(user, shoe=shoe, note=mark)
    rows.make_strength(user, note=mark)
    rows.make_bulk_change(user, given={"kind": mark}, rows=[[run.pk, mark]])
    rows.make_pain(user, run=run, note=mark)
    rows.make_leg_report(user, run=run, resolved_on=rows.DAY, resolved_how="seen_by_clinician", resolved_reason=mark)
    check = rows.make_sign_check(user)
    type(check).objects.filter(pk=check.pk).update(resolved_on=rows.DAY, resolved_how="seen_by_clinician", resolved_reason=mark)
    AuditEntry.objects.create(athlete=user, kind="sign_checks", log_id=check.log_id, at=AT, what="answered", details={"said": mark})
    rows.make_home_care(user, note=mark)
    Onset.objects.create(athlete=user, log_id="2026-11-21", opened_on=rows.DAY, onset_on=rows.DAY)
    appointment = rows.make_appointment(user, questions=[mark], advice=mark, how_it_began=mark, medicines=mark, goals=mark)
    ReportChoice.objects.create(appointment=appointment, left_off=[mark], private_signs=["saddle_numbness"], paper="a4")
    Trashed.objects.create(athlete=user, kind="walk", log_id="gone", document={"note": mark}, named_by=[["a", "b", mark]], deleted_at=AT)


def _flags(life: Life) -> None:
    flag = rows.make_flag(life.user, sentence=life.mark, facts={"shoe": life.mark})
    FlagEvent.objects.create(flag=flag, what="raised", on=rows.DAY, at=AT, level="caution", facts={"shoe": life.mark})
    moment = FlagResponse.moment_fields(life.user.local(AT))
    FlagResponse.objects.create(
        athlete=life.user, log_id="answer", rule="worn_shoes", kind="snoozed", until_on=rows.DAY, note=life.mark, **moment
    )
    Assessment.objects.create(athlete=life.user, on=rows.DAY, is_due=False, assessed_at=AT, result={"episode": life.mark})


def _import(life: Life) -> None:
    batch = import_rows.make_batch(life.user, "stored", keeps_files=True, gear={life.mark: "new"}, sports={life.mark: "run"})
    file = import_rows.make_file(batch, f"{life.mark}.fit", questions=[life.mark])
    import_rows.make_entry(file, title=life.mark, name=life.mark, before={"note": life.mark})
    path_of(file).parent.mkdir(parents=True, exist_ok=True)
    path_of(file).write_text(life.mark)


def _background(life: Life) -> None:
    """A job that waits in the queue, one that is over, and a log file that waits for its owner's word."""
    jobs.start("import_reading", owner=life.user, parameters={"batch": 0, "said": life.mark}, now=AT)
    import_rows.make_job(life.user, state="done", result={"said": life.mark})
    begin_reading(athlete=life.user, file=BytesIO(life.mark.encode()), size=AT_ONCE_BYTES + 1, now=AT)


def _coached(life: Life) -> None:
    """By somebody who has noted something and looked."""
    _bind(link(life.user, life.coach, *ALL), life)
    Look.objects.create(viewer=life.coach, athlete=life.user, what="today", on=rows.DAY, last_at=AT)
    # Either has invited somebody, and been invited.
    invitation(life.user, f"friend-of-{life.user.pk}@example.org", token=f"to-friend-{life.user.pk}", now=AT)
    invitation(life.administrator, life.user.email.upper(), token=f"from-boss-{life.user.pk}", now=AT)


def _coaching(life: Life) -> None:
    """Somebody, of whom they have noted something and at whom they have looked."""
    _bind(link(life.athlete, life.user, *ALL), life)
    Look.objects.create(viewer=life.user, athlete=life.athlete, what="today", on=rows.DAY, last_at=AT)


def _bind(bond: CoachingLink, life: Life) -> None:
    ConsentStep.objects.create(link=bond, what="begun", by=bond.athlete, at=AT)
    CoachNote.objects.create(link=bond, form_id="note", text=life.mark, at=AT)
    Label.objects.create(link=bond, name=life.mark)


def _curated(life: Life) -> None:
    """What the product needs stays, without the name."""
    advice = Advice.objects.get_or_create(key="walking", element="strength")[0]
    number = AdviceVersion.objects.count() + 1
    published = {"title": "Walking", "text": "Walk.", "published_on": rows.DAY, "saved_at": AT}
    AdviceVersion.objects.create(advice=advice, number=number, written_by=life.user, **published)
    ThresholdVersion.objects.create(rule="early_pain", number=number, reason="Too early.", written_by=life.user, at=AT)
    SignOff.objects.create(clinician="A. Reader", profession="Doctor", signed_on=rows.DAY, digest="d", entered_by=life.user, entered_at=AT)


def _account(life: Life) -> None:
    """Addresses, roles, log-ins (one of them begun only), and what administrators did."""
    user = life.user
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": life.mark})
    proposed = EmailAddress.objects.create(user=user, email=f"new.{user.email}")
    EmailConfirmation.create(proposed)
    user.groups.add(Group.objects.get_or_create(name="helpers")[0])
    user.user_permissions.add(Permission.objects.get(codename="view_user"))
    seen = SessionStore()
    seen.update({SESSION_KEY: str(user.pk), "said": life.mark})
    seen.save()
    UserSession.objects.create(user=user, ip="192.0.2.1", session_key=seen.session_key, user_agent=life.mark, data={"said": life.mark})
    begun = SessionStore()
    begun.update({"account_login": {"user_pk": user_pk_to_url_str(user), "email": user.email}})
    begun.save()
    people = ContentType.objects.get_for_model(User)
    for actor, about in ((user, life.athlete), (life.administrator, user)):
        LogEntry.objects.create(
            user=actor, content_type=people, object_id=str(about.pk), object_repr=str(about), action_flag=CHANGE, change_message=life.mark
        )


def _mails(life: Life) -> None:
    """To them, and to others about them, as they are written where there is no mail server: at times several to a file."""
    user = life.user
    reset = EmailMessage("Your password", "Grüße. Somebody asked for a new password.", to=[user.email])
    invited = EmailMessage(f"{user} invites you to Runlog", "Open this link.", to=["friend@example.org"])
    known = EmailMessage("News", f"Grüße. There is an account with the address {user.email}.", to=["boss@example.org"])
    other = EmailMessage("News", "Nothing.", to=["boss@example.org"])
    folder = Path(settings.MAIL_FOLDER)
    folder.mkdir(exist_ok=True)
    for number, mails in enumerate(([reset], [other, invited], [known])):
        written = b"".join(mail.message().as_bytes() + b"\n" + b"-" * 79 + b"\n" for mail in mails)
        (folder / f"{user.pk}-{number}.log").write_bytes(written)


def files() -> dict[Path, bytes]:
    """Return every file that the product has written for people."""
    folders = (Path(settings.IMPORT_FOLDER), Path(settings.MAIL_FOLDER))
    return {file: file.read_bytes() for folder in folders for file in folder.rglob("*") if file.is_file()}
