"""The one door to the simulations of a rule's thresholds: each curator sees their own."""

from django.http import Http404

from injuries.desk.threshold_actions import KIND
from injuries.engine.rule import Rule
from runlog.core.models import Job
from runlog.people.access import own_job
from runlog.people.models import User


def tried_job(user: User, rule: Rule, pk: int) -> Job:
    """Return a simulation of the rule that the user has started. Raises Http404. One statement."""
    job = own_job(user, pk)
    if job.kind != KIND or job.parameters.get("rule") != rule.key:
        raise Http404
    return job
