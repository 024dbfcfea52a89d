"""change(): atomic, announced once at its outermost end, one athlete at a time."""

import threading

import pytest
from django.db import connection, transaction

from runlog.core.events import change, log_changed
from runlog.people.models import User
from runlog.training.models import Shoe


class Fault(Exception):
    """Something went wrong in the middle."""


def add_shoe_and_fail(athlete):
    Shoe.objects.create(athlete=athlete, log_id="s1", name="Ghost")
    raise Fault


@pytest.fixture
def heard():
    """Everyone whose log was announced as changed, in order; whether inside a transaction."""
    told = []

    def hear(sender, athlete, **kwargs):
        told.append((athlete, connection.in_atomic_block))

    log_changed.connect(hear)
    yield told
    log_changed.disconnect(hear)


def test_it_tells_once_at_the_end_inside_the_transaction(ann, heard):
    with change(ann):
        Shoe.objects.create(athlete=ann, log_id="s1", name="Ghost")
        assert heard == []
    assert heard == [(ann, True)]


def test_nested_changes_of_one_log_tell_once(ann, heard):
    with change(ann):
        with change(ann), change(ann):
            assert heard == []
        assert heard == []
    assert [athlete for athlete, _ in heard] == [ann]


def test_changes_one_after_the_other_tell_each(ann, heard):
    for _ in range(2):
        with change(ann):
            pass
    assert len(heard) == 2


def test_two_logs_tell_each_their_own(ann, eve, heard):
    with change(ann), change(eve):
        pass
    assert [athlete for athlete, _ in heard] == [eve, ann]


def test_a_failure_undoes_everything_and_tells_nobody(ann, heard):
    with pytest.raises(Fault), change(ann), change(ann):
        add_shoe_and_fail(ann)
    assert not Shoe.objects.exists()
    assert heard == []


def test_after_a_failure_the_next_change_tells_again(ann, heard):
    with pytest.raises(Fault), change(ann):
        add_shoe_and_fail(ann)
    with change(ann):
        pass
    assert [athlete for athlete, _ in heard] == [ann]


def test_what_a_listener_changes_does_not_start_it_again(ann, heard):
    def hear(sender, athlete, **kwargs):
        with transaction.atomic():
            Shoe.objects.create(athlete=athlete, log_id=f"s{len(heard)}", name="Ghost")

    log_changed.connect(hear)
    try:
        with change(ann):
            pass
    finally:
        log_changed.disconnect(hear)
    assert Shoe.objects.count() == 1
    assert len(heard) == 1


def test_an_account_that_is_gone_cannot_change(ann, heard):
    gone = User.objects.get(pk=ann.pk)
    ann.delete()
    with pytest.raises(User.DoesNotExist), change(gone):
        pass
    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_changes_of_one_log_wait_for_each_other():
    ann = User.objects.create_user("ann@example.org", "x")
    entered, failed = threading.Barrier(2, timeout=20), []

    def add_ten():
        try:
            entered.wait()
            for _ in range(10):
                with change(ann):
                    Shoe.objects.create(athlete=ann, log_id=f"s{Shoe.objects.count()}", name="Ghost")
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=add_ten) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert Shoe.objects.count() == 20
