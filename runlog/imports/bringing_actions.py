"""Files of this machine into a log, without pages: the same way, with what would be proposed."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from time import sleep

from runlog.core import jobs
from runlog.core.records import new_id
from runlog.imports.batch_actions import begin_reading, begin_storing, open_batch
from runlog.imports.deciding_actions import decide_sport
from runlog.imports.models import Batch, EntryKind
from runlog.imports.receiving_actions import receive
from runlog.people.models import User

WAIT_S = 0.2


def bring(athlete: User, paths: Iterable[Path], *, sport: str | None, now: datetime) -> Batch:
    """Bring files into the athlete's log; `sport` is what activities are that do not say. Raises OSError and CannotReceive."""
    batch = open_batch(athlete=athlete, log_id=new_id("import"), now=now)
    for number, path in enumerate(paths):
        with path.open("rb") as file:
            receive(batch=batch, key=f"{number}", name=path.name, size=path.stat().st_size, offset=0, chunk=file)
    begin_reading(batch=batch, now=now)
    _work(batch)
    if sport:
        for word in set(batch.entries.filter(kind=EntryKind.UNKNOWN).values_list("sport", flat=True)):
            decide_sport(batch=batch, word=word, kind=sport)
    begin_storing(batch=batch, keeps_files=False, now=now)
    _work(batch)
    return batch


def _work(batch: Batch) -> None:
    """Work the job here; where the queue's worker has it, wait for that one."""
    batch.refresh_from_db()
    while batch.job and batch.job.is_open:
        jobs.run(batch.job.pk)
        batch.job.refresh_from_db()
        if batch.job.is_open:
            sleep(WAIT_S)
    batch.refresh_from_db()
