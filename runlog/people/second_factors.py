"""How allauth's second factors behave here: our words, and names by which people know their passkeys."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from runlog.people.models import User

# Recovery codes alone are no second factor: they stand in for one.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The library's own, but for these."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This is not the right code. It changes every 30 seconds: type the one that your app shows now."),
        "cannot_generate_recovery_codes": gettext_lazy("Turn on the app or add a passkey first."),
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """Return a name for a passkey that was given none."""
        return _("Passkey %(number)s") % {"number": Authenticator.objects.filter(user=user, type=type).count() + 1}


def has_second_factor(user: User) -> bool:
    """Tell whether more than the password is asked for when the person logs in. One query."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()
