"""The benchmark's own arithmetic, and what it measures rules and imports on."""

import pytest

from bench import exports, imports, rules
from bench.figures import Figure, median_ms, tables
from injuries.engine.assess import assess
from injuries.engine.windowing import summarise, window_start
from injuries.logfile.document import parse
from injuries.logfile.importing import import_document
from injuries.rules import all_rules
from injuries.symptoms.models import PainScore
from runlog.people.models import User
from runlog.training.models import Run


def test_the_middle_is_told_and_the_first_does_not_count() -> None:
    moments = iter([0, 9, 10, 11, 20, 22, 30, 35])
    assert median_ms(lambda item: item, range(4), lambda: next(moments)) == 2000


def test_one_alone_counts() -> None:
    moments = iter([0, 9])
    assert median_ms(lambda item: item, range(1), lambda: next(moments)) == 9000


def test_a_figure_stands_beside_its_floor() -> None:
    last = tables([Figure("home", 12.34, "ms", "a bare page", 1.25, goal=5)]).splitlines()[-1]
    assert [cell.strip() for cell in last.split("|")[1:-1]] == [
        "home",
        "12.3",
        "ms",
        "1.25",
        "a bare page",
        "9.87",
        "at most 5",
        "**missed**",
    ]


@pytest.mark.parametrize(
    ("floor", "goal", "is_held"), [(2.0, 5, True), (2.0, 4.9, False), (None, 10, True), (None, 9, False), (2.0, None, None)]
)
def test_a_goal_is_so_many_times_the_floor_or_so_much(floor: float | None, goal: float | None, is_held: bool | None) -> None:
    assert Figure("home", 10.0, "ms", "a bare page", floor, goal).is_held is is_held


def test_what_is_known_beside_gets_a_table_of_its_own() -> None:
    found = tables([Figure("home", 12.0, "ms", beside={"p50": 15.0}), Figure("memory", 180.0, "MiB")])
    assert [("p50" in part, "MiB" in part) for part in found.split("\n\n")] == [(True, False), (False, True)]


def test_both_logs_of_the_rules_say_the_same() -> None:
    whole = rules.daily_log()
    windowed = summarise(whole, window_start(rules.ON))
    found = [assess(log, rules.ON, rules=all_rules()) for log in (whole, windowed)]
    assert found[0] == found[1]
    assert not found[0].failures
    assert len(found[0].flags) > 5


@pytest.mark.django_db
def test_every_file_goes_the_whole_way() -> None:
    found = {figure.name.strip(): figure for figure in imports.figures(4)}
    rates = [figure for figure in found.values() if figure.unit == "files/s"]
    assert [figure.name[:3] for figure in rates] == ["GPX", "GPX", "FIT", "FIT"]
    assert all(figure.value > 0 and figure.floor for figure in rates)
    assert found["memory at most, readers included"].value > 0


@pytest.mark.django_db
def test_a_long_log_goes_every_way(ann: User) -> None:
    import_document(ann, parse(exports.long_document(120, 300)))
    assert Run.objects.filter(athlete=ann).count() == 120
    for what in exports.WAYS:
        seconds, mib = exports.measure(what, ann)
        assert seconds > 0
        assert 0 <= mib < 64
    assert PainScore.objects.count() == 2 * 300
