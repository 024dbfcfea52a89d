"""The demo: a log that shows something of everything, on any day; loaded once, and never where people's data may be."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from injuries.engine.assess import assess
from injuries.guidance.models import Flag
from injuries.logfile.document import read
from injuries.logfile.reading import log_of
from injuries.overview.demo import demo_document
from injuries.overview.demo_squad import SQUAD
from injuries.rules import all_rules
from runlog.people.models import User
from runlog.training.models import Run

DAYS = [date(2026, 11, 22), date(2027, 2, 28), date(2028, 2, 29), date(2027, 1, 1), date(2027, 3, 28), date(2026, 7, 8)]
SHOWN = {"persistent_pain", "warm_up_habit", "worn_shoes", "skipped_warm_up"}


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_on_any_day_it_shows_flags_of_several_elements_and_no_emergency(today: date) -> None:
    found = assess(log_of(read(demo_document(today))), today, rules=all_rules())
    rules = {flag.rule for flag in found.flags}
    assert rules >= SHOWN
    assert not {flag.level for flag in found.flags} & {"urgent", "emergency"}
    assert found.episode is not None


@pytest.mark.django_db
def test_it_is_loaded_once_and_assessed() -> None:
    for _ in range(2):
        call_command("load_demo")
    runner = User.objects.get(email="runner@demo.invalid")
    assert User.objects.filter(is_demo=True).count() == 3 + len(SQUAD)
    assert Run.objects.filter(athlete=runner).count() > 100
    assert {flag.rule for flag in Flag.objects.open()} >= SHOWN
    assert not runner.has_usable_password()


@pytest.mark.django_db
@override_settings(IS_PRIVATE_MACHINE=False)
def test_it_is_refused_where_people_may_be() -> None:
    with pytest.raises(CommandError, match="machine of your own"):
        call_command("load_demo")
    assert not User.objects.exists()
