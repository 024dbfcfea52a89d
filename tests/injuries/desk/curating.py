"""What a curator types and presses at the pages of thresholds."""

from datetime import date, timedelta

from django.test import Client

from injuries.desk.threshold_amounts import as_typed
from injuries.desk.threshold_queries import rule_numbers
from injuries.guidance.evidence import rule_of
from runlog.core.models import Job
from runlog.people.models import User
from tests.support import rows
from tests.support.cast import make_user
from tests.support.jobs import work_off

TODAY = date(2026, 11, 22)


def typed(rule, reason="Runners told us so.", opened=0, units="km", **changed):
    """Return what the form sends: the numbers that count, but for those changed."""
    now = rule_numbers(rule_of(rule), units)
    numbers = {each.key: as_typed(now.numbers[each.key], each, units) for each in now.rule.thresholds}
    return {**numbers, "reason": reason, "opened": opened, **changed}


def send(client: Client, rule: str, **changed):
    return client.post(f"/desk/thresholds/{rule}/", typed(rule, **changed))


def try_out(client: Client, rule: str, **changed) -> str:
    """Send the form and work the simulation off; return its address."""
    answer = send(client, rule, **changed)
    assert answer.status_code == 302, answer.content.decode()
    work_off()
    return answer["Location"]


def latest_job() -> Job:
    return Job.objects.filter(kind="threshold_simulation").latest("pk")


def sore_runners(count: int, *, days_ago: int = 8, **fields) -> list[User]:
    """Runners with an episode, their last score that many days ago: `silent_episode` from 7 days on."""
    people = [make_user(f"Sore{number}-{days_ago}", **fields) for number in range(count)]
    for person in people:
        rows.make_pain(person, on=TODAY - timedelta(days=days_ago), score=5)
    return people
