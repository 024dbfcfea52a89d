"""What a history makes of a log: which records exist as of a day, in which order, and what they add up to."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from injuries.engine.arithmetic import median, total
from injuries.engine.history import History, as_of
from injuries.engine.log import ComfortRating, Earlier, Log, ShoeUse
from tests.injuries.engine.builders import ON, at, care, check, day, km, leg, pain, run, scores, shoe, strength, visit, walk, wear


def ids(records):
    return [record.id for record in records]


def test_records_of_a_later_local_date_do_not_exist():
    log = Log(
        runs=(run(0), run(-1)),
        walks=(walk(0), walk(-1)),
        strength=(strength(0), strength(-1)),
        pain=(pain(0, 1, id="p0"), pain(-1, 9, id="p-1")),
        leg_reports=(leg(0), leg(-1)),
        sign_checks=(check(0), check(-1)),
        home_care=(care(0), care(-1)),
    )
    history = History(log, ON)
    lists = (history.sessions, history.walks, history.strength, history.pain, history.leg_reports, history.sign_checks, history.home_care)
    assert [ids(records) for records in lists] == [["r0"], ["w0"], ["s0"], ["p0"], ["l0"], ["c0"], ["h0"]]


def test_appointments_are_seen_ahead_and_without_the_cancelled():
    history = History(Log(appointments=(visit(-9), visit(3), visit(-2, cancelled=True), visit(-1, cancelled=False))), ON)
    assert ids(history.appointments) == ["a3", "a-1", "a-9"]


def test_records_go_by_instant_and_then_by_id():
    runs = (run(2, id="b"), run(2, id="a"), run(2, hour=8, zone=-5, id="west"), run(2, hour=16, zone=13, id="east"))
    assert ids(History(Log(runs=runs), ON).runs) == ["east", "a", "b", "west"]


def test_a_missed_session_is_no_run():
    history = History(Log(runs=(run(2), run(1, limited_by_back="not_started"))), ON)
    assert (ids(history.runs), ids(history.sessions)) == (["r2"], ["r2", "r1"])


def test_the_last_days_include_today_and_go_by_local_dates():
    runs = (run(7), run(6, zone=13, hour=0.5), run(3), run(0))
    history = History(Log(runs=runs), ON)
    assert ids(history.last(7, history.runs)) == ["r6", "r3", "r0"]
    assert history.first_day(1) == ON


def test_the_last_days_hold_a_run_far_east_that_began_before_one_far_west_two_dates_earlier():
    runs = (run(6, zone=14, hour=0, id="east"), run(8, zone=-12, hour=23, id="west"))
    history = History(Log(runs=runs), ON)
    assert (ids(history.runs), ids(history.last(7, history.runs))) == (["east", "west"], ["east"])


@pytest.mark.parametrize(
    "log",
    [
        Log(runs=(run(9), run(3))),
        Log(runs=(run(9, limited_by_back="not_started"),)),
        Log(walks=(walk(9),)),
        Log(strength=(strength(9),)),
        Log(pain=(pain(9, 0, area="other"),)),
        Log(leg_reports=(leg(9),)),
        Log(sign_checks=(check(9),)),
        Log(home_care=(care(9),)),
        Log(runs=(run(3),), earlier=Earlier(began_on=day(9))),
    ],
)
def test_the_log_began_with_its_first_record(log):
    assert History(log, ON).began_on == day(9)


def test_a_log_can_have_begun_today():
    assert History(Log(runs=(run(0),)), ON).began_on == ON


def test_a_log_of_the_future_or_of_nothing_has_not_begun():
    assert History(Log(runs=(run(-1),), appointments=(visit(3),), shoes=(shoe(),)), ON).began_on is None


def test_the_highest_back_score_of_a_day_counts_whatever_its_moment():
    back = (pain(2, 3), pain(2, 5, hour=7, area="buttock"), pain(2, 9, hour=8, area="thigh"), pain(1, 2, hour=8, area="mid_back"))
    history = History(Log(pain=back, earlier=Earlier(daily_max={day(2): 4, day(200): 6})), ON)
    assert history.days.daily_max == {day(200): 6, day(2): 5, day(1): 2}
    assert history.days.pain_days == [day(200), day(2), day(1)]
    assert history.days.latest_entry(ON) == day(1)
    assert history.days.latest_entry(day(3)) == day(200)
    assert history.days.latest_entry(day(300)) is None


def test_the_worst_score_of_a_run_may_have_any_date_of_its_own():
    linked = (
        pain(5, 3, run="r5", moment="during_run"),
        pain(4, 6, run="r5", moment="after_run"),
        pain(3, 8, run="r5", moment="after_run", area="other"),
        pain(5, 9, run="r5", moment="morning", hour=7),
        pain(-1, 10, run="r5", moment="after_run"),
        pain(5, 7, moment="after_run", hour=12),
    )
    history = History(Log(runs=(run(5), run(4)), pain=linked), ON)
    assert history.worst(history.runs[0], "during_run", "after_run") == 6
    assert history.worst(history.runs[0], "before_run") is None
    assert history.worst(history.runs[1], "after_run") is None


def test_what_a_shoe_has_on_it():
    log = Log(
        shoes=(shoe("b", 10), shoe("a", None)),
        runs=(run(9, 5, shoe="b"), run(8, None, shoe="b"), run(7, 3, shoe="b", limited_by_back="not_started"), run(-1, 4, shoe="b")),
        walks=(walk(6, distance=2, shoe="b"), walk(5, shoe="a")),
        earlier=Earlier(shoe_use={"b": ShoeUse(km(100), km(20), day(500))}),
    )
    a, b = History(log, ON).pairs
    assert (a.distance_m, b.distance_m) == (0, km(117))
    assert (a.first_used_on, b.first_used_on) == (day(5), day(500))
    assert b.distance_after(wear(8)) == km(22)
    assert (a.in_use, b.in_use) == (True, True)


def test_what_is_not_yet_or_never_used():
    log = Log(shoes=(shoe("a", first_used_on=day(3)), shoe("b")), earlier=Earlier(shoe_use={"c": ShoeUse(km(1))}))
    a, b = History(log, ON).pairs
    assert (a.first_used_on, b.first_used_on) == (day(3), None)
    assert (a.latest_check, b.in_use, b.ratings) == (None, False, [])


def test_checks_and_ratings_go_by_date_and_then_as_entered():
    checks = (wear(5, "heel"), wear(9), wear(5, "upper"), wear(-1, "midsole"))
    comfort = tuple(ComfortRating(day(ago), score) for ago, score in ((5, 3), (9, 8), (5, 4), (-1, 1)))
    [pair] = History(Log(shoes=(shoe("a", checks=checks, comfort=comfort),)), ON).pairs
    assert pair.latest_check == wear(5, "upper")
    assert [rating.score for rating in pair.ratings] == [8, 3, 4]


def test_without_pain_there_is_no_episode():
    history = History(Log(), ON)
    assert (history.episodes, history.latest_episode, history.episode, history.open_episode) == ((), None, None, None)


def test_a_closed_episode_is_the_latest_but_not_open():
    history = History(Log(pain=scores({30: 4, 20: 0, 15: 0, 10: 0, 3: 0})), ON)
    assert history.latest_episode.closed_on == day(2)
    assert (history.episode, history.open_episode) == (None, None)


@pytest.mark.parametrize(("values", "middle"), [([3], 3), ([1, 2], Decimal("1.5")), ([9, 1, 2], 2), ([4, 1, 2, 3], Decimal("2.5"))])
def test_median(values, middle):
    assert median(values) == middle


def test_a_sum_is_exact_and_that_of_nothing_is_a_decimal_too():
    assert total([Decimal("0.1"), Decimal("0.2")]) == Decimal("0.3")
    assert repr(total([])) == "Decimal('0')"


def test_nothing_has_no_median():
    with pytest.raises(ValueError, match=r"^the median of nothing$"):
        median([])


NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ([], ON),
        ([at(3)], ON),
        ([at(-1, hour=0.5, zone=13)], day(-1)),
        ([at(-1, hour=1.5, zone=13)], ON),
        ([at(-1, hour=1, zone=13)], day(-1)),
        ([at(-5)], ON),
    ],
    ids=["no record", "an older one", "tomorrow in the far east", "there, but not yet", "there, this instant", "the future"],
)
def test_as_of_today_or_the_later_date_of_a_record_that_has_happened(moments, expected):
    assert as_of(NOW, ON, moments) == expected


def test_as_of_never_goes_back():
    assert as_of(NOW, date(2026, 11, 23), [at(0)]) == date(2026, 11, 23)
