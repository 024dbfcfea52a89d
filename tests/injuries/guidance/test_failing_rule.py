"""A rule that fails, in whatever way: the others run, its key is logged and nothing that was logged by a runner, and the pages say so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from injuries.engine.rule import Finding, Missing
from injuries.guidance import assessing
from injuries.guidance.models import Assessment, Flag
from injuries.rules import all_rules
from runlog.core.events import change
from runlog.people.models import User
from tests.support.days import ON
from tests.support.rows import make_run, make_shoe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SECRET = "the Ghost in my cellar"


def raises(history: Any, *rest: Any) -> Any:
    raise RuntimeError(f"{SECRET}: {history.log}")


def breaks_off(history: Any, *rest: Any) -> Any:
    yield Finding("notice", "", "Half.", "Half.", "Half.", {})
    raise KeyError(SECRET)


WAYS: dict[str, Callable[..., Any]] = {
    "it raises": raises,
    "it raises after a finding": breaks_off,
    "a fact that no database holds": lambda *given: [Finding("notice", "", "A.", "A.", "A.", {"at": [given, SECRET, object()]})],
    "a sentence without its fact": lambda *given: [Finding("notice", "", "In {shoe:text}.", "A.", "A.", {})],
    "a place of no kind": lambda *given: [Finding("notice", "", "In {shoe:colour}.", "A.", "A.", {"shoe": SECRET})],
    "what is missing without its fact": lambda *given: [Missing("In {shoe:text}.")],
    "a scope judged twice": lambda *given: [Finding("notice", "", "A.", "A.", "A.", {"shoe": SECRET})] * 2,
    "a level that is none": lambda *given: [Finding("grave", "", "A.", "A.", "A.", {})],
    "nothing that can be read": lambda *given: None,
}


@pytest.fixture(params=WAYS, ids=lambda way: way.replace(" ", "-"))
def broken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Break one rule of footwear."""
    rules = tuple(replace(rule, check=WAYS[request.param]) if rule.key == "old_shoes" else rule for rule in all_rules())
    monkeypatch.setattr(assessing, "all_rules", lambda: rules)


def log_a_run(athlete: User) -> None:
    with change(athlete):
        make_run(athlete, on=ON, at="07:00", warm_up_state="skipped", shoe=make_shoe(athlete, name=SECRET, km=900), note=SECRET)


@pytest.mark.usefixtures("broken")
def test_the_others_run_and_the_page_says_so(ann: User, ann_client: Client, caplog: pytest.LogCaptureFixture) -> None:
    log_a_run(ann)
    assert {"worn_shoes", "skipped_warm_up"} <= {flag.rule for flag in Flag.objects.of(ann).open()}
    row = Assessment.objects.get(athlete=ann)
    assert (row.is_due, row.has_failed) == (False, False)
    assert row.result["failures"] == [{"rule": "old_shoes", "element": "footwear"}]
    page = ann_client.get(reverse("flag_list")).content.decode()
    assert "Old shoes: this could not be checked." in " ".join(page.split())
    for flag in Flag.objects.of(ann).open():
        assert ann_client.get(reverse("flag_detail", args=[flag.pk])).status_code == 200
    assert ann_client.get(reverse("home")).status_code == 200
    told = [record.getMessage() for record in caplog.records if record.name.startswith("injuries")]
    assert any("old_shoes" in line for line in told)
    assert not any(word in caplog.text for word in (SECRET, "Ghost", "run-", "900"))


def test_an_element_of_which_nothing_else_is_known_says_that_part_was_not_checked(
    ann: User, ann_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tuple(replace(rule, check=raises) if rule.key == "slumped_posture" else rule for rule in all_rules())
    monkeypatch.setattr(assessing, "all_rules", lambda: rules)
    log_a_run(ann)
    assert Assessment.objects.get(athlete=ann).result["elements"]["posture"] == "unknown"
    assert "Part of this could not be checked." in ann_client.get(reverse("home")).content.decode()


def test_a_flag_of_a_rule_that_fails_stays_and_says_from_when_it_is(
    ann: User, ann_client: Client, clock: Callable[[datetime | str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    log_a_run(ann)
    flag = Flag.objects.of(ann).open().get(rule="worn_shoes")
    rules = tuple(replace(rule, check=raises) if rule.key == "worn_shoes" else rule for rule in all_rules())
    monkeypatch.setattr(assessing, "all_rules", lambda: rules)
    clock("2026-11-23T09:00:00+01:00")
    page = ann_client.get(reverse("flag_list")).content.decode()
    assert "this could not be checked" in page
    flag.refresh_from_db()
    assert flag.cleared_on is None
    assert "This could not be checked today." in ann_client.get(reverse("flag_detail", args=[flag.pk])).content.decode()
