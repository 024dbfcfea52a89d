"""The same id again is the same record."""

from datetime import timedelta, timezone
from decimal import Decimal

from runlog.core.events import log_changed
from runlog.core.saving import change_record, save_record
from runlog.training.models import Run, Walk
from tests.support.clock import NOW

LATER = NOW + timedelta(hours=1)


def save_walk(athlete, **fields):
    given = {"log_id": "w1", "now": NOW, "minutes": Decimal(30), **Walk.moment_fields(NOW)} | fields
    return save_record(Walk, athlete, **given)


def test_a_new_id_makes_a_record_that_was_never_edited(ann):
    walk = save_walk(ann)
    assert (walk.athlete, walk.log_id, walk.minutes, walk.edited_at) == (ann, "w1", 30, None)


def test_the_same_id_again_changes_it(ann):
    first = save_walk(ann)
    again = save_walk(ann, minutes=Decimal(45), now=LATER)
    stored = Walk.objects.get()
    assert first.pk == again.pk == stored.pk
    assert (stored.minutes, stored.edited_at) == (45, LATER)


def test_the_same_again_leaves_it_unedited(ann):
    save_walk(ann)
    save_walk(ann, now=LATER)
    assert Walk.objects.get().edited_at is None


def test_ids_belong_to_one_athlete_and_one_kind(ann, eve):
    save_walk(ann)
    save_walk(eve, minutes=Decimal(99))
    save_record(Run, ann, log_id="w1", now=NOW, **Run.moment_fields(NOW))
    assert Walk.objects.get(athlete=ann).minutes == 30
    assert Walk.objects.count() == 2
    assert Run.objects.count() == 1


def test_none_can_be_set_again(ann):
    save_walk(ann, note="slow")
    save_walk(ann, note=None, now=LATER)
    assert Walk.objects.get().note is None


def test_a_record_keeps_the_offset_it_was_made_in(ann):
    local = NOW.astimezone(timezone(timedelta(hours=13)))
    walk = save_walk(ann, **Walk.moment_fields(local))
    stored = Walk.objects.get(pk=walk.pk)
    assert stored.moment == NOW
    assert stored.moment.utcoffset() == timedelta(hours=13)
    assert stored.local_on == stored.moment.date() == local.date()


def test_each_save_is_a_change_of_the_log(ann):
    told = []

    def hear(sender, athlete, **kwargs):
        told.append(athlete)

    log_changed.connect(hear)
    try:
        walk = save_walk(ann)
        change_record(walk, now=LATER, minutes=Decimal(50))
    finally:
        log_changed.disconnect(hear)
    assert told == [ann, ann]
