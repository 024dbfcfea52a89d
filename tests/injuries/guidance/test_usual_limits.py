"""What curators set for worn shoes is what every page of shoes goes by: the flag and the pages say the same."""

from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from injuries.guidance.assessing import keep_true
from injuries.guidance.models import Flag, ThresholdVersion
from runlog.people.models import User
from runlog.training.forms import RunPart, ShoeLimitsForm
from runlog.training.models import Shoe, ShoeCheck
from runlog.training.queries import shoe_facts, shoes_of
from runlog.training.shoe_limits import UsualLimits
from tests.support.clock import NOW
from tests.support.queries import QueryCount
from tests.support.rows import make_run, make_shoe
from tests.support.sharing import ALL, link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SET = {
    "limit_m": "700000",
    "racing_limit_m": "350000",
    "inspect_m": "300000",
    "racing_inspect_m": "150000",
    "inspect_share": "0.50",
    "again_m": "100000",
}
ON = date(2026, 11, 20)


def set_limits(number: int = 1, **changed: str) -> None:
    """Have a curator set the numbers of the rule."""
    ThresholdVersion.objects.create(rule="worn_shoes", number=number, numbers=SET | changed, reason="a test", at=NOW)


def text(client: Client, address: str) -> str:
    """The page's words, with plain spaces between them."""
    return " ".join(client.get(address).content.decode().replace("\xa0", " ").split())


@pytest.fixture
def pair(ann: User) -> Shoe:
    """A pair between the limit that is set and the guidance's own, worn lately."""
    shoe = make_shoe(ann, name="Ghost", km=700)
    make_run(ann, shoe=shoe, on=ON, km=10)
    return shoe


def test_the_page_of_a_pair_and_its_flag_name_the_same_limit(ann: User, ann_client: Client, pair: Shoe) -> None:
    set_limits()
    keep_true(ann, NOW)
    assert Flag.objects.get(rule="worn_shoes").facts["limit_m"] == 700_000
    page = text(ann_client, f"/shoes/{pair.pk}/")
    assert "710.0 <small>km of 700" in page
    assert "10 km past its limit" in page
    assert "It has reached the limit of 700 km." in page
    assert "10 km past the limit of 700 km" in text(ann_client, "/shoes/")


def test_the_forecast_is_for_the_limit_that_is_set(ann: User, ann_client: Client) -> None:
    shoe = make_shoe(ann, km=672)
    make_run(ann, shoe=shoe, on=ON, km=14)
    assert "it reaches 800 km about" in text(ann_client, f"/shoes/{shoe.pk}/")
    set_limits()
    facts = shoe_facts(ann, shoe.pk, NOW)
    assert facts.reaches_limit_on == NOW.date() + timedelta(days=28)
    page = text(ann_client, f"/shoes/{shoe.pk}/")
    assert "it reaches 700 km about <b>20 Dec 2026</b>" in page
    assert "check from 300 km" in page


@pytest.mark.parametrize(
    ("fields", "replace_m", "inspect_m"),
    [
        ({}, 700_000, 300_000),
        ({"kind": "racing"}, 350_000, 150_000),
        ({"limit_m": 600_000}, 600_000, 300_000),
        ({"limit_m": 640_000, "inspect_m": 50_000}, 640_000, 50_000),
    ],
)
def test_what_counts_for_a_pair_is_what_its_flag_says(ann: User, fields: dict[str, object], replace_m: int, inspect_m: int) -> None:
    set_limits()
    shoe = make_shoe(ann, km=900, **fields)
    make_run(ann, shoe=shoe, on=ON)
    keep_true(ann, NOW)
    facts, limits = Flag.objects.get(rule="worn_shoes").facts, shoe_facts(ann, shoe.pk, NOW).limits
    assert (facts["limit_m"], facts["inspect_m"]) == (limits.replace_m, limits.inspect_m) == (replace_m, inspect_m)


@pytest.mark.parametrize(("added", "is_due"), [("99.999", False), ("100", True)])
def test_the_next_look_comes_after_the_distance_that_is_set(ann: User, ann_client: Client, added: str, is_due: bool) -> None:
    set_limits()
    shoe = make_shoe(ann, km=400)
    ShoeCheck.objects.create(shoe=shoe, on=date(2026, 11, 10), worn=[], position=0)
    make_run(ann, shoe=shoe, on=ON, km=added)
    keep_true(ann, NOW)
    assert shoe_facts(ann, shoe.pk, NOW).is_check_due is is_due
    assert Flag.objects.filter(rule="worn_shoes").exists() is is_due
    assert "The next look is due at 500 km." in text(ann_client, f"/shoes/{shoe.pk}/")


@pytest.mark.parametrize(
    ("fields", "examples"),
    [({}, ("300", "700")), ({"kind": "racing"}, ("150", "350")), ({"limit_m": Decimal(600_000)}, ("300", "700"))],
)
def test_the_form_of_own_limits_shows_and_asks_for_the_numbers_that_are_set(
    ann: User, fields: dict[str, object], examples: tuple[str, str]
) -> None:
    set_limits()
    shoe = make_shoe(ann, **fields)
    form = ShoeLimitsForm(athlete=ann, now=NOW, record=shoe)
    assert tuple(form.fields[name].widget.attrs["placeholder"] for name in ("inspect_m", "limit_m")) == examples
    limit = examples[1]
    refused = ShoeLimitsForm({"inspect_m": f"{int(limit) + 1}", "limit_m": ""}, athlete=ann, now=NOW, record=shoe)
    assert f"before the limit of {limit} km" in refused.errors["inspect_m"][0].replace("\xa0", " ")
    assert ShoeLimitsForm({"inspect_m": limit, "limit_m": ""}, athlete=ann, now=NOW, record=shoe).is_valid()


def test_the_choice_of_a_pair_says_that_it_is_past_the_limit_that_is_set(ann: User, pair: Shoe) -> None:
    set_limits()
    (option,) = RunPart(athlete=ann, now=NOW).fields["shoe"].options
    assert option.fact.replace("\xa0", " ") == "710 km · past its 700 km"


def test_a_coach_sees_the_limit_that_is_set(ann: User, carl: User, carl_client: Client, pair: Shoe) -> None:
    link(ann, carl, *ALL)
    set_limits()
    assert "710 of 700 km" in text(carl_client, f"/athletes/{ann.pk}/shoes/")


def test_the_latest_version_counts_and_the_guidances_own_numbers_without_one(ann: User, pair: Shoe) -> None:
    assert asdict(shoe_facts(ann, pair.pk, NOW).usual) == asdict(UsualLimits())
    set_limits()
    set_limits(2, limit_m="650000")
    assert [facts.limits.replace_m for facts in shoes_of(ann, NOW)] == [650_000]
    # A rule may come to have a number more, or one less.
    ThresholdVersion.objects.create(rule="worn_shoes", number=3, numbers={"limit_m": "600000", "gone": "1"}, reason="a test", at=NOW)
    assert shoe_facts(ann, pair.pk, NOW).usual == UsualLimits(limit_m=Decimal(600_000))


def test_pairs_are_read_with_them_in_one_statement(ann: User, pair: Shoe, query_count: QueryCount) -> None:
    set_limits()
    with query_count(1):
        assert [facts.limits.replace_m for facts in shoes_of(ann, NOW)] == [700_000]
    with query_count(1):
        assert shoe_facts(ann, pair.pk, NOW).limits.replace_m == 700_000
