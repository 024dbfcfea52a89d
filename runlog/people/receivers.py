"""Writes the security log: the library says what happened to an account by its signals, and nothing else here listens to any."""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.http import HttpRequest
from django.utils import timezone

from runlog.people.models import SecurityEvent, User
from runlog.people.origins import NOWHERE, origin_of
from runlog.people.security_actions import note

What = SecurityEvent.What
Type = Authenticator.Type
ADDED = {Type.TOTP: What.APP_ADDED, Type.WEBAUTHN: What.PASSKEY_ADDED, Type.RECOVERY_CODES: What.CODES_MADE}
REMOVED = {Type.TOTP: What.APP_REMOVED, Type.WEBAUTHN: What.PASSKEY_REMOVED}
BY_FACTOR = {Type.TOTP: What.LOGGED_IN_BY_CODE, Type.WEBAUTHN: What.LOGGED_IN_BY_PASSKEY, Type.RECOVERY_CODES: What.LOGGED_IN_BY_RECOVERY}


def listen() -> None:
    """Receive the signals; called when Django starts."""
    account.user_logged_in.connect(on_log_in)
    auth.user_login_failed.connect(on_failure)
    auth.user_logged_out.connect(on_log_out)
    account.user_signed_up.connect(on_sign_up)
    account.password_changed.connect(on_password)
    account.password_set.connect(on_password)
    account.password_reset.connect(on_reset)
    account.email_changed.connect(on_email)
    mfa.authenticator_added.connect(on_factor_added)
    mfa.authenticator_reset.connect(on_factor_added)
    mfa.authenticator_removed.connect(on_factor_removed)
    mfa.authentication_failed.connect(on_wrong_code)


def on_log_in(*, request: HttpRequest, user: User, **_sent: Any) -> None:
    """Somebody is logged in, by the ways that this session has on record."""
    records = get_authentication_records(request, user)
    factor = next((BY_FACTOR[record["type"]] for record in reversed(records) if record.get("type") in BY_FACTOR), None)
    by_password = What.LOGGED_IN_BY_PASSWORD if any(record["method"] == "password" for record in records) else What.LOGGED_IN
    _note(user, factor or by_password, request)


def on_failure(*, credentials: dict[str, Any], request: HttpRequest | None = None, **_sent: Any) -> None:
    """A password was wrong. What was typed in the place of an address that nobody has is not kept: it may be a password."""
    user = User.objects.filter(email__iexact=str(credentials.get("email", ""))).first()
    if user is not None:
        _note(user, What.FAILED, request)


def on_log_out(*, request: HttpRequest, user: User | None, **_sent: Any) -> None:
    """Somebody has logged out."""
    if user is not None:
        _note(user, What.LOGGED_OUT, request)


def on_sign_up(*, request: HttpRequest, user: User, **_sent: Any) -> None:
    """Somebody has signed up."""
    _note(user, What.SIGNED_UP, request)


def on_password(*, request: HttpRequest, user: User, **_sent: Any) -> None:
    """A password was chosen by who was logged in."""
    _note(user, What.PASSWORD_CHANGED, request)


def on_reset(*, request: HttpRequest, user: User, **_sent: Any) -> None:
    """A password was chosen by a link from a mail."""
    _note(user, What.PASSWORD_RESET, request)


def on_email(*, request: HttpRequest, user: User, **_sent: Any) -> None:
    """A new address was confirmed and has taken the old one's place."""
    _note(user, What.EMAIL_CHANGED, request)


def on_factor_added(*, request: HttpRequest, user: User, authenticator: Authenticator, **_sent: Any) -> None:
    """A second factor is there, or its codes are new."""
    _note(user, ADDED[Type(authenticator.type)], request)


def on_factor_removed(*, request: HttpRequest, user: User, authenticator: Authenticator, **_sent: Any) -> None:
    """A second factor is gone; recovery codes go with the last of them, which is not worth a line."""
    if authenticator.type in REMOVED:
        _note(user, REMOVED[Type(authenticator.type)], request)


def on_wrong_code(*, request: HttpRequest, user: User, **_sent: Any) -> None:
    """A code was wrong."""
    _note(user, What.FAILED, request)


def _note(user: User, what: SecurityEvent.What, request: HttpRequest | None) -> None:
    note(user, what, origin=NOWHERE if request is None else origin_of(request), now=timezone.now())
