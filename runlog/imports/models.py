"""An import on its way: the batch, the files that were sent, and one entry for each activity in them or file that could not be read.

No position is stored, and what was sent is deleted once it is in the log, unless the runner wants to keep it.
"""

from datetime import datetime

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import CheckConstraint, Q, TextChoices, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from runlog.core.constraints import one_of, own_log_id
from runlog.core.dates import at_offset
from runlog.core.models import Job, decimal_field
from runlog.training.choices import SourceKind, Surface
from runlog.training.models import Shoe


class BatchState(TextChoices):
    """How far an import has come."""

    RECEIVING = "receiving", _("Files are being sent")
    READING = "reading", _("Being read")
    REVIEW = "review", _("To be looked over")
    STORING = "storing", _("On its way into the log")
    STORED = "stored", _("In the log")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")
    STOPPED = "stopped", _("Stopped")


class EntryKind(TextChoices):
    """What an activity is."""

    RUN = "run", _("Run")
    WALK = "walk", _("Walk")
    STRENGTH = "strength", _("Strength")
    OTHER = "other", _("Something else")
    UNKNOWN = "unknown", _("Not said")


class Verdict(TextChoices):
    """What the look at the log and at the other entries gave."""

    NEW = "new", _("New")
    SAME = "same", _("In your log already")
    TWIN = "twin", _("The same, from another device")
    DELETED = "deleted", _("Deleted by you before")
    NOT_KEPT = "not_kept", _("Not a run, walk or strength session")
    UNREADABLE = "unreadable", _("Cannot be taken over")


class Decision(TextChoices):
    """What to do with an entry."""

    ADD = "add", _("Add it")
    MERGE = "merge", _("Make one of both")
    LEAVE = "leave", _("Leave it out")


class Outcome(TextChoices):
    """What became of an entry."""

    ADDED = "added", _("Added")
    MERGED = "merged", _("Made one with the other")
    LEFT = "left", _("Left out")
    MEANWHILE = "meanwhile", _("Came into the log by another way meanwhile")


class Batch(models.Model):
    """One import. `log_id` is the id of the form that opened it: sent twice, it is one batch."""

    State = BatchState

    athlete = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    log_id = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.RECEIVING)
    # The work that goes on, or went on last.
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    stored_at = models.DateTimeField(null=True, blank=True)
    keeps_files = models.BooleanField(_("keep the files"), default=False)
    # What a word for a sport means that we do not know: {word: kind}; "" is no word at all.
    sports = models.JSONField(default=dict, blank=True)
    # Which pair a name in the files means: {name: log_id of a pair, "new", or "" for none}.
    gear = models.JSONField(default=dict, blank=True)
    # The pairs that this import has made: their log ids.
    made_shoes = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [own_log_id(), one_of("state", BatchState.values)]
        indexes = [models.Index(fields=["athlete", "-created_at"], name="batch_by_date")]

    def __str__(self) -> str:
        return f"{self.state} {self.created_at:%Y-%m-%d}"


class SourceFile(models.Model):
    """A file as it was sent; its bytes lie in the folder of imports until they are not needed any more."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="files")
    # The sender's own key of the file: sent again, it is the same file.
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(default=0)
    received = models.PositiveBigIntegerField(default=0)
    # The archive that this one lay in.
    inside = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    format = models.CharField(max_length=10, blank=True)
    # A sentence of formats/problems.py; translate it when it is shown.
    problem = models.CharField(max_length=300, blank=True)
    # As Question, and what the user answered.
    questions = models.JSONField(default=list, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    # Pairs that an archive lists: [{"name", "brand", "model"}].
    gear = models.JSONField(default=list, blank=True)
    # Of an archive's parts, how many were read, how many there are, and how many are no activities by their names.
    parts_read = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    passed_over = models.PositiveIntegerField(default=0)
    is_read = models.BooleanField(default=False)

    class Meta:
        constraints = [UniqueConstraint(fields=["batch", "key"], name="imports_sourcefile_key")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One activity of a file, as the file tells it and as the user wants it; or what could not be read, with the reason."""

    Kind = EntryKind

    Verdict = Verdict

    Decision = Decision

    Outcome = Outcome

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="entries")
    file = models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="entries")
    # Its part of the file, and its place in that part.
    part = models.PositiveIntegerField()
    place = models.PositiveIntegerField(default=0)
    # The part's own name in an archive.
    name = models.CharField(max_length=255, blank=True)
    # As it was read.
    kind = models.CharField(max_length=8, choices=EntryKind, default=EntryKind.UNKNOWN)
    sport = models.CharField(max_length=100, blank=True)
    started_at = models.DateTimeField(null=True)
    offset_min = models.SmallIntegerField(null=True)
    local_on = models.DateField(null=True)
    # The file gives wall-clock time without a zone; the file gives a day without a time.
    is_local = models.BooleanField(default=False)
    is_day = models.BooleanField(default=False)
    distance_m = decimal_field(null=True)
    duration_s = decimal_field(null=True)
    elapsed_s = decimal_field(null=True)
    average_heart_rate = decimal_field(null=True)
    cadence = decimal_field(null=True)
    ascent_m = decimal_field(null=True)
    surface = models.CharField(max_length=10, choices=Surface.choices, null=True)
    by_steps = models.BooleanField(default=False)
    title = models.CharField(max_length=200, blank=True)
    gear = models.CharField(max_length=200, blank=True)
    source_kind = models.CharField(max_length=6, choices=SourceKind.choices, blank=True)
    digest = models.CharField(max_length=200, blank=True)
    source_ids = models.JSONField(default=list)
    # Why it cannot be kept, or what to look at before it is kept: sentences of formats/problems.py.
    problem = models.CharField(max_length=300, blank=True)
    warning = models.CharField(max_length=300, blank=True)
    # What it is beside: a record of the log ("runs", log_id) or a richer entry of this batch ("entries", key).
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    match_kind = models.CharField(max_length=10, blank=True)
    match_id = models.CharField(max_length=64, blank=True)
    # What the user wants.
    decision = models.CharField(max_length=5, choices=Decision, default=Decision.LEAVE)
    as_kind = models.CharField(max_length=8, choices=EntryKind, blank=True)
    # The pair chosen for this entry alone; without it the batch's choice for its gear counts.
    shoe = models.ForeignKey(Shoe, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_without_shoe = models.BooleanField(default=False)
    is_touched = models.BooleanField(default=False)
    # What became of it: the record made or changed, and its fields as they were before and as the import left them.
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    made_kind = models.CharField(max_length=10, blank=True)
    made_id = models.CharField(max_length=64, blank=True)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["file", "part", "place"], name="imports_entry_place"),
            one_of("kind", EntryKind.values),
            one_of("decision", Decision.values),
            CheckConstraint(
                condition=Q(started_at=None) | Q(offset_min__isnull=False, local_on__isnull=False), name="imports_entry_moment"
            ),
        ]
        indexes = [models.Index(fields=["batch", "verdict", "-started_at"], name="entry_by_verdict")]

    def __str__(self) -> str:
        return f"{self.kind} {self.local_on}"

    @property
    def moment(self) -> datetime | None:
        """The start in its own offset; None where the file does not say."""
        return None if self.started_at is None or self.offset_min is None else at_offset(self.started_at, self.offset_min)
