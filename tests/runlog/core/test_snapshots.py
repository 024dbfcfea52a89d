"""A snapshot shows one moment in all of its statements, keeps no writer waiting, and leaves the connection as it was."""

from threading import Thread

import pytest
from django.db import connection

from runlog.core.snapshots import snapshot
from runlog.people.models import User
from tests.support.cast import make_user


def elsewhere(work) -> None:
    """Do something on a connection of its own, to its end."""

    def run() -> None:
        work()
        connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join(timeout=10)
    assert not thread.is_alive(), "it had to wait"


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_not_seen_and_does_not_wait() -> None:
    make_user("Ann")
    with snapshot():
        assert User.objects.count() == 1
        elsewhere(lambda: make_user("Eve"))
        assert User.objects.count() == 1
    assert User.objects.count() == 2
    make_user("Uma")


@pytest.mark.django_db
def test_inside_a_transaction_it_reads_what_that_one_has_written() -> None:
    make_user("Ann")
    with snapshot():
        assert User.objects.count() == 1
