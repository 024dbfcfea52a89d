"""The security log: what happened to an account, kept so that the person can read it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from runlog.core.constraints import one_of

LOG_INS = ("in", "in_password", "in_code", "in_recovery", "in_passkey", "failed", "out", "ended", "signed_up")
CHANGES = ("password", "reset", "email_asked", "email", "app", "app_off", "passkey", "passkey_off", "codes", "step_off", "invited")
KNOWN = LOG_INS + CHANGES


class SecurityEvent(models.Model):
    """One thing that happened to an account, from what kind of browser and about where; never what was typed.

    Failed log-ins of one day are one row with a count, so that whoever tries thousands fills nothing.
    """

    class What(models.TextChoices):
        """What happened."""

        LOGGED_IN = "in", _("Logged in")
        LOGGED_IN_BY_PASSWORD = "in_password", _("Logged in with the password")
        LOGGED_IN_BY_CODE = "in_code", _("Logged in with the password and a code")
        LOGGED_IN_BY_RECOVERY = "in_recovery", _("Logged in with the password and a recovery code")
        LOGGED_IN_BY_PASSKEY = "in_passkey", _("Logged in with a passkey")
        FAILED = "failed", _("A log-in that failed")
        LOGGED_OUT = "out", _("Logged out")
        SESSIONS_ENDED = "ended", _("Logged out on other devices")
        SIGNED_UP = "signed_up", _("Signed up")
        PASSWORD_CHANGED = "password", _("The password was changed")
        PASSWORD_RESET = "reset", _("The password was changed with a link sent by mail")
        EMAIL_ASKED = "email_asked", _("Another e-mail address was given")
        EMAIL_CHANGED = "email", _("The e-mail address was changed")
        APP_ADDED = "app", _("The app with codes was turned on")
        APP_REMOVED = "app_off", _("The app with codes was turned off")
        PASSKEY_ADDED = "passkey", _("A passkey was added")
        PASSKEY_REMOVED = "passkey_off", _("A passkey was removed")
        CODES_MADE = "codes", _("Recovery codes were made")
        STEP_TAKEN_AWAY = "step_off", _("The second step was taken away by whoever runs this Runlog")
        INVITED = "invited", _("An invitation was sent")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="security_events")
    what = models.CharField(max_length=11, choices=What.choices)
    # The day that the person's calendar showed.
    on = models.DateField()
    at = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)
    browser = models.CharField(max_length=200, blank=True)
    # The network that the request came from, not the device: 203.0.113.0/24.
    network = models.CharField(max_length=49, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "on"], condition=Q(what="failed"), name="people_securityevent_failed_once_a_day"),
            one_of("what", KNOWN),
        ]
        indexes = [
            models.Index(fields=["user", "-at"], name="securityevent_by_time"),
            models.Index(fields=["at"], name="securityevent_old"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"
