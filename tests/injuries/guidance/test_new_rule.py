"""A rule is three files: put them into folders that are searched, and it is there for runners and curators, without an edit elsewhere."""

import importlib.util
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from injuries import rules
from injuries.engine.levels import ELEMENTS
from injuries.guidance.models import Assessment, Flag, FlagEvent
from injuries.guidance.publishing import publish_starter_texts
from injuries.guidance.starter_texts import starter_texts
from injuries.rules import all_rules
from runlog.core import looks
from runlog.core.events import change
from runlog.environment import ROOT
from runlog.people.models import User
from tests.house.files import texts
from tests.support.days import ON
from tests.support.rows import make_run, make_walk

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("clock")]
KEY = "run_at_night"

RULE = '''"""A run began late in the evening.

Says: at which hour.
Because: it stands here to be found.
Source: a test.
Never says: that it was too late.
"""

from datetime import date

from injuries.engine.levels import CAUTION, POSTURE
from injuries.engine.rule import Finding, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

SENTENCE = _("Your run of {run_on:date} began after {hour:count} in the evening.")
SHORT = _("Late run on {run_on:date}")
CLEARS = _("By itself after {days:days}.")


def check(history, thresholds, earlier):
    """Yield a finding for each such run."""
    for run in history.last(int(thresholds["days"]), history.runs):
        if run.started_at.hour >= thresholds["hour"]:
            facts = {"run_ids": [run.id], "run_on": run.on, "since_on": run.on, "hour": thresholds["hour"], "days": thresholds["days"]}
            yield Finding(CAUTION, f"run:{run.id}", SENTENCE, SHORT, CLEARS, facts)


RULE = Rule(
    key="run_at_night",
    element=POSTURE,
    stage=2,
    label=_("Moonlight run"),
    check=check,
    texts=(SENTENCE, SHORT, CLEARS),
    thresholds=(
        Threshold("days", default=7, low=3, high=14, unit="d", label=_("Days for which it is named")),
        Threshold("hour", default=22, low=20, high=23, unit="count", label=_("Late from the hour")),
    ),
    example=Finding(
        CAUTION,
        "run:made-up",
        SENTENCE,
        SHORT,
        CLEARS,
        {"run_on": date(2026, 11, 20), "since_on": date(2026, 11, 20), "hour": 22, "days": 7},
    ),
)
'''

TABLE = '''"""Its table."""

from injuries.engine.log import Log
from injuries.rules.run_at_night import RULE
from injuries.engine.assess import assess
from tests.injuries.engine.builders import ON, run


def test_late():
    """Fires from the hour on."""
    said = [len(assess(Log(runs=(run(1, hour=hour),)), ON, rules=[RULE]).flags) for hour in (9, 21.5, 22, 23)]
    assert said == [0, 0, 1, 1]
'''

ADVICE = """---
title: Running by moonlight
element: posture
review_by: 2027-05-01
sources:
  - A test, 2026
---
**What your log shows.** You ran late. Take a lamp along, and look up now and then.
"""


@pytest.fixture
def three_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Write the three files and let their folders be searched."""
    for name, content in ((f"rules/{KEY}.py", RULE), (f"tests/test_{KEY}.py", TABLE), (f"advice/{KEY}.md", ADVICE)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(content)
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path / "rules")])
    all_rules.cache_clear()
    yield tmp_path
    sys.modules.pop(f"injuries.rules.{KEY}", None)
    all_rules.cache_clear()


@pytest.fixture
def published(three_files: Path) -> None:
    """Put its advice into the library, beside the starter advice."""
    all_rules()
    publish_starter_texts([*starter_texts(), *starter_texts(three_files / "advice")], on=ON)


def a_late_run(athlete: User) -> Flag:
    with change(athlete):
        make_run(athlete, on=ON - timedelta(days=1), at="22:30")
    return Flag.objects.of(athlete).open().get(rule=KEY)


def shown(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def test_the_rule_is_found_with_its_table(three_files: Path) -> None:
    assert KEY in {rule.key for rule in all_rules()}
    spec = importlib.util.spec_from_file_location("table_of_planted", three_files / "tests" / f"test_{KEY}.py")
    assert spec is not None
    assert spec.loader is not None
    table = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(table)
    table.test_late()


@pytest.mark.usefixtures("published")
def test_a_runner_sees_it(ann: User, ann_client: Client) -> None:
    flag = a_late_run(ann)
    assert (flag.element, flag.level) == ("posture", "caution")
    assert Assessment.objects.get(athlete=ann).result["elements"]["posture"] == "caution"
    for name in ("flag_list", "home"):
        assert "began after 22 in the evening" in shown(ann_client, name)
    page = shown(ann_client, "flag_detail", flag.pk)
    for said in (
        "Moonlight run",
        "began after 22 in the evening",
        "By itself after 7 days.",
        "Days for which it is named",
        "Take a lamp along",
    ):
        assert said in page
    assert FlagEvent.objects.get(flag=flag).advice_version.title == "Running by moonlight"


@pytest.mark.usefixtures("published")
def test_it_stands_in_the_library(ann_client: Client) -> None:
    assert "Running by moonlight" in shown(ann_client, "advice_list")
    assert "Take a lamp along" in shown(ann_client, "advice_detail", KEY)


@pytest.mark.usefixtures("published")
def test_a_curator_finds_its_advice_at_the_desk(uma_client: Client) -> None:
    assert "Running by moonlight" in shown(uma_client, "desk")
    page = shown(uma_client, "desk_advice", KEY)
    assert "Take a lamp along" in page
    assert "began after 22 in the evening" in page, "the preview shows its made-up example"


@pytest.mark.usefixtures("published")
def test_a_curator_finds_its_thresholds_at_the_desk(uma_client: Client) -> None:
    assert "Moonlight run" in shown(uma_client, "threshold_list")


def test_without_its_files_it_is_gone(ann: User, ann_client: Client) -> None:
    """What was raised by a rule that is no more is cleared by the next assessment, and its page still opens."""
    assert KEY not in {rule.key for rule in all_rules()}
    since = {"raised_on": ON, "level_since_on": ON, "risen_at": "2026-11-22T08:00:00Z"}
    flag = Flag.objects.create(athlete=ann, rule=KEY, level="info", element="posture", sentence="It was late.", **since)
    with change(ann):
        make_walk(ann)
    flag.refresh_from_db()
    assert flag.cleared_on == ON
    assert "It was late." in shown(ann_client, "flag_detail", flag.pk)


def test_every_element_and_rule_is_on_the_pages_of_a_runner(ann: User, ann_client: Client) -> None:
    """One flag of each rule: all are listed, under the five elements."""
    since = {"raised_on": ON, "level_since_on": ON, "risen_at": "2026-11-22T08:00:00Z"}
    with change(ann):
        make_walk(ann)
    for rule in all_rules():
        Flag.objects.get_or_create(
            athlete=ann,
            rule=rule.key,
            cleared_on=None,
            defaults={"level": "caution", "element": rule.element, "sentence": rule.key, **since},
        )
    page = shown(ann_client, "flag_list")
    assert [rule.key for rule in all_rules() if rule.key not in page and str(rule.label) not in page] == []
    assert [element for element in ELEMENTS if str(looks.ELEMENTS[element].word) not in page] == []


def test_every_element_and_rule_is_on_the_pages_of_a_curator(uma_client: Client) -> None:
    publish_starter_texts(list(starter_texts()), on=ON)
    page = shown(uma_client, "desk")
    assert [rule.key for rule in all_rules() if reverse("desk_advice", args=[rule.key]) not in page] == []
    assert [element for element in ELEMENTS if str(looks.ELEMENTS[element].word) not in page] == []
    for rule in all_rules():
        assert uma_client.get(reverse("desk_advice", args=[rule.key])).status_code == 200


def test_every_rule_with_thresholds_is_at_the_desk(uma_client: Client) -> None:
    try:
        page = shown(uma_client, "threshold_list")
    except NoReverseMatch:
        pytest.fail("the desk has no page of thresholds")
    assert [rule.key for rule in all_rules() if rule.thresholds and str(rule.label) not in page] == []


def test_no_template_names_a_rule() -> None:
    templates = texts(ROOT / "templates", ".html", ".txt")
    keys = [rule.key for rule in all_rules()]
    assert [(path, key) for path, text in templates.items() for key in keys if f'"{key}"' in text or f"'{key}'" in text] == []
