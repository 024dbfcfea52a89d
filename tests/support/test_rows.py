"""The row makers make rows that the tables accept, each with an id of its own."""

import pytest

from runlog.people.models import User
from tests.support import rows

MAKERS = [name for name in vars(rows) if name.startswith("make_") and name != "make_runs"]


@pytest.mark.parametrize("maker", MAKERS)
def test_maker_makes_another_row_each_time(maker: str, ann: User) -> None:
    first, second = getattr(rows, maker)(ann), getattr(rows, maker)(ann, **({"scope": "shoe:s2"} if maker == "make_flag" else {}))
    assert first.pk != second.pk
    assert first.athlete == ann


def test_run_belongs_to_its_local_day(ann: User) -> None:
    run = rows.make_run(ann, on="2026-05-03", at="23:30", km="8.2")
    assert (run.local_on.isoformat(), run.moment.isoformat(), run.distance_m) == ("2026-05-03", "2026-05-03T23:30:00+01:00", 8200)
