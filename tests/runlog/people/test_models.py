"""What the database itself holds of people."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from runlog.core.dates import on_clocks
from runlog.people.actions import change_profile
from runlog.people.models import User
from tests.support.cast import make_user


@pytest.mark.parametrize(
    "wrong", [{"email": ""}, {"units": "nm"}, {"theme": "pink"}, {"consent_version": "2026-11"}, {"email": "ANN@example.org"}]
)
def test_constraints(ann: User, wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError):
        User.objects.bulk_create([User(**{"email": "other@example.org", **wrong})])


def test_addresses_are_kept_in_lower_case(db: None) -> None:
    user = User.objects.create_user("Nell@Example.ORG")
    assert user.email == "nell@example.org"
    assert User.objects.get_by_natural_key("NELL@example.org") == user
    assert not user.has_usable_password()


def test_what_pages_call_people(ann: User) -> None:
    assert [str(ann), str(User(email="nell@example.org"))] == ["Ann", "nell"]


def test_own_calendar(ann: User) -> None:
    now = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert ann.today(now) == date(2026, 11, 23)
    assert ann.local(now).isoformat() == "2026-11-23T00:30:00+01:00"


def test_passwords_of_the_demo_never_match(db: None) -> None:
    assert make_user("Ann").check_password("a pair of old shoes")
    assert not make_user("runner", is_demo=True).check_password("a pair of old shoes")


def test_change_profile_knows_what_a_profile_is(ann: User) -> None:
    with pytest.raises(ValueError, match="is_staff"):
        change_profile(ann, units="mi", is_staff=True)
    ann.refresh_from_db()
    assert ann.units == "km"


def test_a_moment_from_the_database_is_on_nobodys_clocks_until_it_is_brought_to_somebodys(ann: User) -> None:
    ann.refresh_from_db()
    with pytest.raises(ValueError, match="nobody's clocks"):
        on_clocks(ann.joined_at)
    for zone in ("America/Los_Angeles", "Europe/London", "UTC"):
        ann.time_zone = zone
        assert on_clocks(ann.local(ann.joined_at)) == ann.joined_at
