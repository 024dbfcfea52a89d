"""Flags with their history, the latest assessment of each log, advice with its versions, responses to flags."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from runlog.core.constraints import one_of
from runlog.core.models import RecordQuerySet, TimedRecord


class Level(models.TextChoices):
    """How much a flag matters, rising."""

    INFO = "info", _("Good to know")
    NOTICE = "notice", _("Worth checking")
    CAUTION = "caution", _("Caution")
    SEE_PROVIDER = "see_provider", _("See a provider")
    URGENT = "urgent", _("Urgent")
    EMERGENCY = "emergency", _("Emergency")


class Assessment(models.Model):
    """What the latest assessment of an athlete's log found, beside its flags. One row an athlete."""

    athlete = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assessment", primary_key=True)
    on = models.DateField(null=True)
    # True from a change that could not be assessed until an assessment succeeds.
    is_due = models.BooleanField(default=True)
    # engine.Assessment.as_document() without its flags: episode, elements, insufficient, failures.
    result = models.JSONField(default=dict)
    assessed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["is_due", "on"], name="assessment_due")]

    def __str__(self) -> str:
        return f"{self.on}"


class FlagQuerySet(RecordQuerySet):
    """Flags, asked for in words."""

    def open(self) -> "FlagQuerySet":
        """Only those not cleared."""
        return self.filter(cleared_on=None)


class Flag(models.Model):
    """What a rule found for one scope of a log, from the day it was raised to the day it cleared."""

    athlete = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=64)
    scope = models.CharField(max_length=80, blank=True)
    element = models.CharField(max_length=16)
    level = models.CharField(max_length=12, choices=Level.choices)
    is_suppressed = models.BooleanField(default=False)
    # The sentence template and the facts it names, SI units; rendered in the reader's units.
    sentence = models.TextField()
    short = models.TextField(blank=True)
    clears = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    raised_on = models.DateField()
    level_since_on = models.DateField()
    cleared_on = models.DateField(null=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["athlete", "rule", "scope"], condition=Q(cleared_on=None), name="guidance_flag_open_once"),
            one_of("level", Level.values),
        ]
        indexes = [models.Index(fields=["athlete", "cleared_on"], name="flag_by_athlete")]

    def __str__(self) -> str:
        return f"{self.rule} {self.scope}"


class FlagEvent(models.Model):
    """One step in a flag's history."""

    class What(models.TextChoices):
        """What happened."""

        RAISED = "raised", _("Raised")
        LEVEL = "level", _("Level changed")
        CLEARED = "cleared", _("Cleared")

    flag = models.ForeignKey(Flag, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=7, choices=What.choices)
    on = models.DateField()
    at = models.DateTimeField()
    level = models.CharField(max_length=12, choices=Level.choices)
    # The facts, the sentence template and the thresholds as they stood.
    facts = models.JSONField(default=dict)
    sentence = models.TextField(blank=True)
    thresholds = models.JSONField(default=dict)
    advice_version = models.ForeignKey("AdviceVersion", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [one_of("what", ["raised", "level", "cleared"]), one_of("level", Level.values)]

    def __str__(self) -> str:
        return f"{self.what} {self.on}"


class FlagResponse(TimedRecord):
    """What an athlete said to a flag: hide it for a while."""

    MOMENT = "at"

    class Kind(models.TextChoices):
        """What was said."""

        ACKNOWLEDGED = "acknowledged", _("Acknowledged")
        SNOOZED = "snoozed", _("Snoozed")

    rule = models.CharField(max_length=200)
    scope = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField()
    until_on = models.DateField()
    note = models.TextField(max_length=10_000, null=True, blank=True)

    class Meta(TimedRecord.Meta):
        constraints = [*TimedRecord.Meta.constraints, one_of("kind", ["acknowledged", "snoozed"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.rule}"


class Advice(models.Model):
    """One advice text, by rule or card; what it says stands in its versions."""

    key = models.SlugField(max_length=64, unique=True)
    element = models.CharField(max_length=16)

    def __str__(self) -> str:
        return self.key


class AdviceVersion(models.Model):
    """An advice text as it stood from a date on. Versions are kept for ever."""

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    # Markdown, no HTML.
    text = models.TextField()
    sources = models.JSONField(default=list)
    review_by = models.DateField(null=True)
    published_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["advice", "number"], name="guidance_adviceversion_number")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"
