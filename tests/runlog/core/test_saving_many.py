"""Writing many rows at once."""

from runlog.core.saving import update_rows
from runlog.training.models import Run
from tests.support.rows import make_run, make_runs


def test_only_the_named_fields_are_written(ann):
    run = make_run(ann, kind="easy", note="by hand")
    Run.objects.filter(pk=run.pk).update(note="written meanwhile")
    run.kind, run.note = "race", "lost"
    update_rows([run], ["kind"])
    run.refresh_from_db()
    assert (run.kind, run.note, Run.objects.count()) == ("race", "written meanwhile", 1)


def test_two_statements_write_a_thousand_rows(ann, query_count):
    make_runs(ann, count=1_000)
    runs = list(Run.objects.all())
    for number, run in enumerate(runs):
        run.note = f"{number}"
    with query_count(2):
        update_rows(runs, ["note"])
    assert set(Run.objects.values_list("note", flat=True)) == {str(number) for number in range(1_000)}


def test_nothing_is_no_statement(db, query_count):
    with query_count(0):
        update_rows([], ["note"])
