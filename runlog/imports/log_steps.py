"""The jobs that put an import into the log, and take it back."""

from django.utils import timezone

from runlog.core.models import Job
from runlog.imports.models import Batch
from runlog.imports.storing_actions import store
from runlog.imports.undoing_actions import undo


def store_step(job: Job, until: float) -> bool:
    """Store an import; done twice, it is stored once."""
    batch = _batch(job)
    if batch:
        store(batch, timezone.now())
    return True


def undo_step(job: Job, until: float) -> bool:
    """Take an import back; done twice, it is taken back once."""
    batch = _batch(job)
    if batch:
        undo(batch, takes_changed=bool(job.parameters["takes_changed"]), now=timezone.now())
    return True


def _batch(job: Job) -> Batch | None:
    return Batch.objects.select_related("athlete").filter(pk=job.parameters["batch"]).first()
