"""Writing pain scores."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from injuries.symptoms.actions import check_in, save_pain_score, save_run_scores
from injuries.symptoms.models import PainScore
from injuries.symptoms.queries import form_scores
from injuries.symptoms.run_marks import RunPain, score_ids, score_times
from runlog.core import trash
from runlog.core.models import Trashed
from runlog.training.models import Run

pytestmark = pytest.mark.django_db
BERLIN = timezone(timedelta(hours=1))
START = datetime(2026, 11, 21, 23, 40, tzinfo=BERLIN)
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


@pytest.fixture
def run(ann):
    return Run.objects.create(athlete=ann, log_id="r1", duration_s=Decimal(2850), **Run.moment_fields(START))


def save(run, was=None, **said):
    save_run_scores(athlete=run.athlete, run=run, pain=RunPain(**said), now=NOW, was=was)


def scores():
    return {row.moment_of_day: row.score for row in PainScore.objects.all()}


def shown():
    """What a page shows that is opened now."""
    return scores()


def move(run, started_at=START, duration_s=None):
    was = score_times(run.moment, run.duration_s)
    for name, value in (Run.moment_fields(started_at) | {"duration_s": duration_s}).items():
        setattr(run, name, value)
    run.save()
    return was


def test_three_scores_stand_at_start_end_and_a_minute_later_in_the_offset_of_the_run(run):
    save(run, before=1, during=4, after=3, side="left", area="buttock")
    rows = PainScore.objects.order_by("at")
    assert [(row.moment_of_day, row.score, row.moment.isoformat(), row.local_on) for row in rows] == [
        ("before_run", 1, "2026-11-21T23:40:00+01:00", date(2026, 11, 21)),
        ("during_run", 4, "2026-11-22T00:27:30+01:00", date(2026, 11, 22)),
        ("after_run", 3, "2026-11-22T00:28:30+01:00", date(2026, 11, 22)),
    ]
    assert {(row.side, row.area, row.run_id) for row in rows} == {("left", "buttock", run.pk)}


def test_a_score_left_open_makes_no_entry_and_zero_does(run):
    save(run, before=0)
    assert scores() == {"before_run": 0}


def test_saving_twice_makes_no_second_score_and_marks_nothing_as_edited(run):
    save(run, before=1, during=4)
    save(run, before=1, during=4)
    assert scores() == {"before_run": 1, "during_run": 4}
    assert PainScore.objects.filter(edited_at=None).count() == 2


def test_a_changed_score_is_changed_in_place(run):
    save(run, before=1, during=4)
    pk = PainScore.objects.get(moment_of_day="during_run").pk
    save(run, before=1, during=6, after=2)
    changed = PainScore.objects.get(pk=pk)
    assert (changed.score, changed.edited_at) == (6, NOW)
    assert scores() == {"before_run": 1, "during_run": 6, "after_run": 2}


def test_an_emptied_score_goes_into_the_bin_and_can_come_back(run):
    save(run, before=1, during=4)
    save(run, before=1, shown=shown())
    assert scores() == {"before_run": 1}
    trash.undo(Trashed.objects.get())
    assert scores() == {"before_run": 1, "during_run": 4}
    assert PainScore.objects.get(moment_of_day="during_run").run == run


def test_a_page_that_was_opened_before_a_score_came_in_leaves_it_alone(run):
    save(run, before=1)
    seen = shown()
    save(run, before=3, during=4, after=5, shown=seen)
    save(run, before=1, shown=seen)
    assert scores() == {"before_run": 3, "during_run": 4, "after_run": 5}
    assert not Trashed.objects.exists()


def test_a_page_that_still_shows_a_score_that_was_deleted_does_not_bring_it_back(run):
    save(run, before=1)
    seen = shown()
    trash.delete(PainScore.objects.get(), now=NOW)
    save(run, before=1, after=2, shown=seen)
    assert scores() == {"after_run": 2}


def test_saving_tells_which_scores_are_new(run):
    assert [row.score for row in save_run_scores(athlete=run.athlete, run=run, pain=RunPain(before=1, during=4), now=NOW)] == [1, 4]
    changed = save_run_scores(athlete=run.athlete, run=run, pain=RunPain(before=1, during=5, shown=shown()), now=NOW)
    assert [row.score for row in changed] == [5]


def test_the_scores_of_a_run_that_is_still_going_are_of_now(run):
    now = START + timedelta(minutes=3)
    save_run_scores(athlete=run.athlete, run=run, pain=RunPain(before=1, during=8, after=7), now=now)
    assert {row.moment_of_day: row.at for row in PainScore.objects.all()} == {"before_run": START, "during_run": now, "after_run": now}
    save(run, score_times(run.moment, run.duration_s), before=1, during=8, after=7, shown=shown())
    assert set(PainScore.objects.values_list("at", "edited_at")) == {(START, None), (now, None)}
    was = move(run, START - timedelta(hours=5), Decimal(600))
    save(run, was, before=1, during=8, after=7, shown=shown())
    assert {row.moment_of_day: row.moment for row in PainScore.objects.all()} == score_times(run.moment, run.duration_s)


def test_scores_move_with_the_run(run):
    save(run, before=1, during=4, after=3)
    was = move(run, START - timedelta(days=1), Decimal(600))
    save(run, was, before=1, during=4, after=3)
    assert {row.moment_of_day: row.moment for row in PainScore.objects.all()} == score_times(run.moment, run.duration_s)
    assert PainScore.objects.get(moment_of_day="during_run").local_on == date(2026, 11, 20)


def test_a_score_edited_by_hand_keeps_its_time_when_the_run_moves(run):
    save(run, before=1, during=4)
    row = PainScore.objects.get(moment_of_day="during_run")
    by_hand = START + timedelta(minutes=10)
    save_pain_score(athlete=run.athlete, log_id=row.log_id, at=by_hand, score=4, moment="during_run", now=NOW)
    was = move(run, START - timedelta(hours=2))
    save(run, was, before=1, during=5)
    row.refresh_from_db()
    assert (row.score, row.at, row.run_id) == (5, by_hand, run.pk)
    assert PainScore.objects.get(moment_of_day="before_run").at == START - timedelta(hours=2)


def test_a_side_that_was_not_chosen_in_the_form_leaves_each_score_its_own(run):
    save(run, before=1, during=4, side="left")
    PainScore.objects.filter(moment_of_day="during_run").update(side="right")
    save(run, before=2, during=4, side="left", places=())
    assert set(PainScore.objects.values_list("moment_of_day", "side")) == {("before_run", "left"), ("during_run", "right")}
    save(run, before=2, during=4, side="both", places=("side",))
    assert set(PainScore.objects.values_list("side", flat=True)) == {"both"}


def test_an_imported_score_of_the_run_is_changed_instead_of_doubled(run):
    imported = PainScore.objects.create(
        athlete=run.athlete, log_id="p7", run=run, score=2, moment_of_day="during_run", **PainScore.moment_fields(START)
    )
    assert form_scores(run) == {"during_run": imported}
    save(run, during=5)
    assert list(PainScore.objects.values_list("log_id", "score")) == [("p7", 5)]


def test_a_run_with_the_longest_id_gets_its_scores(ann):
    run = Run.objects.create(athlete=ann, log_id=64 * "x", **Run.moment_fields(START))
    save(run, before=1, during=4, after=3)
    assert set(PainScore.objects.values_list("log_id", flat=True)) == set(score_ids(64 * "x").values())


def test_a_deleted_run_leaves_its_scores_and_a_new_one_of_that_id_takes_them_up(run, ann):
    save(run, before=1)
    trash.delete(run, now=NOW)
    assert PainScore.objects.get().run is None
    again = Run.objects.create(athlete=ann, log_id="r1", **Run.moment_fields(START))
    save(again, before=2)
    assert PainScore.objects.get().run == again
    assert PainScore.objects.get().score == 2


def test_scores_of_a_run_cost_three_statements_at_most(run, query_count):
    from injuries.symptoms.actions import pain

    def work(**said):
        # The change around it is counted by whoever opens it.
        with pain.change(run.athlete), query_count(3):
            save(run, **said)

    work(before=1, during=4, after=3)
    work(before=2, during=5, after=4)
    PainScore.objects.filter(moment_of_day="after_run").delete()
    work(before=3, during=6, after=5)


@pytest.mark.parametrize(
    ("clock_time", "moment"),
    [("00:00", "other"), ("03:59", "other"), ("04:00", "morning"), ("11:59", "morning"), ("12:00", "other"), ("23:59", "other")],
)
def test_a_check_in_knows_the_morning_by_the_athletes_clock(ann, clock_time, moment):
    now = datetime.fromisoformat(f"2026-11-22T{clock_time}:07.5+01:00").astimezone(UTC)
    score = check_in(athlete=ann, log_id="pain-1", score=0, now=now)
    assert (score.moment_of_day, score.area, score.score) == (moment, "lower_back", 0)
    assert score.moment.isoformat() == f"2026-11-22T{clock_time}:07+01:00"


def test_the_same_check_in_again_changes_its_score_alone(ann):
    first = check_in(athlete=ann, log_id="pain-1", score=3, now=NOW)
    check_in(athlete=ann, log_id="pain-1", score=3, now=NOW + timedelta(seconds=2))
    assert PainScore.objects.get().edited_at is None
    check_in(athlete=ann, log_id="pain-1", score=4, now=NOW + timedelta(seconds=3))
    assert (PainScore.objects.get().score, PainScore.objects.get().at) == (4, first.at)
