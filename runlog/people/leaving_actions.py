"""Leaving: asking to have one's account deleted, staying after all, and the deletion, after which nothing of the person is left."""

import logging
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from runlog.core import jobs
from runlog.core.journal import empty_journal
from runlog.core.records import kinds
from runlog.core.snapshots import snapshot
from runlog.people.actions import end_all_sessions
from runlog.people.mails import delete_mails, send
from runlog.people.models import Invitation, User

GRACE = timedelta(days=1)

log = logging.getLogger(__name__)


def ask_to_leave(user: User, *, now: datetime) -> bool:
    """Have the account deleted after a day, and its log hidden from coaches at once. False if it was asked before: the first counts."""
    is_new = User.objects.filter(pk=user.pk, deletion_due_at=None).update(deletion_due_at=now + GRACE)
    user.refresh_from_db(fields=["deletion_due_at"])
    return bool(is_new)


def stay(user: User) -> None:
    """Keep the account after all; coaches see again what they saw."""
    User.objects.filter(pk=user.pk).update(deletion_due_at=None)


def delete_due() -> None:
    """Delete everybody whose day of grace is over, one transaction each; the next call goes on where this one ends. Called by the queue."""
    now, until = timezone.now(), monotonic() + jobs.STEP_S
    for user in User.objects.filter(deletion_due_at__lte=now).order_by("deletion_due_at", "pk"):
        if monotonic() > until:
            break
        try:
            delete_person(user, due_by=now)
        except Exception as error:
            # The next one must not wait for it; tried again by the next call.
            log.error("A person could not be deleted: %s, %s", user.pk, jobs.describe(error))
    empty_journal()


def delete_person(user: User, *, due_by: datetime | None = None) -> bool:
    """Delete the person with everything that was ever kept of them, and tell them by mail; return whether that was done.

    All of it or nothing. With `due_by` only who is due by then: they may have chosen to stay meanwhile. The journal is not emptied.
    """
    # What lies on disk goes first: should this be broken off, the person is still there to begin again with.
    delete_mails(user)
    sessions = _sessions_of(user)
    with transaction.atomic():
        # Whoever is about to write for the person waits, and then finds that they are gone.
        same = User.objects.select_for_update().filter(pk=user.pk)
        held = (same if due_by is None else same.filter(deletion_due_at__lte=due_by)).first()
        if held is None:
            return False
        _delete(held, sessions)
        if settings.HAS_MAIL_SERVER and not held.is_demo:
            transaction.on_commit(partial(send, "people/email/left.txt", held.email, _("Your Runlog account is deleted"), {}))
    return True


def _delete(user: User, sessions: list[str]) -> None:
    end_all_sessions(user)
    Session.objects.filter(session_key__in=sessions).delete()
    # Records that name others go first: a shoe refuses to leave its runs.
    for kind in reversed(kinds()):
        kind.model._default_manager.filter(athlete=user).delete()
    Invitation.objects.filter(email__iexact=user.email).delete()
    LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)).delete()
    user.delete()


def _sessions_of(user: User) -> list[str]:
    """Return the keys of all sessions in which the person is logged in or about to be. Reads every session."""

    def is_theirs(session: Session) -> bool:
        held = session.get_decoded()
        begun = held.get(LOGIN_SESSION_KEY) or {}
        return held.get(SESSION_KEY) == str(user.pk) or begun.get("user_pk") == user_pk_to_url_str(user)

    # A cursor needs a transaction around it: else a pooler may lend the connection to somebody else before all is read.
    with snapshot():
        return [session.session_key for session in Session.objects.iterator() if is_theirs(session)]
