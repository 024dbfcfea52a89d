"""Versions of advice as flags showed them, and the thresholds of a flag's history that differ from the rule's own."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from injuries.guidance.assessing import keep_true
from injuries.guidance.models import Advice, AdviceVersion, Flag, FlagEvent
from runlog.people.models import User
from tests.support.clock import NOW
from tests.support.days import ON
from tests.support.queries import QueryCount
from tests.support.rows import make_run, make_shoe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def advice() -> Advice:
    """A text in its second version; a draft and one for tomorrow wait."""
    advice = Advice.objects.create(key="worn_shoes", element="footwear")
    days = {1: ON - timedelta(days=30), 2: ON, 3: ON + timedelta(days=1), 4: None}
    for number, on in days.items():
        AdviceVersion.objects.create(advice=advice, number=number, title=f"Title {number}", text=f"Words {number}.", published_on=on)
    return advice


def url(number: int, key: str = "worn_shoes") -> str:
    return reverse("advice_version", args=[key, number])


def test_an_older_version_says_so_and_leads_to_the_one_in_force(advice: Advice, client: Client, query_count: QueryCount) -> None:
    with query_count(2):
        page = client.get(url(1)).content.decode()
    assert "Words 1." in page
    assert "Words 2." not in page
    assert "This is an older version." in page
    assert "Title 2, version 2" in page
    assert f'href="{reverse("advice_detail", args=["worn_shoes"])}"' in page


def test_the_one_in_force_says_nothing_of_others(advice: Advice, client: Client) -> None:
    page = client.get(url(2)).content.decode()
    assert "Words 2." in page
    assert "older version" not in page


@pytest.mark.parametrize(
    ("number", "key"), [(3, "worn_shoes"), (4, "worn_shoes"), (9, "worn_shoes"), (1, "no-such"), (10**30, "worn_shoes")]
)
def test_what_was_never_in_force_is_not_there(advice: Advice, client: Client, number: int, key: str) -> None:
    assert client.get(url(number, key)).status_code == 404


def test_nothing_of_a_writer_becomes_a_script(advice: Advice, client: Client) -> None:
    AdviceVersion.objects.filter(number=1).update(text="<script>alert(1)</script> [x](javascript:alert(1))")
    page = client.get(url(1)).content.decode()
    article = page[page.index("<article") : page.index("</article>")]
    assert "<script" not in article
    assert 'href="javascript' not in article
    assert "&lt;script&gt;alert(1)" in article


def test_a_flags_history_leads_to_the_version_that_was_shown(advice: Advice, ann: User, ann_client: Client) -> None:
    make_run(ann, shoe=make_shoe(ann, km=795), km="10")
    keep_true(ann, NOW)
    AdviceVersion.objects.filter(number=3).update(published_on=date(2026, 11, 22))
    flag = Flag.objects.get(rule="worn_shoes")
    page = ann_client.get(reverse("flag_detail", args=[flag.pk])).content.decode()
    assert f'href="{url(2)}"' in page
    assert "Words 3." in page


def test_thresholds_are_told_where_they_differ(ann: User, ann_client: Client) -> None:
    make_run(ann, shoe=make_shoe(ann, km=795), km="10")
    keep_true(ann, NOW)
    flag = Flag.objects.get(rule="worn_shoes")
    line = ann_client.get(reverse("flag_detail", args=[flag.pk])).context["history"][0]
    assert line.thresholds == ()
    event = FlagEvent.objects.get(flag=flag)
    key = next(key for key, value in event.thresholds.items() if value == 800_000)
    FlagEvent.objects.update(thresholds=event.thresholds | {key: 750_000})
    answer = ann_client.get(reverse("flag_detail", args=[flag.pk]))
    assert [row.value.replace("\u00a0", " ") for row in answer.context["history"][0].thresholds] == ["750 km"]
    assert "The numbers it went by were changed:" in answer.content.decode()
