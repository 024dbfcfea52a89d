"""Episodes open, close, go quiet and stale as guidance section 3 says, and as a slow reading of it day by day says."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from injuries.engine.days import PainDays
from injuries.engine.episodes import course_of, find_episodes
from injuries.engine.log import Onset
from tests.injuries.engine.builders import ON, day


def spans(back, onsets=()):
    """Episodes of scores by days back, as (opened, closed) in days back."""
    found = find_episodes(PainDays({day(ago): score for ago, score in back.items()}), onsets, ON)
    return [((ON - each.opened_on).days, None if each.closed_on is None else (ON - each.closed_on).days) for each in found]


def course(back, onsets=()):
    days = PainDays({day(ago): score for ago, score in back.items()})
    return course_of(find_episodes(days, onsets, ON)[-1], days, ON)


OPENINGS = {
    "nothing logged": ({}, []),
    "one small pain day": ({5: 3}, []),
    "one of 4": ({5: 4}, [(5, None)]),
    "a second on the third day after": ({8: 1, 5: 1}, [(8, None)]),
    "a second on the fourth day after": ({9: 1, 5: 3}, []),
    "a pain-free day after": ({8: 3, 7: 0, 6: 0, 5: 0}, []),
    "the first one alone, the next two together": ({20: 2, 10: 2, 8: 2}, [(10, None)]),
    "a later 4 opens on itself": ({12: 2, 8: 4}, [(8, None)]),
    "pain days in an open one open nothing": ({20: 4, 10: 9, 9: 9}, [(20, None)]),
}

CLOSINGS = {
    "28 days and four pain-free": ({30: 4, 20: 0, 15: 0, 10: 0, 3: 0}, [(30, 2)]),
    "today is the 28th day": ({28: 4, 20: 0, 15: 0, 10: 0, 3: 0}, [(28, 0)]),
    "tomorrow will be": ({27: 4, 20: 0, 15: 0, 10: 0, 3: 0}, [(27, None)]),
    "three pain-free days": ({40: 4, 30: 0, 20: 0, 10: 0}, [(40, None)]),
    "a fourth, when the first is long out of the window": ({60: 4, 50: 0, 45: 0, 40: 0, 10: 0}, [(60, 12)]),
    "the fourth on the 27th day after the first": ({80: 4, 60: 0, 50: 0, 40: 0, 33: 0}, [(80, 33)]),
    "the fourth on the 28th day after the first": ({80: 4, 60: 0, 50: 0, 40: 0, 32: 0}, [(80, None)]),
    "pain in between starts the days anew": ({40: 4, 30: 0, 28: 0, 26: 0, 24: 0, 20: 1, 10: 0}, [(40, None)]),
    "silence alone": ({60: 4}, [(60, None)]),
    "28 silent days, then an entry": ({60: 4, 31: 0}, [(60, 32)]),
    "27 silent days, then an entry": ({60: 4, 32: 0}, [(60, None)]),
    "28 silent days, then a 4": ({60: 4, 31: 4}, [(60, 32), (31, None)]),
    "28 silent days, then a lone 2": ({60: 4, 31: 2}, [(60, 32)]),
    "28 silent days after pain-free ones": ({90: 4, 80: 0, 79: 0, 40: 0}, [(90, 51)]),
    "twice": ({90: 4, 80: 0, 75: 0, 70: 0, 65: 0, 40: 2, 39: 2, 30: 0, 20: 0, 12: 0, 11: 0}, [(90, 62), (40, 11)]),
}


@pytest.mark.parametrize("name", OPENINGS)
def test_opens(name):
    back, expected = OPENINGS[name]
    assert spans(back) == expected


@pytest.mark.parametrize("name", CLOSINGS)
def test_closes(name):
    back, expected = CLOSINGS[name]
    assert spans(back) == expected


ONSETS = {
    "earlier than the opening": ([Onset(day(10), day(40))], day(40)),
    "later than the opening": ([Onset(day(8), day(9))], day(10)),
    "told of another day of the episode": ([Onset(day(4), day(40))], day(40)),
    "told of the day before the opening": ([Onset(day(11), day(40))], day(10)),
    "told of today": ([Onset(day(0), day(40))], day(40)),
    "told of tomorrow": ([Onset(day(-1), day(40))], day(10)),
    "the latest of several": ([Onset(day(6), day(30)), Onset(day(9), day(50))], day(30)),
    "none": ([], day(10)),
}


@pytest.mark.parametrize("name", ONSETS)
def test_onset(name):
    onsets, expected = ONSETS[name]
    [episode] = find_episodes(PainDays({day(10): 4, day(5): 3}), onsets, ON)
    assert episode.onset_on == expected


@pytest.mark.parametrize(("told_of", "expected"), [(70, 95), (62, 95), (61, 90)])
def test_an_onset_belongs_to_a_closed_episode_up_to_its_close(told_of, expected):
    days = PainDays({day(ago): score for ago, score in {90: 4, 80: 0, 75: 0, 70: 0, 65: 0, 40: 4}.items()})
    first, second = find_episodes(days, [Onset(day(told_of), day(95))], ON)
    assert (first.onset_on, second.onset_on) == (day(expected), day(40))


@pytest.mark.parametrize(("ago", "stage"), [(0, "acute"), (41, "acute"), (42, "subacute"), (83, "subacute"), (84, "persistent")])
def test_stage_goes_by_age(ago, stage):
    found = course({1: 4}, [Onset(day(1), day(ago))]) if ago else course({0: 4})
    assert (found.age_days, found.stage) == (ago, stage)


STATES = {
    "open": ({10: 4, 3: 2}, "open"),
    "a week with four pain-free days": ({10: 4, 6: 0, 4: 0, 2: 0, 0: 0}, "quiet"),
    "three of them": ({10: 4, 4: 0, 2: 0, 0: 0}, "open"),
    "a pain day among them": ({10: 4, 6: 1, 4: 0, 3: 0, 2: 0, 0: 0}, "open"),
    "an entry on the 28th day back": ({40: 4, 27: 4}, "open"),
    "none in 28 days": ({40: 4, 28: 4}, "stale"),
}


@pytest.mark.parametrize("name", STATES)
def test_state(name):
    back, state = STATES[name]
    assert course(back).state == state


@pytest.mark.parametrize(
    ("back", "baseline"),
    [
        ({10: 5}, 5),
        ({10: 5, 9: 2}, Decimal("3.5")),
        ({10: 5, 9: 2, 8: 3}, 3),
        ({10: 5, 9: 2, 8: 3, 7: 9}, 3),
        ({10: 5, 9: 0, 8: 0, 4: 3}, 4),
        ({10: 5, 3: 3}, 5),
    ],
)
def test_baseline_is_the_median_of_the_first_pain_days_of_a_week(back, baseline):
    assert course(back).baseline == baseline


IMPROVING = {
    (6, 4): True,
    (6, 5): False,
    (5, 4): False,
    (7, 5): True,
    (4, 3): False,
    (3, 2): True,
    (2, 1): True,
    (10, 8): True,
    (10, 7): True,
    (5, 6): False,
}


@pytest.mark.parametrize(("baseline", "current"), IMPROVING)
def test_improving(baseline, current):
    found = course({20: baseline, 19: baseline, 6: current, 4: current, 2: current, 0: current})
    assert (found.baseline, found.current, found.improving) == (baseline, current, IMPROVING[baseline, current])


def test_exactly_30_per_cent_is_improving():
    assert course({20: 5, 19: 5, 6: 3, 4: 4, 2: 3, 0: 4}).improving is True
    assert course({20: 5, 19: 5, 6: 3, 4: 4, 3: 4, 2: 3, 0: 4}).improving is False


def test_without_four_entries_current_and_improving_are_unknown():
    found = course({20: 5, 19: 5, 4: 1, 2: 1, 0: 1})
    assert (found.current, found.improving) == (None, None)


def by_the_letter(daily_max: dict[date, int], on: date) -> list[tuple[date, date | None]]:
    """Read section 3 day by day."""
    pain = {each for each, score in daily_max.items() if score}
    found: list[tuple[date, date | None]] = []
    opened = None
    each = min(daily_max, default=on)
    while each <= on:
        if opened is None:
            if each in pain and (daily_max[each] >= 4 or any(each + timedelta(days=later) in pain for later in (1, 2, 3))):
                opened = each
        elif _closes(daily_max, pain, opened, each):
            found.append((opened, each))
            opened = None
        each += timedelta(days=1)
    return [*found, (opened, None)] if opened else found


def _closes(daily_max, pain, opened, each) -> bool:
    window = [each - timedelta(days=back) for back in range(28)]
    entries = [own for own in window if own in daily_max]
    if min(window) <= opened:
        return False
    settled = len(entries) >= 4 and not pain.intersection(window)
    return settled or (not entries and any(own > each for own in daily_max))


GAPS = st.sampled_from([1, 1, 1, 2, 3, 4, 6, 7, 9, 10, 26, 27, 28, 29, 60])
ENTRIES = st.lists(st.tuples(GAPS, st.sampled_from([0, 0, 0, 1, 2, 3, 4, 7])), max_size=40)


@given(ENTRIES, st.integers(0, 60))
def test_agrees_with_a_slow_reading(entries, silence):
    ago, daily_max = silence, {}
    for gap, score in entries:
        daily_max[day(ago)] = score
        ago += gap
    found = find_episodes(PainDays(daily_max), (), ON)
    assert [(each.opened_on, each.closed_on) for each in found] == by_the_letter(daily_max, ON)
    assert all(each.closed_on for each in found[:-1])
