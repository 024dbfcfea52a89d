"""What pages of this room read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session

from runlog.people.browsers import name_browser
from runlog.people.demo import DEMO_PEOPLE, demo_email
from runlog.people.models import CoachingLink, User


@dataclass(frozen=True)
class OpenSession:
    """One log-in that still holds; `began` is in the person's own time zone."""

    browser: str
    ip: str
    began: datetime
    is_current: bool


def open_sessions(user: User, *, now: datetime, current_key: str | None) -> list[OpenSession]:
    """Return the person's log-ins that still hold, the newest first. Two queries."""
    kept = UserSession.objects.filter(user=user).order_by("-created_at", "-pk")
    keys = [row.session_key for row in kept]
    held = {row.session_key: row.get_decoded() for row in Session.objects.filter(session_key__in=keys, expire_date__gt=now)}
    return [
        OpenSession(name_browser(row.user_agent), row.ip, user.local(row.created_at), row.session_key == current_key)
        for row in kept
        if _holds(user, held.get(row.session_key))
    ]


def _holds(user: User, session: Mapping[str, object] | None) -> bool:
    """A change of password ends the sessions that were opened with the old one, but leaves their rows."""
    return session is not None and session.get(HASH_SESSION_KEY) == user.get_session_auth_hash()


def roles_of(user: User) -> set[str]:
    """Return what else than a runner somebody is: coaches, curators, administrators, as the setting names them. One query."""
    held = {"coaches": CoachingLink.objects.filter(coach=user, ended_at=None).exists()}
    held |= {"curators": user.is_curator, "administrators": user.is_staff}
    return {role for role, is_held in held.items() if is_held}


def demo_person(who: str) -> User | None:
    """Return the demo person of that name, if the demo was loaded."""
    return User.objects.filter(is_demo=True, is_active=True, email=demo_email(who)).first() if who in DEMO_PEOPLE else None


def is_last_administrator(user: User) -> bool:
    """Tell whether nobody else could take the person's place as an administrator. One query for administrators."""
    return user.is_staff and not User.objects.filter(is_staff=True, is_active=True).exclude(pk=user.pk).exists()


def has_demo() -> bool:
    """Tell whether the demo was loaded."""
    return User.objects.filter(is_demo=True).exists()
