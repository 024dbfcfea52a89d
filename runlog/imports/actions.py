"""Making runs of the activities in a file."""

from runlog.core.events import change
from runlog.core.records import new_id
from runlog.imports.candidate import Candidate
from runlog.people.models import User
from runlog.training.models import Run


class AlreadyThere(Exception):
    """The file was read before; `run` is what was made of it."""

    def __init__(self, run: Run) -> None:
        """Take the run that is there."""
        super().__init__(run)
        self.run = run


def import_run(athlete: User, candidate: Candidate) -> Run:
    """Make a run of the candidate; what the file does not say stays not recorded. Raises AlreadyThere."""
    with change(athlete):
        found = run_of_digest(athlete, candidate.source_digest)
        if found:
            raise AlreadyThere(found)
        return Run.objects.create(
            athlete=athlete,
            log_id=new_id("run"),
            **Run.moment_fields(candidate.started_at),
            distance_m=candidate.distance_m,
            duration_s=candidate.duration_s,
            average_heart_rate=candidate.average_heart_rate,
            cadence=candidate.cadence,
            ascent_m=candidate.ascent_m,
            surface=candidate.surface,
            source_kind=candidate.source_kind,
            source_name=candidate.source_name,
            source_digest=candidate.source_digest,
        )


def run_of_digest(athlete: User, digest: str) -> Run | None:
    """Return the athlete's run that was made of the bytes with this digest. One query."""
    return Run.objects.filter(athlete=athlete, source_digest=digest).first()
