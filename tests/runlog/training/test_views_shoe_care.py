"""What is done to a pair from its page."""

from datetime import date

import pytest
from django.urls import reverse

from runlog.training.models import ComfortRating, ShoeCheck
from tests.support.rows import make_run, make_shoe

pytestmark = pytest.mark.once
TODAY = date(2026, 11, 22)


@pytest.fixture
def ghost(ann, clock):
    return make_shoe(ann, name="Ghost", km=541)


@pytest.fixture
def send(ann_client, ghost):
    """Send one of the forms and see the page that it leads to."""

    def send(name, **data):
        return ann_client.post(reverse(name, args=[ghost.pk]), data, follow=True)

    return send


def text(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_limits(send, ghost):
    response = send("shoe_limits", inspect_m="400", limit_m="700")
    assert response.redirect_chain == [(f"/shoes/{ghost.pk}/", 302)]
    assert "km of 700" in text(response)
    ghost.refresh_from_db()
    assert (ghost.inspect_m, ghost.limit_m) == (400_000, 700_000)


def test_a_check(send, ghost):
    assert "A wear check is due" in text(send("shoe_unretire"))
    page = text(send("shoe_check_new", on="2026-11-22", worn=["one_side"], note="left more"))
    check = ShoeCheck.objects.get()
    assert (check.shoe, check.on, check.worn, check.note) == (ghost, TODAY, ["one_side"], "left more")
    assert "Last one clean" in page
    assert "The next look is due at 701 km." in page
    assert "A wear check is due" not in page


def test_a_check_that_found_wear(send):
    page = text(send("shoe_check_new", on="2026-11-22", worn=["heel", "upper"]))
    assert "Last one found wear" in page
    assert "at 541 km, you ticked: Heel leans or is soft; Upper torn." in page


def test_comfort(send, ghost):
    page = text(send("shoe_comfort_new", on="2026-11-22", score="8"))
    assert ComfortRating.objects.get().score == 8
    assert "8 of 10" in page


@pytest.mark.parametrize(
    ("name", "data"), [("shoe_check_new", {"on": "2026-11-22"}), ("shoe_comfort_new", {"on": "2026-11-22", "score": "8"})]
)
def test_a_form_sent_twice_makes_one_record(send, name, data):
    for _ in range(2):
        send(name, **data)
    assert ShoeCheck.objects.count() + ComfortRating.objects.count() == 1


def test_a_retired_pair_leaves_the_pickers_and_keeps_its_history(ann, ann_client, send, ghost):
    run = make_run(ann, shoe=ghost)
    page = text(send("shoe_retire", on="2026-11-20"))
    ghost.refresh_from_db()
    assert ghost.retired_on == date(2026, 11, 20)
    assert "Retired on 20 Nov 2026." in page
    assert reverse("run_detail", args=[run.pk]) in page
    assert "Ghost" not in text(ann_client.get("/walks/new/")).split('id="main"')[1]
    page = text(send("shoe_unretire"))
    ghost.refresh_from_db()
    assert ghost.retired_on is None
    assert "Ghost is in use again." in page


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("shoe_limits", {"inspect_m": "", "limit_m": "70"}, "Choose a limit from 150 to 1,600 km."),
        ("shoe_limits", {"inspect_m": "801", "limit_m": ""}, "The check comes before the limit of 800 km."),
        ("shoe_check_new", {"on": "2026-11-23"}, "That day has not come yet."),
        ("shoe_comfort_new", {"on": "2026-11-22", "score": "3.5"}, "“3.5” is not on the scale."),
        ("shoe_retire", {"on": "never"}, "“never” is not a date."),
    ],
)
def test_what_is_refused_is_told_on_the_page_and_not_stored(send, ghost, name, data, words):
    response = send(name, **data)
    assert response.status_code == 200
    assert response.redirect_chain == []
    page = text(response)
    assert words in page
    assert page.count("Not saved yet") == 1
    ghost.refresh_from_db()
    assert (ghost.limit_m, ghost.inspect_m, ghost.retired_on) == (None, None, None)
    assert not ShoeCheck.objects.exists()
    assert not ComfortRating.objects.exists()
