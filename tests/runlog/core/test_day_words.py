"""A day is written in the reader's language, by its own calendar, and never broken over two lines."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.utils.translation import override

from runlog.core.day_words import write_day


def test_a_day_holds_together() -> None:
    assert write_day(date(2026, 11, 21), "D j M") == "Sat\u00a021\u00a0Nov"


def test_a_moment_is_of_the_day_of_its_own_offset() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=timezone(timedelta(hours=9)))
    assert write_day(late, "j M Y") == "21\u00a0Nov\u00a02026"


def test_a_moment_that_is_still_in_utc_has_no_day_yet() -> None:
    with pytest.raises(ValueError, match="nobody's clocks"):
        write_day(datetime(2026, 11, 21, 23, 30, tzinfo=UTC), "j M Y")


def test_what_was_written_for_one_reader_is_not_given_to_another() -> None:
    on = date(2026, 3, 3)
    assert write_day(on, "D j M") == "Tue\u00a03\u00a0Mar"
    with override("de"):
        assert write_day(on, "D j M") != "Tue\u00a03\u00a0Mar"
