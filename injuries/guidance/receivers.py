"""The only receiver of `log_changed`: a changed log is assessed in the transaction of its change."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from injuries.guidance.assessing import keep_true
from runlog.core.events import log_changed
from runlog.people.models import User


@receiver(log_changed, dispatch_uid="guidance")
def assess_changed_log(athlete: User, **signal: Any) -> None:
    """Keep the flags true; a failure is noted and leaves the change as it is."""
    keep_true(athlete, timezone.now())
