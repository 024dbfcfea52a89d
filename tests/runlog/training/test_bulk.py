"""Changing many runs at once, and taking it back."""

from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest

from runlog.core import trash
from runlog.core.pages import new_form_id
from runlog.training.actions import bulk, save_run
from runlog.training.models import BulkChange, Run
from tests.support.clock import NOW
from tests.support.rows import DAY, make_run, make_runs, make_shoe

URL = "/runs/change/"
OPEN = {"shoe": "", "kind": "", "warm_up_state": "", "which": "keep"}


@pytest.fixture
def ghost(ann, clock):
    return make_shoe(ann, name="Ghost", km=541)


def give(ann, now=NOW, log_id="bulk-1", replaces=False, **given):
    return bulk.give(athlete=ann, log_id=log_id, runs=Run.objects.all(), given=given, replaces=replaces, now=now)


def all_columns(ann):
    return list(Run.objects.filter(athlete=ann).order_by("pk").values())


def send(client, query="", **answers):
    opened = client.get(URL + query)
    form = opened.context["give"]
    sent = {**OPEN, "id": form["id"].value(), "seen": form["seen"].value(), "runs": form.initial["runs"]}
    return client.post(URL + query, {name: value for name, value in (sent | answers).items() if value is not None})


def page_text(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_only_what_is_open_is_filled(ann, ghost):
    other = make_shoe(ann, name="Pegasus")
    made = [make_run(ann, on="2026-11-10"), make_run(ann, on="2026-11-11", shoe=other, kind="long")]
    change = give(ann, shoe=ghost, kind="easy")
    for run in made:
        run.refresh_from_db()
    assert [(run.shoe, run.kind) for run in made] == [(ghost, "easy"), (other, "long")]
    assert change.run_count == 1
    assert [run.edited_at for run in made] == [NOW, None]


def test_what_is_recorded_is_replaced_when_asked_for(ann, ghost):
    run = make_run(ann, kind="long", shoe=ghost)
    give(ann, kind="easy", shoe=None, replaces=True)
    run.refresh_from_db()
    assert (run.kind, run.shoe) == ("easy", None)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("done", ("done", "dynamic", Decimal(8))),
        ("short", ("short", "dynamic", None)),
        ("skipped", ("skipped", None, None)),
        (None, (None, None, None)),
    ],
)
def test_what_contradicts_the_new_state_of_a_warm_up_is_cleared(ann, clock, state, expected):
    run = make_run(ann, warm_up_state="done", warm_up_kind="dynamic", warm_up_minutes=8)
    before = all_columns(ann)
    change = give(ann, warm_up_state=state, replaces=True)
    run.refresh_from_db()
    assert (run.warm_up_state, run.warm_up_kind, run.warm_up_minutes) == expected
    bulk.take_back(bulk=change, now=NOW + timedelta(minutes=1))
    assert all_columns(ann) == before


def test_an_imported_run_notes_what_was_typed_over(ann, ghost):
    make_run(ann, source_kind="fit", edited=["distance_m"])
    before = all_columns(ann)
    change = give(ann, shoe=ghost, warm_up_state="skipped")
    assert Run.objects.get().edited == ["distance_m", "shoe", "warm_up"]
    bulk.take_back(bulk=change, now=NOW)
    assert all_columns(ann) == before


def test_what_was_changed_since_stays(ann, ghost):
    run, other = make_run(ann, on="2026-11-10", source_kind="fit"), make_run(ann, on="2026-11-11")
    change = give(ann, shoe=ghost, kind="easy")
    run.refresh_from_db()
    save_run(athlete=ann, log_id=run.log_id, now=NOW + timedelta(hours=1), started_at=run.moment, kind="race")
    assert bulk.take_back(bulk=change, now=NOW + timedelta(hours=2)) == 2
    run.refresh_from_db()
    other.refresh_from_db()
    assert (run.shoe, run.kind, run.edited) == (None, "race", ["kind"])
    assert (other.shoe, other.kind, other.edited_at) == (None, None, None)


def test_a_run_that_was_deleted_and_brought_back_is_set_back_too(ann, ghost):
    run = make_run(ann)
    change = give(ann, shoe=ghost)
    trash.undo(trash.delete(Run.objects.get(pk=run.pk), now=NOW))
    bulk.take_back(bulk=change, now=NOW)
    assert Run.objects.get().shoe is None


def test_a_pair_that_is_gone_is_not_given_back(ann, ghost):
    old = make_shoe(ann, name="Old")
    make_run(ann, shoe=old)
    change = give(ann, shoe=ghost, replaces=True)
    trash.delete(old, now=NOW)
    assert bulk.take_back(bulk=change, now=NOW) == 0
    assert Run.objects.get().shoe == ghost


def test_one_change_for_one_form_and_one_taking_back(ann, ghost, told):
    make_runs(ann, count=3)
    changes = [give(ann, kind="easy"), give(ann, kind="race", replaces=True)]
    assert changes[0] == changes[1]
    assert set(Run.objects.values_list("kind", flat=True)) == {"easy"}
    assert [bulk.take_back(bulk=changes[0], now=NOW) for _ in range(2)] == [3, 0]
    # The log was told of three times at most: each is one assessment.
    assert len(told) <= 4


def test_a_pair_of_somebody_else_is_refused(ann, eve):
    with pytest.raises(ValueError, match="somebody else"):
        give(ann, shoe=make_shoe(eve))


def test_runs_of_somebody_else_stay(ann, eve, clock):
    make_run(eve)
    assert give(ann, kind="easy").run_count == 0
    assert Run.objects.get().kind is None


def test_taking_back_undoes_every_change(ann, clock):
    warm_ups = [(None, None, None), ("done", "dynamic", 9), ("short", None, 3), ("skipped", None, None)]
    had = product([None, "easy", "race"], [None, "fit"], [None, ["kind"], ["warm_up", "shoe"]], warm_ups)
    for day, (kind, source, edited, (state, how, minutes)) in enumerate(had):
        warm_up = {"warm_up_state": state, "warm_up_kind": how, "warm_up_minutes": minutes}
        make_run(ann, on=DAY - timedelta(days=day), kind=kind, source_kind=source, edited=edited, **warm_up)
    before = all_columns(ann)
    for number, (kind, state, replaces) in enumerate(product([None, "easy", "long"], [None, "done", "short", "skipped"], [True, False])):
        change = give(ann, log_id=f"bulk-{number}", kind=kind, warm_up_state=state, replaces=replaces)
        assert change.run_count == sum(old != new for old, new in zip(before, all_columns(ann), strict=True))
        bulk.take_back(bulk=change, now=NOW + timedelta(minutes=5))
        assert all_columns(ann) == before


def test_statements_do_not_grow_with_the_runs(ann, ghost, unheard, query_count):
    make_runs(ann, count=400)
    with query_count(9):
        change = give(ann, shoe=ghost, kind="easy", warm_up_state="skipped")
    with query_count(9):
        bulk.take_back(bulk=change, now=NOW)


def test_changes_are_kept_for_30_days(ann, clock):
    make_run(ann)
    change = give(ann, kind="easy")
    BulkChange.objects.update(made_at=NOW - timedelta(days=29, hours=23))
    bulk.purge()
    assert BulkChange.objects.get() == change
    BulkChange.objects.update(made_at=NOW - timedelta(days=30, hours=1))
    bulk.purge()
    assert not BulkChange.objects.exists()


def test_a_page_of_few_runs_lets_each_be_ticked(ann, ann_client, ghost):
    runs = [make_run(ann, on=f"2026-11-{day}") for day in (10, 11, 12)]
    response = send(ann_client, shoe=str(ghost.pk), runs=[runs[0].pk, runs[2].pk])
    assert response.status_code == 302
    assert [run.shoe for run in Run.objects.order_by("pk")] == [ghost, None, ghost]
    page = page_text(ann_client.get(URL))
    assert "2 runs are changed." in page
    assert "2 runs: Ghost" in page


def test_the_address_chooses_days_pair_and_source(ann, ann_client, ghost):
    for day, fields in ((1, {}), (2, {"shoe": ghost}), (3, {"source_kind": "gpx"}), (4, {"limited_by_back": "not_started", "km": None})):
        make_run(ann, on=f"2026-11-0{day}", **fields)

    def found(query):
        ticked = ann_client.get(URL + query).context["give"].initial["runs"]
        return [Run.objects.get(pk=pk).local_on.day for pk in ticked]

    assert found("") == [3, 2, 1]
    assert found("?from=2026-11-02") == [3, 2]
    assert found("?to=2026-11-02") == [2, 1]
    assert found(f"?shoe={ghost.pk}") == [2]
    assert found("?shoe=none") == [3, 1]
    assert found("?source=gpx") == [3]
    assert found("?source=manual") == [2, 1]


def test_many_runs_are_changed_as_they_were_seen(ann, ann_client, clock):
    make_runs(ann, count=60)
    assert send(ann_client, kind="easy", runs=None).status_code == 302
    assert Run.objects.filter(kind="easy").count() == 60


def test_runs_that_came_in_between_are_shown_first(ann, ann_client, clock):
    make_runs(ann, count=60)
    response = send(ann_client, kind="easy", runs=None, seen="59")
    assert response.status_code == 422
    assert "Your log has changed since" in page_text(response)
    assert not Run.objects.filter(kind="easy").exists()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Nothing is chosen yet."),
        ({"kind": "none"}, "takes away what is there"),
        ({"kind": "sprint"}, "Choose one of the answers."),
        ({"shoe": "999999"}, "Choose one of your own pairs."),
        ({"kind": "easy", "runs": []}, "Tick at least one."),
        ({"kind": "easy", "runs": ["999999"]}, "Choose from the list."),
    ],
)
def test_what_cannot_be_done_is_said(ann, ann_client, clock, answers, said):
    make_run(ann)
    response = send(ann_client, **answers)
    assert response.status_code == 422
    assert said in page_text(response)
    assert Run.objects.get().kind is None


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?from=2026-11-20&to=2026-11-10", "This day comes before the first one."),
        ("?from=yesterday", "is not a date"),
        ("?shoe=999999", "Choose one of your own pairs."),
        ("?source=fax", "Choose one of the answers."),
    ],
)
def test_days_and_pairs_that_cannot_be_are_said(ann_client, clock, query, said):
    response = ann_client.get(URL + query)
    assert said in page_text(response)
    assert "give" not in response.context


def test_a_form_sent_twice_changes_once(ann, ann_client, clock):
    make_run(ann)
    sent = {**OPEN, "id": new_form_id(ann, "bulk"), "seen": "1", "runs": [Run.objects.get().pk], "kind": "easy"}
    assert [ann_client.post(URL, sent).status_code for _ in range(2)] == [302, 302]
    assert BulkChange.objects.count() == 1


def test_undo_on_the_page(ann, ann_client, ghost):
    make_runs(ann, count=2)
    send(ann_client, shoe=str(ghost.pk))
    change = BulkChange.objects.get()
    page = page_text(ann_client.post(f"{URL}{change.pk}/undo/", follow=True))
    assert "2 runs are as they were." in page
    assert "Changed before" not in page
    assert not Run.objects.exclude(shoe=None).exists()


def test_statements_of_the_page_do_not_grow(ann, ann_client, clock, query_count):
    make_runs(ann, count=3_000)
    with query_count(12):
        assert ann_client.get(URL).status_code == 200
