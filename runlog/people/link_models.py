"""Coaching: who coaches whom and what the athlete shows, how it changed, invitations to it, and who has looked."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from runlog.core.constraints import one_of
from runlog.people.grants import Terms

USER = settings.AUTH_USER_MODEL


class TermsFields(models.Model):
    """The last day of each grant, as `grants.Terms` has them."""

    training_until = models.DateField(null=True, blank=True)
    pain_until = models.DateField(null=True, blank=True)
    notes_until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def terms(self) -> Terms:
        """What is granted, and until when."""
        return Terms(self.training_until, self.pain_until, self.notes_until)

    @staticmethod
    def terms_fields(terms: Terms) -> dict[str, object]:
        """Return the columns that hold some terms."""
        return {"training_until": terms.training, "pain_until": terms.pain, "notes_until": terms.notes}


class CoachingLink(TermsFields):
    """That an athlete has accepted a coach. It opens doors while it has not ended, and only as far as the grants go."""

    athlete = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="coach_links")
    coach = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="athlete_links")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # When the coach last opened the athlete's page. The looks hold it too; a roster of hundreds goes by it, and they are too many.
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # One for ever: begun again, it is the same, with what its coach has noted.
            models.UniqueConstraint(fields=["coach", "athlete"], name="people_coachinglink_once"),
            models.CheckConstraint(condition=~Q(athlete=F("coach")), name="people_coachinglink_two_people"),
        ]
        indexes = [models.Index(fields=["athlete", "-began_at"], name="coachinglink_by_athlete")]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d}"


class ConsentStep(TermsFields):
    """One change of what a link shows: begun, changed or ended, by whom, and how the grants stood from then on. Only ever added."""

    class What(models.TextChoices):
        """What happened."""

        BEGUN = "begun", _("Began")
        CHANGED = "changed", _("Changed")
        ENDED = "ended", _("Ended")

    link = models.ForeignKey(CoachingLink, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=7, choices=What.choices)
    # None: somebody whose account is gone.
    by = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [one_of("what", ["begun", "changed", "ended"])]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"


class Invitation(TermsFields):
    """A link by mail that makes a coaching link, once. Of its token only the SHA-256 is kept."""

    DAYS: ClassVar[int] = 14

    class For(models.TextChoices):
        """Who is invited, and to what."""

        COACH = "coach", _("to coach the one who invites")
        ATHLETE = "athlete", _("to be coached by the one who invites")

    inviter = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="invitations")
    # The id of its form: sent twice, it is one invitation.
    form_id = models.CharField(max_length=64)
    role = models.CharField(max_length=7, choices=For.choices)
    email = models.EmailField(max_length=254)
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # When it was accepted, declined or withdrawn: it works no more.
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inviter", "form_id"], name="people_invitation_form"),
            one_of("role", ["coach", "athlete"]),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.made_at:%Y-%m-%d}"


class Look(models.Model):
    """That somebody else looked at an athlete's data: one row for each viewer, kind of data and day. Written by access.py alone."""

    class What(models.TextChoices):
        """What was shown, the data of its charts included."""

        ROSTER = "roster", _("A row in their list of athletes")
        CSV = "csv", _("Their list of athletes as a file")
        TODAY = "today", _("How your log stands")
        BACK = "back", _("Your back")
        SHOES = "shoes", _("Your shoes")
        DIARY = "diary", _("Your diary")
        RUN = "run", _("A run")
        PRINT = "print", _("The pages to print")

    # None: somebody whose account is gone.
    viewer = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    athlete = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="looks")
    what = models.CharField(max_length=8, choices=What.choices)
    # The day that the athlete's calendar showed.
    on = models.DateField()
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["viewer", "athlete", "what", "on"], name="people_look_once_a_day"),
            one_of("what", ["roster", "csv", "today", "back", "shoes", "diary", "run", "print"]),
        ]
        indexes = [models.Index(fields=["athlete", "-on"], name="look_by_day")]

    def __str__(self) -> str:
        return f"{self.what} {self.on}"
