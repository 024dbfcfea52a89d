"""The forms of the second factor: allauth's, in our words and our look."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from runlog.core.fields.texts import TextField
from runlog.people.account_forms import AccountForm

NAME_LENGTH = 60
CODE_LENGTH = 20
NAME = _("What to call this passkey")
NAME_HELP = _("So that you know it again, for instance by the device that it is on.")
PASSKEY_FAILED = _("The passkey was not taken. Try again, or use another way.")
# Of the library: too many tries.
LIMITED = "too_many_login_attempts"
# More than the largest attestation takes.
CREDENTIAL_LENGTH = 20_000
# What the libraries raise of bytes that somebody has made up, beside what their pages expect.
UNREADABLE = (ArithmeticError, AttributeError, InvalidSignature, LookupError, TypeError, UnsupportedAlgorithm, ValueError, struct.error)


class TypedCodeForm(AccountForm):
    """A code that is typed, on a phone with its digits."""

    words = {"code": _("Code")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """No code is longer than a few digits, with a space or two between them."""
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "maxlength": str(CODE_LENGTH)}


class TurnOnAppForm(TypedCodeForm, totp.ActivateTOTPForm):
    """The first code of the app: it shows that the two understand each other."""

    words = {"code": _("The code that the app shows")}
    helps = {"code": _("Six digits, another six every half minute.")}


class TurnOffAppForm(AccountForm, totp.DeactivateTOTPForm):
    """A button."""


class NewCodesForm(AccountForm, recovery_codes.GenerateRecoveryCodesForm):
    """A button."""


class CodeForm(TypedCodeForm, base.AuthenticateForm):
    """The code that follows the password."""

    helps = {"code": _("From your app. Without it, one of your recovery codes.")}


class CodeAgainForm(TypedCodeForm, base.ReauthenticateForm):
    """A code, before something that a stranger at an open page must not do."""

    helps = {"code": _("From your app. Without it, one of your recovery codes.")}


class CredentialField(forms.JSONField):
    """What the browser says of a passkey -> an object of JSON; nothing longer or deeper than one can be is looked into."""

    widget = forms.HiddenInput
    default_error_messages = {"required": PASSKEY_FAILED, "invalid": PASSKEY_FAILED}

    def to_python(self, value: Any) -> Any:
        """Return the object. Raises ValidationError."""
        try:
            found = super().to_python(value) if len(value or "") <= CREDENTIAL_LENGTH else None
        except (RecursionError, ValueError):
            # Too deep, or a number of more digits than Python reads.
            found = None
        if not isinstance(found, dict):
            raise ValidationError(PASSKEY_FAILED)
        return found

    def bound_data(self, data: Any, initial: Any) -> None:
        """Return nothing: a page drawn again asks anew."""

    def prepare_value(self, value: Any) -> str:
        """Return what the page holds before its script has asked."""
        return ""


@contextmanager
def in_our_words() -> Iterator[None]:
    """Say of whatever cannot be read or does not hold that it was not taken, and nothing of why."""
    try:
        yield
    except ValidationError as error:
        raise error if error.code == LIMITED else ValidationError(PASSKEY_FAILED) from error
    except UNREADABLE as error:
        raise ValidationError(PASSKEY_FAILED) from error


class AddPasskeyForm(AccountForm, webauthn.AddWebAuthnForm):
    """A name for a new passkey, and the passkey. It always stands for the password too."""

    helps = {"name": NAME_HELP}

    name = TextField(label=NAME, required=False, max_length=NAME_LENGTH)
    credential = CredentialField()
    passwordless = None

    def clean(self) -> dict[str, Any]:
        """Take none that does not know who holds it."""
        self.cleaned_data["passwordless"] = True
        with in_our_words():
            found: dict[str, Any] = super().clean() or {}
        return found


class NamePasskeyForm(AccountForm, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    helps = {"name": NAME_HELP}

    name = TextField(label=NAME, max_length=NAME_LENGTH)


class AnsweredForm(AccountForm):
    """A passkey that was held against the page's question."""

    credential = CredentialField()

    def clean_credential(self) -> Any:
        """Return the passkey of the answer."""
        with in_our_words():
            # That of the library's form, which stands behind this one in each class.
            return super().clean_credential()  # type: ignore[misc]


class PasskeyForm(AnsweredForm, webauthn.AuthenticateWebAuthnForm):
    """A passkey that follows the password."""


class LogInByPasskeyForm(AnsweredForm, webauthn.LoginWebAuthnForm):
    """A passkey in place of the password."""


class PasskeyAgainForm(AnsweredForm, webauthn.ReauthenticateWebAuthnForm):
    """A passkey, before something that a stranger at an open page must not do."""
