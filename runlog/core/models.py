"""What every record of a log has in common, and the bin that deleted ones wait in."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from runlog.core.constraints import own_log_id
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

    athlete = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    log_id = models.CharField(max_length=64)
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [own_log_id()]


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
