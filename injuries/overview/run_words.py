"""What a line of a list says of a run beside its numbers."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from runlog.training.models import Run

DASH = "–"


def pain_words(scores: Sequence[int | None]) -> str:
    """Write the scores of a run in their order, a dash where there is none."""
    return f"{_('pain')} {' / '.join(DASH if score is None else str(score) for score in scores)}"


def warm_up_words(run: Run) -> str:
    """Say how the run was warmed up for, or why it was missed."""
    if run.is_missed:
        return _("because of the back")
    if run.warm_up_state is None:
        return _("warm-up not recorded")
    if run.warm_up_state == Run.WarmUp.SKIPPED:
        return _("no warm-up")
    if run.warm_up_minutes is not None:
        return _("warm-up of %(minutes)s min") % {"minutes": f"{run.warm_up_minutes.normalize():f}"}
    return _("short warm-up") if run.warm_up_state == Run.WarmUp.SHORT else _("warm-up done")
