"""What every record of a log has in common, the bin that deleted ones wait in, and the work that goes on in the background."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from runlog.core.constraints import one_of, own_log_id
from runlog.core.dates import at_offset, offset_min_of

KEPT_DAYS = 30


def decimal_field(**options: Any) -> "models.DecimalField[Any, Any]":
    """Return a field for metres, seconds or minutes: at most 3 decimals, kept exactly."""
    return models.DecimalField(max_digits=11, decimal_places=3, **options)


def score_field(**options: Any) -> "models.SmallIntegerField[Any, Any]":
    """Return a field for a whole number from 0 to 10 (the model adds the constraint)."""
    return models.SmallIntegerField(**options)


class RecordQuerySet(models.QuerySet[Any]):
    """Records, asked for in words."""

    def of(self, athlete: Any) -> Self:
        """Only the athlete's own."""
        return self.filter(athlete=athlete)

    def between(self, first: Any, last: Any) -> Self:
        """Only those whose local date lies in first .. last."""
        return self.filter(local_on__range=(first, last))

    def newest_first(self) -> Self:
        """The latest first; on equal moments the one logged later."""
        moment = self.model.MOMENT
        return self.order_by(*([f"-{moment}"] if moment else ["-local_on"]), "-pk")


class Record(models.Model):
    """One thing that an athlete logged."""

    # The name of the field that holds its instant; empty for records that have a date only.
    MOMENT: ClassVar[str] = ""
    # The grant that shows such a record to a coach (runlog.people.grants), and the other one that some of its fields need;
    # NOBODY: they are the athlete's alone. Without SHOWN_BY no coach ever sees the record.
    NOBODY: ClassVar[str] = "nobody"
    SHOWN_BY: ClassVar[str] = NOBODY
    FIELDS_SHOWN_BY: ClassVar[Mapping[str, str]] = {}

    # No index of its own: that of the log id begins with it, and a second one leads databases away from those by date.
    athlete = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    log_id = models.CharField(max_length=64)
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [own_log_id()]

    @classmethod
    def shown_by(cls, grants: Collection[str]) -> models.Q:
        """Return the condition for the records of this kind that the grants show; never true where they show none."""
        return models.Q() if cls.SHOWN_BY in grants else models.Q(pk__in=[])

    def hide(self, names: Iterable[str]) -> None:
        """Empty some fields in memory, as if they had not been read: what is not there no page can show."""
        for name in names:
            setattr(self, name, None if self._meta.get_field(name).null else "")


class DatedRecord(Record):
    """A record that belongs to a date."""

    local_on = models.DateField(_("date"))

    class Meta(Record.Meta):
        abstract = True
        indexes = [models.Index(fields=["athlete", "local_on"], name="%(class)s_by_date")]


class TimedRecord(DatedRecord):
    """A record that belongs to a moment: instant, the UTC offset it was made in, and the date that clocks showed there."""

    offset_min = models.SmallIntegerField()

    class Meta(DatedRecord.Meta):
        abstract = True

    @property
    def moment(self) -> datetime:
        """The instant in its own offset."""
        return at_offset(getattr(self, self.MOMENT), self.offset_min)

    @classmethod
    def moment_fields(cls, moment: datetime) -> dict[str, Any]:
        """Return the three fields that hold a moment."""
        return {cls.MOMENT: moment, "offset_min": offset_min_of(moment), "local_on": moment.date()}


class Trashed(models.Model):
    """A deleted record: its document, and which records named it, for the 30 days in which it can be brought back."""

    athlete = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=32)
    log_id = models.CharField(max_length=64)
    document = models.JSONField()
    # [[kind, link field, log_id of a record that named this one], ...]
    named_by = models.JSONField(default=list)
    deleted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["athlete", "-deleted_at"], name="trashed_by_date")]

    def __str__(self) -> str:
        return f"{self.kind} {self.log_id}"

    @property
    def gone_at(self) -> datetime:
        """The instant after which it cannot be brought back."""
        return self.deleted_at + timedelta(days=KEPT_DAYS)


class Job(models.Model):
    """A piece of work that goes on in the background, step by step (runlog/core/jobs.py)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    OPEN = (State.WAITING, State.RUNNING)

    kind = models.CharField(max_length=64)
    # Whose it is: nobody else sees it. Null: nobody's, such as work on all logs.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    parameters = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    # Of what the steps count; a total of 0 is one not known yet.
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # Until when a worker may be busy with a step; null between two steps. It also tells that worker's claim from a later one.
    claimed_until = models.DateTimeField(null=True)
    # How often the present step was begun.
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [one_of("state", ("waiting", "running", "done", "failed", "cancelled"))]
        indexes = [models.Index(fields=["state", "changed_at"], name="job_by_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Tell whether it waits or runs."""
        return self.state in self.OPEN

    @property
    def percent(self) -> int | None:
        """How much of it is done, 0 to 100; None while that cannot be told."""
        if self.state == self.State.DONE:
            return 100
        return min(100, 100 * self.done // self.total) if self.total else None
