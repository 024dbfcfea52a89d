"""Flags with their history and responses, the latest assessment of each log, advice, thresholds and sign-offs with their versions."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from injuries.engine.levels import ELEMENTS, LEVELS, rank
from runlog.core.constraints import one_of
from runlog.core.models import RecordQuerySet, TimedRecord


class Assessment(models.Model):
    """What the latest assessment of an athlete's log found, beside its flags. One row an athlete."""

    athlete = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assessment", primary_key=True)
    on = models.DateField(null=True)
    # True from a change that could not be assessed until an assessment succeeds.
    is_due = models.BooleanField(default=True)
    # True while warning signs may go unseen: the assessment failed, or one of the rules that read them.
    has_failed = models.BooleanField(default=False)
    # {"episode": as in the document, "elements": {key: state}, "insufficient": [{"rule", "scope", "element", "missing": template,
    # "facts"}], "failures": [{"rule", "element"}]}
    result = models.JSONField(default=dict)
    assessed_at = models.DateTimeField(null=True)
    # The key of the newest `ThresholdVersion` there was; 0 while every threshold had its default. An older one makes it stale.
    threshold_version = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["is_due", "on"], name="assessment_due"),
            models.Index(fields=["assessed_at"], name="assessment_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.on}"


class Sweep(models.Model):
    """One pass over everybody's log; an interrupted one has no end, and the next call goes on with it."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class FlagQuerySet(RecordQuerySet):
    """Flags, asked for in words."""

    def open(self) -> Self:
        """Only those not cleared."""
        return self.filter(cleared_on=None)


class Flag(models.Model):
    """What a rule found for one scope of a log, from the day it was raised to the day it cleared."""

    # No index of its own: that of the open flags begins with it.
    athlete = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="flags", db_index=False)
    rule = models.CharField(max_length=64)
    scope = models.CharField(max_length=80, blank=True)
    element = models.CharField(max_length=16)
    level = models.CharField(max_length=12)
    is_suppressed = models.BooleanField(default=False)
    # Templates with typed places, in English; rendered in the language and the units of who reads.
    sentence = models.TextField()
    short = models.TextField(blank=True)
    clears = models.TextField(blank=True)
    # What the places name, SI units, decimals as numbers and dates as ISO text; `thresholds` holds those used.
    facts = models.JSONField(default=dict)
    raised_on = models.DateField()
    level_since_on = models.DateField()
    # When it was raised or last rose in level: a response from before has ended.
    risen_at = models.DateTimeField()
    cleared_on = models.DateField(null=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["athlete", "rule", "scope"], condition=Q(cleared_on=None), name="guidance_flag_open_once"),
            one_of("level", LEVELS),
            one_of("element", ELEMENTS),
        ]
        # All that a roster of hundreds orders by, with the key, so that it need not read the wide rows.
        indexes = [models.Index(fields=["athlete", "cleared_on", "element", "rule", "level", "risen_at", "id"], name="flag_by_athlete")]

    def __str__(self) -> str:
        return f"{self.rule} {self.scope}"

    @property
    def since_on(self) -> date:
        """The day on which the matter began, where its rule knows it, else the day on which the flag was raised."""
        began = self.facts.get("since_on")
        return date.fromisoformat(began) if began else self.raised_on

    @staticmethod
    def in_order(flags: "Iterable[Flag]") -> "tuple[Flag, ...]":
        """Return the flags highest first, then newest."""
        return tuple(sorted(flags, key=lambda flag: (rank(flag.level), flag.since_on, flag.raised_on, flag.pk), reverse=True))


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
    level = models.CharField(max_length=12)
    # The facts, the sentence template and the thresholds as they stood.
    facts = models.JSONField(default=dict)
    sentence = models.TextField(blank=True)
    thresholds = models.JSONField(default=dict)
    advice_version = models.ForeignKey("AdviceVersion", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [one_of("what", ["raised", "level", "cleared"]), one_of("level", LEVELS)]

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

    class Meta:
        constraints = [one_of("element", ELEMENTS)]

    def __str__(self) -> str:
        return self.key


class AdviceVersion(models.Model):
    """An advice text: a draft, or as it stood from a date on. What was published is kept for ever."""

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    # Markdown, no HTML.
    text = models.TextField()
    # Markdown, one line each.
    sources = models.JSONField(default=list)
    review_by = models.DateField(null=True)
    # None while it is a draft; a day ahead while it waits for it.
    published_on = models.DateField(null=True)
    # SHA-256 of the starter text that this version is; empty once a curator has written.
    starter_digest = models.CharField(max_length=64, blank=True)
    # Who wrote it and when it was last saved; None for a starter text, and for somebody who has left.
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True)
    # The version whose words it brought back.
    rolled_back_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["advice", "number"], name="guidance_adviceversion_number"),
            models.UniqueConstraint(fields=["advice"], condition=Q(published_on=None), name="guidance_adviceversion_one_draft"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class ThresholdVersion(models.Model):
    """The numbers of one rule as a curator set them. Versions are kept for ever; the one with the highest number counts."""

    rule = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    # {threshold key: the number as text}, every threshold of the rule, so that a changed default changes nothing that was set.
    numbers = models.JSONField(default=dict)
    reason = models.TextField(max_length=2_000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "number"], name="guidance_thresholdversion_number")]

    def __str__(self) -> str:
        return f"{self.rule} {self.number}"


class SignOff(models.Model):
    """That a clinician has read the warning signs, their levels and their advice, and stands by them. Kept for ever."""

    clinician = models.CharField(_("name"), max_length=200)
    profession = models.CharField(_("profession"), max_length=200)
    signed_on = models.DateField(_("date"))
    note = models.TextField(_("note"), max_length=2_000, blank=True)
    # SHA-256 of what was read: when the words change, the sign-off no longer covers them.
    digest = models.CharField(max_length=64)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.clinician}, {self.signed_on}"
