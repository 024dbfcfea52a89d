"""The pages of a pair, as a browser asks for them."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from runlog.core.models import Trashed
from runlog.core.pages import new_form_id
from runlog.training.models import ComfortRating, Run, Shoe, ShoeCheck, Walk
from tests.support.rows import make_run, make_runs, make_shoe, make_walk

pytestmark = pytest.mark.once
NEW = {"name": "Ghost", "state": "used", "start_distance_m": "795"}
PAGES = ("shoe_detail", "shoe_edit", "shoe_delete", "shoe_runs")
DEEDS = ("shoe_limits", "shoe_check_new", "shoe_comfort_new", "shoe_retire", "shoe_unretire", "shoe_move")


@pytest.fixture
def ghost(ann, clock):
    return make_shoe(ann, name="Ghost", km=541)


def text(response):
    """The page's words, with plain spaces between them."""
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def url(name, shoe):
    return reverse(name, args=[shoe.pk])


def test_adding_a_pair(ann, ann_client, clock):
    opened = ann_client.get("/shoes/new/")
    response = ann_client.post("/shoes/new/", NEW | {"id": opened.context["form"]["id"].value()})
    shoe = Shoe.objects.get()
    assert (shoe.athlete, shoe.name, shoe.start_distance_m, shoe.limit_m) == (ann, "Ghost", 795_000, None)
    assert response.status_code == 302
    assert response["Location"] == url("shoe_detail", shoe)
    page = text(ann_client.get(response["Location"]))
    assert "795.0 <small>km of 800" in page
    assert "Ghost is saved." in page


def test_a_form_sent_twice_makes_one_pair(ann, ann_client, clock):
    sent = NEW | {"id": new_form_id(ann, "shoe")}
    for _ in range(2):
        assert ann_client.post("/shoes/new/", sent).status_code == 302
    assert Shoe.objects.get().edited_at is None


@pytest.mark.parametrize("made_for", ["eve", "nobody"])
def test_an_id_that_was_not_made_for_her_is_not_found(ann_client, eve, made_for):
    form_id = new_form_id(eve, "shoe") if made_for == "eve" else "shoe-1"
    assert ann_client.post("/shoes/new/", NEW | {"id": form_id}).status_code == 404
    assert ann_client.post("/shoes/new/", NEW).status_code == 404
    assert not Shoe.objects.exists()


def test_what_is_refused_is_told_and_kept_and_not_stored(ann, ann_client, clock):
    response = ann_client.post("/shoes/new/", {"id": new_form_id(ann, "shoe"), "name": "Ghost", "state": "used", "start_distance_m": "far"})
    assert response.status_code == 200
    page = text(response)
    assert "Not saved yet" in page
    assert "“far” is not a number" in page
    assert 'value="far"' in page
    assert 'value="Ghost"' in page
    assert not Shoe.objects.exists()


def test_changing_a_pair(ann_client, ghost):
    response = ann_client.post(url("shoe_edit", ghost), {"name": "Spirit", "state": "unknown"})
    assert response["Location"] == url("shoe_detail", ghost)
    ghost.refresh_from_db()
    assert (ghost.name, ghost.start_distance_m) == ("Spirit", None)
    assert ghost.edited_at


@pytest.mark.parametrize("name", [*PAGES, *DEEDS])
def test_other_peoples_pairs_are_not_found(eve_client, ghost, name):
    assert eve_client.get(url(name, ghost)).status_code == 404
    assert eve_client.post(url(name, ghost), NEW | {"on": "2026-11-22", "to": "none", "score": "3"}).status_code in (404, 405)
    ghost.refresh_from_db()
    assert (ghost.name, ghost.retired_on, ghost.limit_m) == ("Ghost", None, None)
    assert not ShoeCheck.objects.exists()
    assert not ComfortRating.objects.exists()


@pytest.mark.parametrize("name", [*PAGES, *DEEDS])
def test_what_is_not_there_is_not_found(ann_client, name):
    assert ann_client.get(reverse(name, args=[4711])).status_code == 404


@pytest.mark.parametrize("name", ["shoe_list", "shoe_new", *PAGES, *DEEDS])
def test_every_page_asks_for_a_log_in(client, ghost, name):
    address = url(name, ghost) if name in (*PAGES, *DEEDS) else reverse(name)
    for response in (client.get(address), client.post(address)):
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["shoe_list", "shoe_new", *PAGES])
def test_no_cache_keeps_a_page(ann_client, ghost, name):
    response = ann_client.get(url(name, ghost) if name in PAGES else reverse(name))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", DEEDS)
def test_asking_for_a_deed_changes_nothing_and_leads_to_its_page(ann_client, ghost, name):
    response = ann_client.get(url(name, ghost))
    assert response["Location"] == url("shoe_delete" if name == "shoe_move" else "shoe_detail", ghost)
    assert not ShoeCheck.objects.exists()


def test_the_empty_list_says_what_to_add_first(ann_client):
    assert "No shoes yet" in text(ann_client.get("/shoes/"))


def test_the_list_has_bars_and_retired_pairs_apart(ann, ann_client, ghost):
    make_shoe(ann, name="Pegasus", km=812, limit_m=700_000)
    make_shoe(ann, name="Speedgoat", km=100, retired_on="2026-11-01")
    page = text(ann_client.get("/shoes/"))
    in_use, retired = page.split('id="retired"')
    assert "541 of 800 km" in in_use
    assert "812 of 700 km" in in_use
    assert "112 km past its limit" in in_use
    assert "A wear check is due" in in_use
    assert "Speedgoat" in retired
    assert "Speedgoat" not in in_use


def test_the_page_of_a_pair_shows_the_sum_and_its_parts(ann, ann_client, ghost):
    make_run(ann, shoe=ghost, km="8.2")
    make_run(ann, shoe=ghost, km=None)
    make_walk(ann, shoe=ghost, distance_m=Decimal(1300))
    page = text(ann_client.get(url("shoe_detail", ghost)))
    assert "550.5 <small>km of 800" in page
    assert "1 run or walk has no distance" in page
    for part in ("541.0 km", "8.2 km", "1.3 km"):
        assert part in page
    # 249.5 km are left at 9.5 km in 28 days: 736 days
    assert "it reaches 800 km about <b>27 Nov 2028</b>" in page


def test_a_start_that_is_not_known_is_not_zero(ann, ann_client, clock):
    shoe = make_shoe(ann, km=None)
    page = text(ann_client.get(url("shoe_detail", shoe)))
    assert "not known" in page
    assert "the real distance may be higher" in page
    assert 'class="big mb-0">– <small>' in page
    assert "not known, of 800 km" in text(ann_client.get("/shoes/"))
    make_run(ann, shoe=shoe, km="8.2")
    assert "<small>at least</small> 8.2 <small>km of 800" in text(ann_client.get(url("shoe_detail", shoe)))
    assert "at least 8 of 800 km" in text(ann_client.get("/shoes/"))


def test_pages_speak_the_units_of_the_reader(ann, ann_client, ghost):
    ann.units = "mi"
    ann.save()
    page = text(ann_client.get(url("shoe_detail", ghost)))
    assert "336.2 <small>mi of 497" in page
    assert " km" not in page


@pytest.mark.parametrize("count", [3, 300])
def test_pages_take_a_fixed_number_of_statements(ann, ann_client, ghost, query_count, count):
    for name in ("B", "C"):
        make_runs(ann, count=count, shoe=make_shoe(ann, name=name))
    make_runs(ann, count=count, shoe=ghost)
    ann_client.get("/shoes/")  # brings the assessment up to date
    own = 4  # session, user, warnings
    for address, number in (("/shoes/", 1), (url("shoe_detail", ghost), 4), (url("shoe_runs", ghost), 3), ("/shoes/new/", 0)):
        with query_count(own + number):
            assert ann_client.get(address).status_code == 200


def test_the_page_of_a_pair_leads_to_all_its_runs(ann, ann_client, ghost):
    address = f"/runs/?shoe={ghost.pk}"
    make_walk(ann, shoe=ghost)
    assert address not in text(ann_client.get(url("shoe_detail", ghost)))
    make_run(ann, shoe=ghost, km=7)
    make_run(ann, km=9)
    assert f'href="{address}">All runs in this pair</a>' in text(ann_client.get(url("shoe_detail", ghost)))
    page = text(ann_client.get(address))
    assert "7.0 km" in page
    assert "9.0 km" not in page


def test_runs_and_walks_in_a_pair(ann, ann_client, ghost):
    run = make_run(ann, shoe=ghost, km=None)
    walk = make_walk(ann, shoe=ghost, distance_m=Decimal(1300))
    page = text(ann_client.get(url("shoe_runs", ghost)))
    assert reverse("run_detail", args=[run.pk]) in page
    assert reverse("walk_detail", args=[walk.pk]) in page
    page = text(ann_client.get(url("shoe_runs", ghost) + "?without=distance"))
    assert reverse("run_detail", args=[run.pk]) in page
    assert reverse("walk_detail", args=[walk.pk]) not in page


def test_deleting_asks_once_and_can_be_undone(ann_client, ghost):
    ShoeCheck.objects.create(shoe=ghost, on=date(2026, 10, 3), position=0, worn=["heel"])
    assert "Delete Ghost?" in text(ann_client.get(url("shoe_delete", ghost)))
    assert Shoe.objects.exists()
    response = ann_client.post(url("shoe_delete", ghost), follow=True)
    assert response.redirect_chain == [("/shoes/", 302)]
    assert not Shoe.objects.exists()
    undo = reverse("trash_undo", args=[Trashed.objects.get().pk])
    assert f'action="{undo}"' in text(response)
    ann_client.post(undo)
    assert Shoe.objects.get().checks.get().worn == ["heel"]


def test_a_pair_with_runs_stays_and_the_page_says_the_two_ways_out(ann, ann_client, ghost):
    other = make_shoe(ann, name="Pegasus")
    make_shoe(ann, name="Old", retired_on="2026-11-01")
    make_run(ann, shoe=ghost)
    make_walk(ann, shoe=ghost)
    for response in (ann_client.get(url("shoe_delete", ghost)), ann_client.post(url("shoe_delete", ghost))):
        page = text(response)
        assert response.status_code == 200
        assert "Ghost cannot be deleted" in page
        assert "2 runs and walks were done in it" in page
        assert "Retire the pair" in page
        assert "Move them" in page
        assert "Old" not in page
    assert Shoe.objects.filter(pk=ghost.pk).exists()
    response = ann_client.post(url("shoe_move", ghost), {"to": str(other.pk)}, follow=True)
    assert "2 records were moved." in text(response)
    assert "Delete Ghost?" in text(response)
    assert {Run.objects.get().shoe, Walk.objects.get().shoe} == {other}
    ann_client.post(url("shoe_delete", ghost))
    assert not Shoe.objects.filter(pk=ghost.pk).exists()


@pytest.mark.parametrize("wrong", ["", "own", "foreign", "retired"])
def test_runs_move_only_to_an_own_pair_in_use(ann, eve, ann_client, ghost, wrong):
    run = make_run(ann, shoe=ghost)
    pairs = {"own": ghost, "foreign": make_shoe(eve), "retired": make_shoe(ann, retired_on="2026-11-01")}
    response = ann_client.post(url("shoe_move", ghost), {"to": str(pairs[wrong].pk) if wrong else ""})
    assert response.status_code == 200
    assert "own pairs" in text(response) or "Choose one of the answers" in text(response)
    run.refresh_from_db()
    assert run.shoe == ghost
