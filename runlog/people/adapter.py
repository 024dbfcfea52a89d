"""How allauth behaves here: our words, redirects that stay on this host, mails that may fail without losing what was done."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from runlog.people.models import User

logger = logging.getLogger(__name__)
AGAIN = {
    "reauthenticate": gettext_lazy("Use your password"),
    "mfa_reauthenticate": gettext_lazy("Use a code"),
    "mfa_reauthenticate:webauthn": gettext_lazy("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """The library's own, but for these."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "duplicate_email": gettext_lazy("This is your e-mail address already."),
        "email_password_mismatch": gettext_lazy("This e-mail address and password do not belong together."),
        "email_taken": gettext_lazy("There is an account with this e-mail address. Log in instead."),
        "enter_current_password": gettext_lazy("This is not your current password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "too_many_login_attempts": gettext_lazy("Too many tries. Wait a few minutes, then try again."),
        "unverified_primary_email": gettext_lazy("Confirm your e-mail address first."),
    }

    def is_safe_url(self, url: str) -> bool:
        """Tell whether a page may be gone on to: only those of the host that was asked."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}, require_https=request.is_secure())

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """Return the ways in which somebody can show that it is them, in our words."""
        return [{**way, "description": AGAIN[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return where a change of password was begun."""
        return resolve_url("settings")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send; should the mail server refuse, say so on the page and on the terminal. What was done stays done."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError):
            logger.exception("A mail could not be sent: %s.", template_prefix)
            messages.error(self.request, _("The mail could not be sent just now. Try again in a few minutes."))

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm, unless somebody else logs in with that address by now."""
        others = User.objects.exclude(pk=email_address.user_id)
        if others.filter(email__iexact=email_address.email).exists():
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt", {"email": email_address.email})
            return False
        return super().confirm_email(request, email_address)
