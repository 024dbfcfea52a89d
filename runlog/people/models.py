"""Users: every user is an athlete, the person whose log it is. With them Django finds the tables of coaching and security."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from runlog.core.constraints import one_of
from runlog.core.dates import in_zone
from runlog.people.link_models import CoachingLink, ConsentStep, Invitation, Look
from runlog.people.security_models import SecurityEvent

__all__ = ["CoachingLink", "ConsentStep", "Invitation", "Look", "SecurityEvent", "User", "UserManager"]


class UserManager(BaseUserManager["User"]):
    """Makes users."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user who logs in with the e-mail address, which is kept in lower case."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by e-mail address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with a log, and what they told us of themselves."""

    class Units(models.TextChoices):
        """What distances are shown and typed in."""

        KM = "km", _("kilometres")
        MI = "mi", _("miles")

    class Theme(models.TextChoices):
        """How pages look."""

        SYSTEM = "", _("as my device")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    display_name = models.CharField(_("name"), max_length=200, blank=True)
    units = models.CharField(_("units"), max_length=2, choices=Units.choices, default=Units.KM)
    country = models.CharField(_("country"), max_length=2, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    language = models.CharField(_("language"), max_length=35, blank=True)
    theme = models.CharField(_("theme"), max_length=5, choices=Theme.choices, blank=True, default=Theme.SYSTEM)
    back_pain_in_year_before = models.BooleanField(_("back pain in the year before the log began"), null=True, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    consent_version = models.CharField(max_length=20, blank=True)
    welcomed_at = models.DateTimeField(null=True, blank=True)
    is_curator = models.BooleanField(_("keeps advice and thresholds"), default=False)
    is_staff = models.BooleanField(_("administrator"), default=False)
    is_active = models.BooleanField(_("may log in"), default=True)
    is_demo = models.BooleanField(default=False)
    # When the account is deleted, by its owner's wish; from that wish on no coach sees the log.
    deletion_due_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="people_user_email"),
            models.CheckConstraint(condition=~Q(email=""), name="people_user_email_given"),
            models.CheckConstraint(condition=Q(consent_version="") | Q(consented_at__isnull=False), name="people_user_consent_dated"),
            one_of("units", ["km", "mi"]),
            one_of("theme", ["", "light", "dark"]),
        ]

    def __str__(self) -> str:
        return self.get_short_name()

    def get_short_name(self) -> str:
        """What pages call the person."""
        return self.display_name or self.email.partition("@")[0]

    get_full_name = get_short_name

    @property
    def curates(self) -> bool:
        """Whether the person keeps advice and thresholds: curators do, and administrators."""
        return self.is_curator or self.is_staff

    def check_password(self, raw_password: str | None) -> bool:
        """Tell whether this is the password; demo people have none that works, whatever is set."""
        return not self.is_demo and super().check_password(raw_password)

    @property
    def leaves_at(self) -> datetime | None:
        """When the account is deleted, as the person's clocks show it; None for who stays."""
        return self.local(self.deletion_due_at) if self.deletion_due_at else None

    def local(self, now: datetime) -> datetime:
        """Return `now` as the athlete's clocks show it, in a fixed offset."""
        return in_zone(now, self.time_zone)

    def today(self, now: datetime) -> date:
        """Return the date that the athlete's calendar shows at `now`."""
        return self.local(now).date()
