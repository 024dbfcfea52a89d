"""Stored logs are assessed as their documents would be, and the flags are kept true, whatever goes wrong."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from injuries.engine.assess import assess
from injuries.engine.assessment import as_json
from injuries.guidance import assessing
from injuries.guidance.assessing import assess_rows, ensure_assessed, keep_true
from injuries.guidance.models import Assessment, Flag, FlagEvent, ThresholdVersion
from injuries.guidance.queries import state_of
from injuries.guidance.stored_thresholds import StoredThresholds, current_thresholds
from injuries.rules import all_rules
from runlog.core.events import change
from runlog.people.models import User
from runlog.training.models import Run
from tests.injuries.guidance.stored import athlete_of, store
from tests.support.clock import NOW, Clock
from tests.support.days import ON
from tests.support.documents import load, log_of
from tests.support.queries import QueryCount
from tests.support.rows import make_pain, make_run, make_runs, make_shoe, make_sign_check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.json"))
SECRET = "what somebody logged"


def moment_of(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 12, tzinfo=UTC)


def stored_flags(athlete: User) -> list[tuple[Any, ...]]:
    """Return the open flags with all that an assessment says of them."""
    flags = Flag.objects.of(athlete).open()
    return sorted(
        (f.rule, f.scope, f.element, f.level, f.is_suppressed, f.sentence, f.short, f.clears, repr(sorted(f.facts))) for f in flags
    )


def fresh_flags(athlete: User, now: datetime = NOW) -> list[tuple[Any, ...]]:
    """Return what an assessment says right now, in the same form."""
    found = assess_rows(athlete, now).flags
    return sorted(
        (f.rule, f.scope, f.element, f.level, f.suppressed, f.sentence, f.short, f.clears, repr(sorted(as_json(f.facts)))) for f in found
    )


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Give a way to break one rule; `broken(key)` makes it raise from then on, `broken()` mends all."""

    def raises(*args: Any) -> Any:
        raise RuntimeError(SECRET)

    def break_rule(key: str = "") -> None:
        rules = tuple(replace(rule, check=raises) if rule.key == key else rule for rule in all_rules())
        monkeypatch.setattr(assessing, "all_rules", lambda: rules)

    return break_rule


@pytest.fixture
def crash(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a way to make the whole assessment raise, and to mend it."""
    whole = assessing.load_cases

    def crash(*, mended: bool = False) -> None:
        def raises(*args: Any) -> Any:
            raise RuntimeError(SECRET)

        monkeypatch.setattr(assessing, "load_cases", whole if mended else raises)

    return crash


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_scenario_stored_is_assessed_as_its_file(path: Path) -> None:
    scenario = load(path)
    on = date.fromisoformat(scenario["on"])
    athlete = athlete_of(scenario["log"])
    of_file = assess(log_of(scenario["log"]), on, rules=all_rules())
    assert assess_rows(athlete, moment_of(on), on).as_document() == of_file.as_document()
    assert keep_true(athlete, moment_of(on))
    state = state_of(athlete)
    assert state.on == on
    assert state.elements == of_file.elements
    assert state.episode == of_file.as_document()["episode"]
    assert {(f.rule, f.scope, f.level, f.is_suppressed) for f in state.flags} == {
        (f.rule, f.scope, f.level, f.suppressed) for f in of_file.flags
    }
    assert [(each["rule"], each["scope"]) for each in state.insufficient] == [(each.rule, each.scope) for each in of_file.insufficient]


def set_thresholds(rule: str, number: int, at: datetime = NOW, **numbers: Any) -> ThresholdVersion:
    texts = {key: str(value) for key, value in numbers.items()}
    return ThresholdVersion.objects.create(rule=rule, number=number, numbers=texts, reason="a test", at=at)


class TestThresholds:
    """What curators have set counts from then on, and the assessment says which it was."""

    def test_the_latest_of_each_rule_count(self, ann: User) -> None:
        shoe = make_shoe(ann, km=600)
        make_run(ann, shoe=shoe, warm_up_state="skipped")
        set_thresholds("worn_shoes", 1, limit_m=500_000)
        newest = set_thresholds("skipped_warm_up", 1, days=3)
        set_thresholds("worn_shoes", 2, limit_m=700_000, inspect_m=450_000)
        keep_true(ann, NOW)
        worn = Flag.objects.get(rule="worn_shoes")
        assert (worn.level, worn.facts["limit_m"], worn.facts["inspect_m"]) == ("notice", 700_000, 450_000)
        assert worn.events.get().thresholds["limit_m"] == 700_000
        assert Flag.objects.get(rule="skipped_warm_up").facts["thresholds"] == {"days": 3}
        assert Assessment.objects.get().threshold_version == newest.pk + 1
        assert current_thresholds().numbers["worn_shoes"] == {"limit_m": Decimal(700_000), "inspect_m": Decimal(450_000)}

    def test_numbers_beyond_the_bounds_are_moved_inside(self, ann: User) -> None:
        make_run(ann, shoe=make_shoe(ann, km=600))
        set_thresholds("worn_shoes", 1, limit_m=1)
        keep_true(ann, NOW)
        assert Flag.objects.get().facts["limit_m"] == 500_000

    def test_without_any_the_defaults_count(self, ann: User) -> None:
        make_run(ann, shoe=make_shoe(ann, km=600))
        keep_true(ann, NOW)
        assert Flag.objects.get().facts["limit_m"] == 800_000
        assert Assessment.objects.get().threshold_version == 0
        assert current_thresholds() == StoredThresholds()


class TestPastDay:
    """A past day gives what it gave, thresholds included, if nothing was edited since."""

    def test_it_is_replayed_with_the_thresholds_of_then(self, ann: User) -> None:
        make_run(ann, on=ON - timedelta(days=5), shoe=make_shoe(ann, km=600), warm_up_state="skipped")
        first = NOW - timedelta(days=4)
        set_thresholds("worn_shoes", 1, at=first, limit_m=580_000)
        keep_true(ann, first)
        then = fresh_flags(ann, first)
        assert then == stored_flags(ann)
        set_thresholds("worn_shoes", 2, at=NOW - timedelta(days=2), limit_m=900_000)
        make_run(ann, on=ON, km=30)
        keep_true(ann, NOW)
        assert stored_flags(ann) != then
        day = ann.today(first)
        replayed = assess_rows(ann, NOW, day)
        assert [(f.rule, f.level) for f in replayed.flags] == [("worn_shoes", "caution"), ("skipped_warm_up", "info")]
        assert replayed.flags[0].facts["limit_m"] == 580_000
        before = assess_rows(ann, NOW, day - timedelta(days=1))
        assert before.flags[0].facts["limit_m"] == 800_000

    @pytest.mark.parametrize(("at", "limit"), [("2026-11-20T22:59:59+00:00", 580_000), ("2026-11-20T23:00:00+00:00", 800_000)])
    def test_a_day_ends_at_the_athlete_s_own_midnight(self, ann: User, at: str, limit: int) -> None:
        assert ann.time_zone == "Europe/Berlin"
        make_run(ann, on="2026-11-19", shoe=make_shoe(ann, km=600))
        set_thresholds("worn_shoes", 1, at=datetime.fromisoformat(at), limit_m=580_000)
        assert assess_rows(ann, NOW, date(2026, 11, 20)).flags[0].facts["limit_m"] == limit


class TestKeeping:
    """Flags are raised, change and clear, each step with its facts in their history."""

    def test_a_flag_lives_and_its_history_is_kept(self, ann: User, clock: Clock) -> None:
        shoe = make_shoe(ann, km=500)
        make_run(ann, shoe=shoe)
        keep_true(ann, NOW)
        shoe.limit_m = 505_000
        shoe.save()
        keep_true(ann, NOW + timedelta(days=1))
        shoe.retired_on = ON
        shoe.save()
        keep_true(ann, NOW + timedelta(days=2))
        flag = Flag.objects.get(athlete=ann, rule="worn_shoes")
        assert (flag.raised_on, flag.level_since_on, flag.cleared_on) == (ON, ON + timedelta(days=1), ON + timedelta(days=2))
        steps = [(event.what, event.level, event.on) for event in flag.events.order_by("pk")]
        assert steps == [
            ("raised", "notice", ON),
            ("level", "caution", ON + timedelta(days=1)),
            ("cleared", "caution", ON + timedelta(days=2)),
        ]
        first = flag.events.order_by("pk").first()
        assert (first.facts["distance_m"], first.thresholds["limit_m"]) == (510_000, 800_000)
        assert "thresholds" not in first.facts

    def test_when_it_last_rose_is_kept(self, ann: User) -> None:
        shoe = make_shoe(ann, km=500)
        make_run(ann, shoe=shoe)
        moments = []
        for hours, limit_m in enumerate((None, 505_000, None)):
            shoe.limit_m = limit_m
            shoe.save()
            keep_true(ann, NOW + timedelta(hours=hours))
            flag = Flag.objects.get(rule="worn_shoes")
            moments.append((flag.level, flag.risen_at))
        risen = NOW + timedelta(hours=1)
        assert moments == [("notice", NOW), ("caution", risen), ("notice", risen)]

    def test_a_flag_that_comes_back_is_another_one(self, ann: User) -> None:
        shoe = make_shoe(ann, km=900)
        run = make_run(ann, shoe=shoe)
        keep_true(ann, NOW)
        Run.objects.filter(pk=run.pk).update(shoe=None)
        keep_true(ann, NOW)
        Run.objects.filter(pk=run.pk).update(shoe=shoe)
        keep_true(ann, NOW)
        assert [flag.cleared_on for flag in Flag.objects.filter(rule="worn_shoes").order_by("pk")] == [ON, None]

    def test_a_second_time_changes_nothing(self, ann: User) -> None:
        scenario = load(next(path for path in SCENARIOS if path.stem == "under-care-until-the-date"))
        store(ann, scenario["log"])
        keep_true(ann, NOW)
        before = (
            list(Flag.objects.order_by("pk").values()),
            list(FlagEvent.objects.order_by("pk").values()),
            Assessment.objects.get().result,
        )
        assert before[0]
        keep_true(ann, NOW + timedelta(hours=1))
        assert before == (
            list(Flag.objects.order_by("pk").values()),
            list(FlagEvent.objects.order_by("pk").values()),
            Assessment.objects.get().result,
        )

    def test_facts_that_move_on_are_no_step_of_history(self, ann: User) -> None:
        make_run(ann, warm_up_state="skipped")
        for back in range(9):
            make_pain(ann, on=ON - timedelta(days=back), score=3)
        keep_true(ann, NOW)
        keep_true(ann, NOW + timedelta(days=1))
        flag = Flag.objects.get(rule="persistent_pain")
        assert flag.facts["age"] == 9
        assert [event.what for event in flag.events.all()] == ["raised"]

    def test_statements(self, ann: User, query_count: QueryCount) -> None:
        make_runs(ann, count=30, warm_up_state="skipped", shoe=make_shoe(ann, km=900))
        with query_count(7):
            keep_true(ann, NOW)
        make_runs(ann, last=ON - timedelta(days=40), count=2970)
        with query_count(7):
            keep_true(ann, NOW)


class TestRuleThatFails:
    """A rule that cannot be run takes nothing away, and says so."""

    def test_its_flags_stay_and_the_others_are_kept_true(self, ann: User, broken: Any) -> None:
        run = make_run(ann, warm_up_state="skipped", shoe=make_shoe(ann, km=900))
        keep_true(ann, NOW)
        broken("worn_shoes")
        run.delete()
        assert keep_true(ann, NOW)
        state = state_of(ann)
        assert [flag.rule for flag in state.flags] == ["worn_shoes"]
        assert state.failures == ({"rule": "worn_shoes", "element": "footwear"},)
        assert state.elements["footwear"] == "caution"
        assert not state.has_failed
        broken()
        keep_true(ann, NOW)
        assert state_of(ann).flags == ()

    def test_without_a_flag_its_element_is_unknown(self, ann: User, broken: Any) -> None:
        broken("worn_shoes")
        keep_true(ann, NOW)
        assert state_of(ann).elements["footwear"] == "unknown"

    def test_a_kept_warning_still_keeps_small_ones_back(self, ann: User, broken: Any) -> None:
        make_sign_check(ann, saddle_numbness="yes")
        keep_true(ann, NOW)
        broken("emergency_signs")
        make_run(ann, warm_up_state="skipped")
        keep_true(ann, NOW)
        assert {flag.rule: flag.is_suppressed for flag in state_of(ann).flags} == {"emergency_signs": False, "skipped_warm_up": True}

    @pytest.mark.parametrize("rule", ["emergency_signs", "urgent_signs", "leg_weakness"])
    def test_of_those_that_read_warning_signs_the_pages_are_told(self, ann: User, broken: Any, rule: str) -> None:
        broken(rule)
        keep_true(ann, NOW)
        assert state_of(ann).has_failed


class TestAssessmentThatFails:
    """The change is kept, the flags stand, the athlete is due."""

    def test_the_change_commits_and_the_flags_stand(self, ann: User, crash: Any) -> None:
        with change(ann):
            make_sign_check(ann, saddle_numbness="yes")
        crash()
        with change(ann):
            make_run(ann)
        assert Run.objects.of(ann).count() == 1
        state = state_of(ann)
        assert [flag.rule for flag in state.flags] == ["emergency_signs"]
        assert (state.is_due, state.has_failed) == (True, True)

    def test_what_was_half_written_is_undone(self, ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
        make_sign_check(ann, saddle_numbness="yes")
        monkeypatch.setattr(FlagEvent.objects, "bulk_create", lambda rows, **options: (_ for _ in ()).throw(RuntimeError(SECRET)))
        assert not keep_true(ann, NOW)
        assert not Flag.objects.exists()
        assert Assessment.objects.get().is_due

    def test_the_log_tells_no_secrets(self, ann: User, crash: Any, broken: Any, caplog: pytest.LogCaptureFixture) -> None:
        broken("worn_shoes")
        keep_true(ann, NOW)
        crash()
        keep_true(ann, NOW)
        told = caplog.text
        assert "worn_shoes" in told
        assert told.count("RuntimeError") == 2
        assert SECRET not in told
        assert {record.levelno for record in caplog.records} == {logging.ERROR}

    def test_the_own_page_tries_again(self, ann: User, crash: Any) -> None:
        crash()
        assert ensure_assessed(ann, NOW).has_failed
        crash(mended=True)
        state = ensure_assessed(ann, NOW)
        assert (state.on, state.is_due, state.has_failed) == (ON, False, False)


class TestOwnPage:
    """A page that finds its log stale assesses it first."""

    def test_the_next_day_it_is_assessed_again(self, ann: User) -> None:
        make_run(ann, warm_up_state="skipped")
        assert [flag.rule for flag in ensure_assessed(ann, NOW).flags] == ["skipped_warm_up"]
        assert ensure_assessed(ann, NOW + timedelta(days=8)).flags == ()

    def test_two_statements_when_nothing_is_due(self, ann: User, query_count: QueryCount) -> None:
        ensure_assessed(ann, NOW)
        with query_count(2):
            ensure_assessed(ann, NOW)

    def test_newer_thresholds_are_used_and_cost_no_statement(self, ann: User, query_count: QueryCount) -> None:
        make_run(ann, shoe=make_shoe(ann, km=600))
        assert [flag.level for flag in ensure_assessed(ann, NOW).flags] == ["notice"]
        set_thresholds("worn_shoes", 1, limit_m=550_000)
        assert [flag.level for flag in ensure_assessed(ann, NOW).flags] == ["caution"]
        with query_count(2):
            ensure_assessed(ann, NOW)

    def test_a_day_further_east_is_not_stale(self, ann: User, query_count: QueryCount) -> None:
        Assessment.objects.create(athlete=ann, on=ON + timedelta(days=1), is_due=False)
        with query_count(2):
            ensure_assessed(ann, NOW)
