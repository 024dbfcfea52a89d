"""The forms of signing up, logging in and changing what one logs in with: allauth's, in our words and our look."""

from collections.abc import Iterable
from typing import Any, ClassVar

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from runlog.core.fields.texts import CONTROL
from runlog.core.forms import drawn
from runlog.core.layout import Card, Part
from runlog.people.actions import propose_email, replace_email, start_profile
from runlog.people.guesses import guess
from runlog.people.models import SecurityEvent, User
from runlog.people.origins import origin_of
from runlog.people.profile_forms import consent_field
from runlog.people.security_actions import note

What = SecurityEvent.What

EMAIL_LENGTH = 254
NEEDED = _("This is needed. Fill it in to go on.")
EMAIL = _("E-mail address")
PASSWORD_HELP = _("At least 10 characters: three or four words of your own will do. No common password, and none like your e-mail address.")


class AccountForm(forms.Form):
    """What every form of an account has in common."""

    is_wide = False
    use_required_attribute = False
    marks_required = False
    trouble = _("That did not work yet")
    words: ClassVar[dict[str, Any]] = {}
    helps: ClassVar[dict[str, Any]] = {}

    helper = property(drawn)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Our labels stand in the place of the library's, placeholders go: what is typed over is soon forgotten."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.words.get(name, field.label)
            field.help_text = self.helps.get(name, field.help_text if isinstance(field, forms.BooleanField) else "")
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                # The library cuts a longer address off without a word.
                field.validators.append(MaxLengthValidator(EMAIL_LENGTH))
                field.widget.attrs["maxlength"] = str(EMAIL_LENGTH)
            if field.required:
                field.widget.attrs["aria-required"] = "true"
                if not isinstance(field, forms.BooleanField):
                    field.error_messages["required"] = NEEDED

    def layout(self) -> Iterable[Part]:
        """Return the cards of the form; a form that is a button has none."""
        names = [field.name for field in self.visible_fields()]
        return [Card("", *names)] if names else []


class SignUpForm(AccountForm, allauth.SignupForm):
    """E-mail address, password and consent; the browser adds its time zone where it can."""

    words = {"email": EMAIL}
    helps = {"password1": PASSWORD_HELP}

    time_zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput(attrs={"data-guess": "zone"}))
    consent = consent_field()
    field_order = ["email", "password1", "consent", "time_zone"]

    def clean_email(self) -> str:
        """Return the address; what the library lets pass but no page can show is refused."""
        if CONTROL.search(self.cleaned_data["email"]):
            raise forms.ValidationError(_("Enter an e-mail address such as ann@example.org."))
        return super().clean_email()

    def try_save(self, request: HttpRequest) -> tuple[AbstractBaseUser | None, HttpResponse | None]:
        """Make the account, or return what to answer instead."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            # The same form sent twice at once: the other one has made the account.
            return None, redirect("account_login")

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        """Keep the consent, and what can be guessed."""
        language = request.headers.get("Accept-Language", "")
        start_profile(user, now=timezone.now(), guess=guess(accept_language=language, zone=self.cleaned_data["time_zone"]))


class LogInForm(AccountForm, allauth.LoginForm):
    """E-mail address and password."""

    words = {"login": EMAIL}


class AddEmailForm(AccountForm, allauth.AddEmailForm):
    """The address to change to."""

    words = {"email": _("New e-mail address")}

    def clean_email(self) -> str:
        """Return the address. One that is taken is refused only where no mail can tell its owner instead."""
        email = super().clean_email()
        if not settings.HAS_MAIL_SERVER and User.objects.filter(email__iexact=email).exists():
            raise get_adapter().validation_error("email_taken")
        return email

    def save(self, request: HttpRequest) -> EmailAddress:
        """Change the address: once it is confirmed, or at once where no mail could ask for that."""
        email = self.cleaned_data["email"]
        if settings.HAS_MAIL_SERVER:
            proposed = propose_email(self.user, email)
            send_verification_email_to_address(request, proposed)
            note(self.user, What.EMAIL_ASKED, origin=origin_of(request), now=timezone.now())
            return proposed
        messages.success(request, _("You log in with %(email)s from now on.") % {"email": email})
        note(self.user, What.EMAIL_CHANGED, origin=origin_of(request), now=timezone.now())
        return replace_email(self.user, email)


class ChangePasswordForm(AccountForm, allauth.ChangePasswordForm):
    """The password of now and, twice, the new one."""

    words = {"oldpassword": _("Current password"), "password1": _("New password"), "password2": _("New password again")}
    helps = {"password1": PASSWORD_HELP}


class SetPasswordForm(AccountForm, allauth.SetPasswordForm):
    """The first password of somebody who has none."""

    words = {"password1": _("Password"), "password2": _("Password again")}
    helps = {"password1": PASSWORD_HELP}


class ResetPasswordForm(AccountForm, allauth.ResetPasswordForm):
    """The address to which the way to a new password is sent."""

    words = {"email": EMAIL}


class NewPasswordForm(AccountForm, allauth.ResetPasswordKeyForm):
    """The new password, twice."""

    words = {"password1": _("New password"), "password2": _("New password again")}
    helps = {"password1": PASSWORD_HELP}


class ConfirmItsYouForm(AccountForm, allauth.ReauthenticateForm):
    """The password again, before something that a stranger at an open page must not do."""

    words = {"password": _("Password")}
