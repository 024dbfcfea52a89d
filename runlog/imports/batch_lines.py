"""One line for each import of a runner, newest first: when, and how it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from runlog.core.words import Words
from runlog.imports.models import Batch, BatchState, Outcome
from runlog.imports.review_queries import Tally, files_of_batches, tallies
from runlog.imports.review_words import by_kind
from runlog.people.models import User

MOST_NAMES = 3


@dataclass(frozen=True)
class BatchLine:
    """An import in the list; `created_at` is in the runner's own zone."""

    batch: Batch
    created_at: datetime
    said: Words
    files: str


def lines_of_batches(athlete: User, batches: Iterable[Batch]) -> list[BatchLine]:
    """Return a line for each import. Two queries beside that of the imports."""
    known = list(batches)
    counted, names = tallies(known), files_of_batches(known)
    return [BatchLine(batch, athlete.local(batch.created_at), _said(batch, counted), _names(names.get(batch.pk, []))) for batch in known]


def _said(batch: Batch, counted: Mapping[int, Tally]) -> Words:
    state = BatchState(batch.state).label
    added = by_kind(counted[batch.pk].kinds(outcome=Outcome.ADDED)) if batch.pk in counted else ""
    return _("%(what)s added") % {"what": added} if added and batch.state == BatchState.STORED else state


def _names(names: list[str]) -> str:
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    return _("%(names)s and %(count)s more") % {"names": ", ".join(names[:MOST_NAMES]), "count": len(names) - MOST_NAMES}
