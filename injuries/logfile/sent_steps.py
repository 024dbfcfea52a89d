"""The jobs that read a log file that was sent: what it would do, and doing it. Their results hold a report, or the fault."""

from typing import cast

from django.db import transaction
from django.utils import timezone

from injuries.logfile import sent_files
from injuries.logfile.filed import FiledDocument
from injuries.logfile.importing import import_document, preview
from runlog.core.models import Job
from runlog.core.shapes import Problem
from runlog.people.models import User


def read_step(job: Job, until: float) -> bool:
    """Check a file, and work out what it would do."""
    path = sent_files.path_of(job.pk)
    if not path.exists():
        return True
    try:
        with path.open("rb") as file, FiledDocument(file) as document:
            job.result = {"report": preview(_owner(job), document).as_json()}
    except Problem as problem:
        job.result = {"path": problem.path, "sentence": problem.sentence}
        # Before the file goes: a worker that is killed right after that would otherwise find neither.
        Job.objects.filter(pk=job.pk).update(result=job.result)
        sent_files.forget(job.pk)
    return True


def store_step(job: Job, until: float) -> bool:
    """Put a file into the log; done twice, it is told as the first time."""
    reading = job.parameters["reading"]
    path = sent_files.path_of(reading)
    if "report" not in job.result and path.exists():
        athlete = _owner(job)
        with path.open("rb") as file, FiledDocument(file) as document, transaction.atomic():
            job.result = {"report": import_document(athlete, document, now=timezone.now()).as_json()}
            # Together with the log: a worker that is killed right after it would otherwise find all of it there already.
            Job.objects.filter(pk=job.pk).update(result=job.result)
    sent_files.forget(reading)
    return True


def _owner(job: Job) -> User:
    return User.objects.get(pk=cast("int", job.owner_id))
