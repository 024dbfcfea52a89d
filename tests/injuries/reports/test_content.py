"""What a report knows, from values alone."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from injuries.engine.history import History
from injuries.engine.log import HomeCare, Log, Onset, PainScore, Run, Shoe, StrengthSession, Walk
from injuries.reports.content import Answered, AppointmentReport, Recorded, ScoreGroup, legs_of, report_of, signs_of
from tests.support.days import ON

ZONE = timezone(timedelta(hours=1))


def ago(days: int) -> date:
    return ON - timedelta(days=days)


def at(days: int, hour: int = 8) -> datetime:
    return datetime.combine(ago(days), datetime.min.time(), ZONE).replace(hour=hour)


def pain(days: int, score: int, **fields: Any) -> PainScore:
    return PainScore(f"p{days}-{score}", at(days), score, **fields)


def run(days: int, km: int | None = 10, **fields: Any) -> Run:
    return Run(f"r{days}", at(days), None if km is None else Decimal(km) * 1000, **fields)


def report(log: Log | None = None, units: str = "km", **found: Any) -> AppointmentReport:
    return report_of(History(log or Log(), ON), Recorded(**found), units)


HURTING = (pain(18, 3), pain(17, 4), pain(15, 5), pain(6, 4), pain(4, 3), pain(3, 3), pain(1, 4))


def test_empty_log_knows_nothing_and_says_so():
    found = report()
    assert (found.episode, found.course, found.entries.count, found.entries.worst, found.entries.best) == (None, None, 0, None, None)
    assert found.span.days == 84
    assert found.span.last == ON
    assert (found.before.runs, found.before.longest_m, found.running.unanswered, found.running.days_lost) == (0, None, 0, 0)
    assert (found.places, found.moments, found.shoes, found.tried, found.legs) == ((), (), (), (), ())
    assert (found.signs.checks, len(found.signs.unanswered)) == (0, 20)


def test_time_of_the_pain_goes_from_its_onset():
    log = Log(pain=HURTING, onsets=(Onset(ago(18), ago(30)),))
    found = report(log)
    assert (found.span.first, found.span.last) == (ago(30), ON)
    assert (found.before.span.first, found.before.span.last) == (ago(86), ago(31))
    assert (found.entries.count, found.entries.span.days) == (7, 31)
    assert found.entries.worst == (5, ago(15))
    assert found.entries.best == (3, ago(3))
    assert found.chart.days[0].on == ago(58)


def test_closed_episode_ends_with_its_closing():
    log = Log(pain=(pain(90, 5), *(pain(day, 0) for day in (80, 75, 70, 65, 62, 40))))
    found = report(log)
    assert found.episode
    assert found.episode.closed_on == ago(62)
    assert found.span.last == ago(62)


def test_long_pain_is_drawn_as_its_last_half_year():
    found = report(Log(pain=tuple(pain(day, 4) for day in range(400, 0, -5))))
    assert found.span.days == 401
    assert (len(found.chart.days), found.chart.days[-1].on) == (182, ON)


def test_runs_before_are_counted_without_the_missing():
    runs = [run(75, 30), run(74, 12), run(40, 8), run(30, None), run(25, limited_by_back="not_started"), run(10, 50)]
    found = report(Log(pain=HURTING), runs=runs)
    assert (found.before.runs, found.before.known, found.before.total_m, found.before.longest_m) == (3, 2, 20_000, 12_000)


def test_sessions_are_counted_by_what_the_back_did():
    limits = ["no", "shortened", "shortened", None, "not_started"]
    runs = [run(12 - place, limited_by_back=limit) for place, limit in enumerate(limits)]
    running = report(Log(pain=HURTING), runs=[*runs, run(19, limited_by_back="stopped")], lost=[ago(20), ago(8)]).running
    assert running.limited == {"not_started": 1, "shortened": 2, "slowed": 0, "stopped": 0, "no": 1}
    assert (running.unanswered, running.days_lost) == (1, 1)


def test_warm_ups_leave_out_what_is_not_recorded_and_short_runs():
    states = ["done", "skipped", "short", None, "done"]
    runs = [run(5, warm_up_state=state) for state in states] + [run(4, duration_s=Decimal(300), warm_up_state="skipped")]
    found = report(Log(pain=HURTING), runs=runs).warm_ups
    assert (found.done, found.skipped, found.unrecorded) == (2, 2, 1)
    assert found.span.first == ago(74)


def test_shoes_are_those_run_in_and_a_floor_without_a_start():
    shoes = (Shoe("a", "Ghost", start_distance_m=Decimal(100_000)), Shoe("b", "Peg", retired_on=ago(3)), Shoe("c", "Idle"))
    runs = (run(9, 10, shoe="a"), run(8, 15, shoe="b"), run(7, None, shoe="a"), run(6, shoe="c", limited_by_back="not_started"))
    found = report(Log(pain=HURTING, shoes=shoes, runs=runs), runs=runs).shoes
    assert [(each.name, each.total_m, each.span_m, each.is_floor, each.is_retired) for each in found] == [
        ("Peg", 15_000, 15_000, True, True),
        ("Ghost", 110_000, 10_000, False, False),
    ]


def test_strength_and_walks_are_of_four_weeks():
    log = Log(
        strength=(StrengthSession("s1", ago(27), Decimal(20)), StrengthSession("s2", ago(28), Decimal(99))),
        walks=(Walk("w1", at(0), Decimal(30)), Walk("w2", at(28), Decimal(99))),
    )
    found = report(log).sessions
    assert (found.strength, found.strength_min, found.walks, found.walks_min, found.span.days) == (1, 20, 1, 30, 28)


def test_home_care_counts_from_the_onset():
    log = Log(pain=HURTING, home_care=(HomeCare("c1", ago(19), ("heat",)), HomeCare("c2", ago(9), ("heat", "cold"))))
    assert [(each.kind, each.days, each.first) for each in report(log).tried] == [("cold", 1, ago(9)), ("heat", 1, ago(9))]


def test_where_and_when_it_hurts():
    groups = [
        ScoreGroup("lower_back", "left", "morning", True, 2, 3),
        ScoreGroup("lower_back", None, "morning", None, 5, 1),
        ScoreGroup("lower_back", None, "morning", False, 0, 2),
        ScoreGroup("thigh", "left", "after_run", True, 6, 4),
    ]
    found = report(Log(pain=HURTING), scores=groups)
    assert [(place.area, place.count, place.sides) for place in found.places] == [
        ("lower_back", 4, {"left": 3, None: 1}),
        ("thigh", 4, {"left": 4}),
    ]
    # Only the back is scored by moment; its median is exact.
    assert [(each.key, each.count, each.low, each.middle, each.high) for each in found.moments] == [("morning", 6, 0, 2, 5)]
    assert (found.impact.yes, found.impact.no, found.impact.unanswered) == (3, 2, 1)


class TestSigns:
    def test_the_highest_answer_counts_with_its_day(self):
        checks = [Answered(ago(9), {"fever": "yes", "lump": "no"}), Answered(ago(2), {"fever": "no", "lump": "not_sure"})]
        found = signs_of(checks, ago(18))
        assert [(each.key, each.answer, each.on) for each in found.given] == [("fever", "yes", ago(9)), ("lump", "not_sure", ago(2))]
        assert len(found.unanswered) == 18

    def test_an_unanswered_sign_is_no_no(self):
        found = signs_of([Answered(ago(9), {})], ago(18))
        assert (found.checks, found.given, len(found.unanswered)) == (1, (), 20)

    def test_a_mistake_says_nothing(self):
        mistake = Answered(ago(9), {"fever": "yes"}, ago(8), "ticked_by_mistake")
        assert signs_of([mistake], ago(18)).checks == 0

    @pytest.mark.parametrize(("resolved", "checks"), [(None, 1), (ago(30), 0)])
    def test_an_older_check_counts_while_it_is_open(self, resolved, checks):
        old = Answered(ago(40), {"fever": "yes"}, resolved, "seen_by_clinician" if resolved else None)
        assert signs_of([old], ago(18)).checks == checks

    def test_what_a_clinician_saw_stays_with_its_day(self):
        [answer] = signs_of([Answered(ago(9), {"fever": "yes"}, ago(5), "seen_by_clinician")], ago(18)).given
        assert answer.seen_on == ago(5)

    def test_leg_reports_keep_open_questions_open(self):
        [leg] = legs_of([Answered(ago(4), {"both_legs": True, "numbness": False, "catching": None})], ago(18))
        assert (leg.on, leg.yes, leg.unanswered, leg.seen_on) == (ago(4), ("both_legs",), 1, None)
