"""Setting thresholds: try them out in the background, then store them as a new version and bring everybody up to date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from injuries.desk.simulation_comparing import has_anybody
from injuries.desk.threshold_amounts import as_text
from injuries.engine.rule import Numbers, Rule
from injuries.guidance.models import ThresholdVersion
from injuries.guidance.stored_thresholds import current_thresholds, hold_thresholds
from injuries.guidance.sweeping import thresholds_changed
from runlog.core import jobs
from runlog.core.models import Job
from runlog.people.models import User

KIND = "threshold_simulation"


class ChangedMeanwhile(Exception):
    """Another version counts than the one that the page was opened with."""


class NotTriedOut(Exception):
    """These numbers have not been tried out to the end, and there are logs on which they could be."""


@dataclass(frozen=True)
class Change:
    """What a curator wants: numbers of a rule with a reason, in place of the version `opened` (0: of the defaults)."""

    rule: Rule
    numbers: Numbers
    reason: str
    opened: int

    def texts(self) -> dict[str, str]:
        """Return the numbers as versions keep them."""
        return {key: as_text(value) for key, value in self.numbers.items()}


@transaction.atomic
def try_out(change: Change, *, owner: User, now: datetime) -> Job:
    """Start the simulation of a change, or give the one that the same person has started for just that today.

    Raises ChangedMeanwhile.
    """
    # Of two clicks one comes first.
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    _refuse_overtaken(change)
    parameters = _parameters(change) | {"on": owner.today(now).isoformat()}
    same = (job for job in Job.objects.filter(kind=KIND, owner=owner, state__in=(*Job.OPEN, Job.State.DONE)).order_by("-pk"))
    found = next((job for job in same if parameters.items() <= job.parameters.items()), None)
    return found or jobs.start(KIND, owner=owner, parameters=parameters | {"standing": _standing()}, now=now)


def stop(job: Job) -> None:
    """End a simulation, and forget whom it was drawn from."""
    jobs.cancel(job)
    Job.objects.filter(pk=job.pk, state=Job.State.CANCELLED).update(result={})


def save_tried(job: Job, rule: Rule, *, by: User, now: datetime) -> ThresholdVersion:
    """Store the numbers that a simulation has tried out; a second call finds them stored. Raises NotTriedOut, ChangedMeanwhile."""
    if job.state != Job.State.DONE:
        raise NotTriedOut
    given = job.parameters
    return _save(rule, given["numbers"], given["reason"], given["opened"], by, now)


def save_untried(change: Change, *, by: User, now: datetime) -> ThresholdVersion:
    """Store numbers that there is no log to try out on. Raises NotTriedOut, ChangedMeanwhile."""
    if has_anybody():
        raise NotTriedOut
    return _save(change.rule, change.texts(), change.reason, change.opened, by, now)


def _save(rule: Rule, numbers: Mapping[str, str], reason: str, opened: int, by: User, now: datetime) -> ThresholdVersion:
    try:
        with transaction.atomic():
            hold_thresholds()
            version = ThresholdVersion.objects.create(
                rule=rule.key, number=opened + 1, numbers=dict(numbers), reason=reason, written_by=by, at=now
            )
            thresholds_changed(now)
    except IntegrityError:
        return _stored_already(rule, numbers, reason, opened, by)
    return version


def _stored_already(rule: Rule, numbers: Mapping[str, str], reason: str, opened: int, by: User) -> ThresholdVersion:
    """Return the version that the first of two clicks has stored. Raises ChangedMeanwhile where somebody else's stands there."""
    version = ThresholdVersion.objects.get(rule=rule.key, number=opened + 1)
    if version.written_by_id == by.pk and version.numbers == numbers and version.reason == reason:
        return version
    raise ChangedMeanwhile


def _refuse_overtaken(change: Change) -> None:
    newest = ThresholdVersion.objects.filter(rule=change.rule.key).order_by("-number").values_list("number", flat=True).first() or 0
    if newest != change.opened:
        raise ChangedMeanwhile


def _parameters(change: Change) -> dict[str, Any]:
    return {"rule": change.rule.key, "numbers": change.texts(), "reason": change.reason, "opened": change.opened}


def _standing() -> dict[str, dict[str, str]]:
    """Return the numbers that count now, as they are compared with all along."""
    return {rule: {key: as_text(value) for key, value in own.items()} for rule, own in current_thresholds().numbers.items()}
