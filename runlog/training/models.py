"""Shoes, runs with their warm-up, walks and strength sessions: the fields of the log format, `None` where nothing was recorded."""

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from runlog.core.constraints import one_of, own_log_id, within
from runlog.core.models import DatedRecord, Record, TimedRecord, decimal_field, score_field
from runlog.people.grants import Grant
from runlog.training.choices import Focus, Limited, RunKind, ShoeKind, SourceKind, Surface, WarmUp, WarmUpKind, Wear

MOST_DISTANCE_M = 1_000_000
MOST_DURATION_S = 1_000_000
MOST_MINUTES = 10_000


class Shoe(Record):
    """A pair of shoes."""

    SHOWN_BY = Grant.TRAINING
    FIELDS_SHOWN_BY = {"note": Grant.NOTES}

    Kind = ShoeKind

    name = models.CharField(_("name"), max_length=200)
    brand = models.CharField(_("brand"), max_length=200, null=True, blank=True)
    model = models.CharField(_("model"), max_length=200, null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, null=True, blank=True)
    first_used_on = models.DateField(_("first used on"), null=True, blank=True)
    start_distance_m = decimal_field(verbose_name=_("distance when added"), null=True, blank=True)
    limit_m = decimal_field(verbose_name=_("replace at"), null=True, blank=True)
    inspect_m = decimal_field(verbose_name=_("check from"), null=True, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=10_000, null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            one_of("kind", ShoeKind.values),
            within("start_distance_m", 0, 10_000_000),
            within("limit_m", 150_000, 1_600_000),
            within("inspect_m", 0, 10_000_000),
            CheckConstraint(condition=Q(retired_on__gte=F("first_used_on")), name="training_shoe_retired_after_first_use"),
        ]

    def __str__(self) -> str:
        return self.name


class ShoePart(models.Model):
    """A row in one of a shoe's lists; `position` is its place in the list."""

    on = models.DateField(_("date"))
    position = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["position"]


class ShoeCheck(ShoePart):
    """A look at a pair: what is worn. Nothing ticked, or one side alone, is a clean check."""

    Wear = Wear

    shoe = models.ForeignKey(Shoe, on_delete=models.CASCADE, related_name="checks")
    worn = models.JSONField(default=list, blank=True)
    note = models.TextField(_("note"), max_length=10_000, null=True, blank=True)

    class Meta(ShoePart.Meta):
        constraints = [models.UniqueConstraint(fields=["shoe", "position"], name="training_shoecheck_position")]

    def __str__(self) -> str:
        return f"{self.on}"


class ComfortRating(ShoePart):
    """How comfortable a pair is, 0 to 10."""

    shoe = models.ForeignKey(Shoe, on_delete=models.CASCADE, related_name="comfort")
    score = score_field(verbose_name=_("comfort"))

    class Meta(ShoePart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["shoe", "position"], name="training_comfortrating_position"),
            within("score", 0, 10),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.score}"


class Run(TimedRecord):
    """A run; with `limited_by_back` = "not_started" a missed session, which has no distance or time of its own."""

    MOMENT = "started_at"

    SHOWN_BY = Grant.TRAINING
    # Files carry the title that somebody gave the run.
    FIELDS_SHOWN_BY = {
        **dict.fromkeys(("limited_by_back", "slumped", "low_energy"), Grant.PAIN),
        **dict.fromkeys(("tightness_quads", "tightness_hamstrings", "tightness_hip_flexors"), Grant.PAIN),
        **dict.fromkeys(("note", "source_name", "also"), Grant.NOTES),
    }

    Kind = RunKind

    Surface = Surface

    Limited = Limited

    WarmUp = WarmUp

    WarmUpKind = WarmUpKind

    Source = SourceKind

    started_at = models.DateTimeField(_("started"))
    distance_m = decimal_field(verbose_name=_("distance"), null=True, blank=True)
    duration_s = decimal_field(verbose_name=_("time"), null=True, blank=True)
    effort = score_field(verbose_name=_("effort"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, null=True, blank=True)
    surface = models.CharField(_("surface"), max_length=10, choices=Surface.choices, null=True, blank=True)
    shoe = models.ForeignKey(Shoe, verbose_name=_("shoe"), on_delete=models.PROTECT, null=True, blank=True, related_name="runs")
    planned = models.BooleanField(_("planned"), null=True, blank=True)
    limited_by_back = models.CharField(_("limited by the back"), max_length=11, choices=Limited.choices, null=True, blank=True)
    warm_up_state = models.CharField(_("warm-up"), max_length=7, choices=WarmUp.choices, null=True, blank=True)
    warm_up_kind = models.CharField(_("kind of warm-up"), max_length=10, choices=WarmUpKind.choices, null=True, blank=True)
    warm_up_minutes = decimal_field(verbose_name=_("minutes of warm-up"), null=True, blank=True)
    tightness_quads = score_field(verbose_name=_("tight quads"), null=True, blank=True)
    tightness_hamstrings = score_field(verbose_name=_("tight hamstrings"), null=True, blank=True)
    tightness_hip_flexors = score_field(verbose_name=_("tight hip flexors"), null=True, blank=True)
    slumped = models.BooleanField(_("slumped"), null=True, blank=True)
    low_energy = models.BooleanField(_("low energy"), null=True, blank=True)
    average_heart_rate = decimal_field(verbose_name=_("average heart rate"), null=True, blank=True)
    cadence = decimal_field(verbose_name=_("cadence"), null=True, blank=True)
    ascent_m = decimal_field(verbose_name=_("ascent"), null=True, blank=True)
    source_kind = models.CharField(max_length=6, choices=Source.choices, null=True, blank=True)
    source_name = models.CharField(max_length=200, null=True, blank=True)
    source_digest = models.CharField(max_length=200, null=True, blank=True)
    also = models.JSONField(null=True, blank=True)
    edited = models.JSONField(null=True, blank=True)
    note = models.TextField(_("note"), max_length=10_000, null=True, blank=True)

    class Meta(TimedRecord.Meta):
        indexes = [
            *TimedRecord.Meta.indexes,
            models.Index(fields=["shoe", "local_on"], name="run_by_shoe"),
            models.Index(fields=["athlete", "source_digest"], name="run_by_digest"),
        ]
        constraints = [
            *TimedRecord.Meta.constraints,
            within("distance_m", 0, MOST_DISTANCE_M),
            within("duration_s", 0, MOST_DURATION_S),
            within("effort", 0, 10),
            one_of("kind", RunKind.values),
            one_of("surface", Surface.values),
            one_of("limited_by_back", Limited.values),
            one_of("warm_up_state", WarmUp.values),
            one_of("warm_up_kind", WarmUpKind.values),
            within("warm_up_minutes", 0, MOST_MINUTES),
            CheckConstraint(
                condition=Q(warm_up_state__isnull=False) | Q(warm_up_kind__isnull=True, warm_up_minutes__isnull=True),
                name="training_run_warm_up_needs_state",
            ),
            CheckConstraint(
                condition=~Q(warm_up_state="skipped")
                | (Q(warm_up_kind__isnull=True) & (Q(warm_up_minutes__isnull=True) | Q(warm_up_minutes=0))),
                name="training_run_skipped_is_nothing",
            ),
            CheckConstraint(
                condition=~Q(warm_up_state="short") | Q(warm_up_minutes__isnull=True) | Q(warm_up_minutes__lt=5),
                name="training_run_short_is_under_five",
            ),
            CheckConstraint(
                condition=~Q(warm_up_state="done") | Q(warm_up_minutes__isnull=True) | Q(warm_up_minutes__gte=5),
                name="training_run_done_is_five_or_more",
            ),
            within("tightness_quads", 0, 10),
            within("tightness_hamstrings", 0, 10),
            within("tightness_hip_flexors", 0, 10),
            within("average_heart_rate", 0, 1000),
            within("cadence", 0, 1000),
            within("ascent_m", 0, MOST_DISTANCE_M),
            one_of("source_kind", SourceKind.values),
        ]

    def __str__(self) -> str:
        return f"{self.local_on}"

    @property
    def is_missed(self) -> bool:
        """Whether this is a session that was not started."""
        return self.limited_by_back == self.Limited.NOT_STARTED

    @classmethod
    def shown_by(cls, grants: Collection[str]) -> Q:
        """A missed session tells of the back, and of no run: it is shown by the grant of pain."""
        missed = Q(limited_by_back=cls.Limited.NOT_STARTED)
        runs = (~missed | Q(limited_by_back=None)) if Grant.TRAINING in grants else Q(pk__in=[])
        return runs | missed if Grant.PAIN in grants else runs


class Walk(TimedRecord):
    """A walk."""

    MOMENT = "started_at"

    SHOWN_BY = Grant.TRAINING
    FIELDS_SHOWN_BY = {"upright": Grant.PAIN, "note": Grant.NOTES}

    started_at = models.DateTimeField(_("started"))
    minutes = decimal_field(verbose_name=_("minutes"))
    distance_m = decimal_field(verbose_name=_("distance"), null=True, blank=True)
    shoe = models.ForeignKey(Shoe, verbose_name=_("shoe"), on_delete=models.PROTECT, null=True, blank=True, related_name="walks")
    upright = models.BooleanField(_("upright"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=10_000, null=True, blank=True)

    class Meta(TimedRecord.Meta):
        indexes = [*TimedRecord.Meta.indexes, models.Index(fields=["shoe", "local_on"], name="walk_by_shoe")]
        constraints = [
            *TimedRecord.Meta.constraints,
            within("minutes", 0, MOST_MINUTES),
            within("distance_m", 0, MOST_DISTANCE_M),
        ]

    def __str__(self) -> str:
        return f"{self.local_on}"


class StrengthSession(DatedRecord):
    """A strength session."""

    SHOWN_BY = Grant.TRAINING
    FIELDS_SHOWN_BY = {"note": Grant.NOTES}

    Focus = Focus

    minutes = decimal_field(verbose_name=_("minutes"))
    focus = models.JSONField(null=True, blank=True)
    note = models.TextField(_("note"), max_length=10_000, null=True, blank=True)

    class Meta(DatedRecord.Meta):
        constraints = [*DatedRecord.Meta.constraints, within("minutes", 0, MOST_MINUTES)]

    def __str__(self) -> str:
        return f"{self.local_on}"


class BulkChange(models.Model):
    """What many runs were given at once, with what they had before. `log_id` is the id of its form: sent twice, it is one change."""

    athlete = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    log_id = models.CharField(max_length=64)
    # Both are made and read by runlog/training/actions/bulk.py.
    given = models.JSONField()
    rows = models.JSONField()
    run_count = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [own_log_id()]
        indexes = [models.Index(fields=["athlete", "-made_at"], name="bulk_change_by_date")]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
