"""Two browsers of one athlete save at the same time: whatever the order, the flags are those of a fresh assessment.

Each pair of steps is chosen so that a flag depends on both: an assessment that had seen one of them alone would leave another one.
Sent through the real addresses by two log-ins, each with a connection of its own; repeated, since what a missing lock does takes luck.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from injuries.guidance.models import Assessment, Flag
from runlog.core.models import Trashed
from runlog.people.models import User
from tests.injuries.guidance.truth import truth
from tests.support.cast import make_user
from tests.support.days import ON
from tests.support.examples import examples
from tests.support.rows import make_leg_report, make_pain, make_run, make_shoe

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.often, pytest.mark.usefixtures("clock")]
DAY = timedelta(days=1)
ROUNDS = examples(2)
"""Of each pair. Without the athlete's lock about every second round goes wrong on PostgreSQL."""

Send = tuple[str, dict[str, Any]]
Pair = Callable[[User, Client], tuple[Send, Send]]


def form_id(client: Client) -> str:
    """Open a new run's form and return its hidden id."""
    return client.get(reverse("run_new")).context["forms"].run["id"].value()


def a_run(hour: int, **fields: Any) -> dict[str, Any]:
    return {"started_at": f"2026-11-22T{hour:02}:00", "distance_m": "10", "duration_s": "50:00", **fields}


def two_runs_in_one_pair(ann: User, client: Client) -> tuple[Send, Send]:
    """The pair reaches its limit by both runs together."""
    shoe = make_shoe(ann, name="Ghost", km=785).pk
    sent = [a_run(hour, shoe=shoe, warm_up_state="skipped", id=form_id(client)) for hour in (6, 8)]
    return (reverse("run_new"), sent[0]), (reverse("run_new"), sent[1])


def two_edits(ann: User, client: Client) -> tuple[Send, Send]:
    """The habit is gone when both runs turn out to have had a warm-up."""
    ago = [make_run(ann, on=ON - back * DAY, duration_s=3000, warm_up_state="skipped").pk for back in (5, 4, 3, 2)]
    make_run(ann, on=ON - DAY, duration_s=3000, warm_up_state="done")
    fields = {"distance_m": "10", "duration_s": "50:00", "warm_up_state": "done"}
    first, second = ({"started_at": f"2026-11-{day}T07:30"} | fields for day in (19, 20))
    return (reverse("run_edit", args=[ago[2]]), first), (reverse("run_edit", args=[ago[3]]), second)


def a_deletion_and_an_undoing(ann: User, client: Client) -> tuple[Send, Send]:
    """One score goes, another comes back: on how many days the back hurt depends on both."""
    days = [make_pain(ann, on=ON - back * DAY, at="07:00", score=2) for back in (0, 1, 2)]
    client.post(reverse("pain_delete", args=[days[0].pk]))
    back = Trashed.objects.filter(athlete=ann).latest("pk")
    return (reverse("pain_delete", args=[days[1].pk]), {}), (reverse("trash_undo", args=[back.pk]), {})


def two_answers_about_a_leg(ann: User, client: Client) -> tuple[Send, Send]:
    """An answer from each browser: none is lost, and the level is that of both."""
    edit = reverse("leg_edit", args=[make_leg_report(ann, on=ON, at="07:00").pk])
    return (edit, {"catching": "yes"}), (edit, {"worsening": "yes"})


def one_form_twice(ann: User, client: Client) -> tuple[Send, Send]:
    """The same form from two browsers makes one record."""
    sent = a_run(7, warm_up_state="skipped", after="7", leg="yes", id=form_id(client))
    return (reverse("run_new"), sent), (reverse("run_new"), sent)


PAIRS: tuple[Pair, ...] = (two_runs_in_one_pair, two_edits, a_deletion_and_an_undoing, two_answers_about_a_leg, one_form_twice)


def at_once(sends: tuple[Send, Send], clients: tuple[Client, Client]) -> list[Any]:
    """Send both at the same moment, each in a thread with its own connection; return the statuses, or what was raised."""
    start, outcomes = threading.Barrier(2), []

    def send(client: Client, address: str, fields: dict[str, Any]) -> None:
        try:
            start.wait(timeout=30)
            outcomes.append(client.post(address, fields).status_code)
        except Exception as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(client, *sent)) for client, sent in zip(clients, sends, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def rounds() -> Iterator[User]:
    """Give an athlete for each round."""
    return (make_user(f"Ann{number}") for number in range(ROUNDS))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.__name__)
def test_two_who_save_at_once_leave_what_a_fresh_assessment_finds(pair: Pair, log_in: Callable[[User], Client]) -> None:
    for ann in rounds():
        clients = log_in(ann), log_in(ann)
        sends = pair(ann, clients[0])
        assert at_once(sends, clients) == [302, 302]
        ann.refresh_from_db()
        truth(ann)


def test_a_page_that_assesses_while_another_saves(log_in: Callable[[User], Client]) -> None:
    """The athlete's own stale page takes the same lock as a change."""
    for ann in rounds():
        clients = log_in(ann), log_in(ann)
        sends = two_runs_in_one_pair(ann, clients[0])
        Assessment.objects.filter(athlete=ann).update(is_due=True)
        page = threading.Thread(target=_look, args=(clients[1],))
        page.start()
        assert at_once(sends, clients) == [302, 302]
        page.join(timeout=60)
        truth(ann)
        assert Flag.objects.of(ann).open().get(rule="worn_shoes").level == "caution"


def _look(client: Client) -> None:
    try:
        client.get(reverse("flag_list"))
    finally:
        connection.close()
