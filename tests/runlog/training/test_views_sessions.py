"""The pages of walks and strength sessions."""

from decimal import Decimal

import pytest
from django.urls import reverse

from runlog.core.models import Trashed
from runlog.core.pages import new_form_id
from runlog.training.models import StrengthSession, Walk
from tests.support.rows import make_shoe, make_strength, make_walk

pytestmark = pytest.mark.once
MODELS = {"walk": Walk, "strength": StrengthSession}
MAKE = {"walk": make_walk, "strength": make_strength}
SENT = {
    "walk": {"started_at": "2026-11-22T07:40", "minutes": "30"},
    "strength": {"local_on": "2026-11-22", "minutes": "30", "focus": ["core", "legs"]},
}
BAD = {"walk": {"distance_m": "ten"}, "strength": {"local_on": "2026-11-23"}}
KINDS = pytest.mark.parametrize("name", ["walk", "strength"])
OF_ONE = pytest.mark.parametrize("role", ["detail", "edit", "delete"])


def text(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


@KINDS
def test_logging_one(ann, ann_client, clock, name):
    opened = ann_client.get(reverse(f"{name}_new"))
    response = ann_client.post(reverse(f"{name}_new"), SENT[name] | {"id": opened.context["form"]["id"].value()}, follow=True)
    row = MODELS[name].objects.get()
    assert (row.athlete, row.minutes) == (ann, 30)
    assert response.redirect_chain == [(reverse(f"{name}_detail", args=[row.pk]), 302)]
    assert "is saved." in text(response)
    assert "30 min" in text(response)


@KINDS
def test_a_form_sent_twice_makes_one(ann, ann_client, clock, name):
    sent = SENT[name] | {"id": new_form_id(ann, name)}
    for _time in range(2):
        assert ann_client.post(reverse(f"{name}_new"), sent).status_code == 302
    assert MODELS[name].objects.get().minutes == 30


@KINDS
def test_an_id_made_for_somebody_else_is_not_found(ann_client, eve, clock, name):
    sent = SENT[name] | {"id": new_form_id(eve, name)}
    assert ann_client.post(reverse(f"{name}_new"), sent).status_code == 404
    assert not MODELS[name].objects.exists()


@KINDS
def test_what_is_refused_is_told_and_kept_and_not_stored(ann, ann_client, clock, name):
    sent = SENT[name] | {"id": new_form_id(ann, name), "note": "still here"} | BAD[name]
    response = ann_client.post(reverse(f"{name}_new"), sent)
    page = text(response)
    assert response.status_code == 200
    assert "Not saved yet" in page
    assert "still here" in page
    assert sent["id"] in page
    assert not MODELS[name].objects.exists()


@KINDS
def test_changing_one(ann, ann_client, clock, name):
    row = MAKE[name](ann)
    response = ann_client.post(reverse(f"{name}_edit", args=[row.pk]), SENT[name] | {"minutes": "45", "note": "x"})
    assert response["Location"] == reverse(f"{name}_detail", args=[row.pk])
    row.refresh_from_db()
    assert (row.minutes, row.note) == (45, "x")
    assert row.edited_at
    refused = ann_client.post(reverse(f"{name}_edit", args=[row.pk]), SENT[name] | {"minutes": "0"})
    assert "Not saved yet" in text(refused)
    row.refresh_from_db()
    assert row.minutes == 45


@KINDS
def test_deleting_asks_once_and_can_be_undone(ann, ann_client, clock, name):
    row = MAKE[name](ann, note="mine")
    assert "You can bring it back" in text(ann_client.get(reverse(f"{name}_delete", args=[row.pk])))
    assert MODELS[name].objects.exists()
    response = ann_client.post(reverse(f"{name}_delete", args=[row.pk]), follow=True)
    assert response.redirect_chain == [(reverse(f"{name}_list"), 302)]
    assert not MODELS[name].objects.exists()
    undo = reverse("trash_undo", args=[Trashed.objects.get().pk])
    assert f'action="{undo}"' in text(response)
    ann_client.post(undo)
    assert MODELS[name].objects.get().note == "mine"


@KINDS
@OF_ONE
def test_other_peoples_are_not_found(ann, eve_client, name, role):
    row = MAKE[name](ann, note="mine")
    address = reverse(f"{name}_{role}", args=[row.pk])
    assert eve_client.get(address).status_code == 404
    assert eve_client.post(address, SENT[name]).status_code in (404, 405)
    assert MODELS[name].objects.get().note == "mine"


@KINDS
@pytest.mark.parametrize("role", ["list", "new", "detail", "edit", "delete"])
def test_every_page_asks_for_a_log_in_and_stays_out_of_caches(ann, client, ann_client, name, role):
    args = [MAKE[name](ann).pk] if role in ("detail", "edit", "delete") else []
    address = reverse(f"{name}_{role}", args=args)
    assert client.get(address)["Location"].startswith(reverse("account_login"))
    response = ann_client.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


@KINDS
def test_a_list_is_empty_with_a_hint_then_newest_first_and_ones_own(ann, eve, ann_client, name):
    assert "yet" in text(ann_client.get(reverse(f"{name}_list")))
    for on, minutes in (("2026-11-20", 11), ("2026-11-21", 22), ("2026-11-19", 33)):
        MAKE[name](ann, on=on, minutes=minutes)
    MAKE[name](eve, minutes=44)
    page = text(ann_client.get(reverse(f"{name}_list")))
    assert page.index("22 min") < page.index("11 min") < page.index("33 min")
    assert "44 min" not in page


@KINDS
@pytest.mark.parametrize("count", [3, 300])
def test_a_list_takes_a_fixed_number_of_statements(ann, ann_client, query_count, name, count):
    shoe = {"shoe": make_shoe(ann)} if name == "walk" else {}
    for _ in range(count):
        MAKE[name](ann, **shoe)
    ann_client.get(reverse(f"{name}_list"))  # brings the assessment up to date
    with query_count(6):  # session, user, warnings, the count, the page
        assert ann_client.get(reverse(f"{name}_list")).status_code == 200


def test_what_was_not_recorded_is_said_so(ann, ann_client):
    page = text(ann_client.get(reverse("walk_detail", args=[make_walk(ann).pk])))
    assert page.count("not recorded") == 3
    page = text(ann_client.get(reverse("strength_detail", args=[make_strength(ann).pk])))
    assert page.count("not recorded") == 1


def test_a_walk_shows_its_facts_in_the_readers_units(ann, ann_client):
    ann.units = "mi"
    ann.save()
    walk = make_walk(ann, shoe=make_shoe(ann, name="Ghost"), distance_m=Decimal("3218.688"), upright=False, note="<b>up</b>\nand down")
    page = text(ann_client.get(reverse("walk_detail", args=[walk.pk])))
    for words in ("2.0 mi", "Ghost", "<dd>No</dd>", "&lt;b&gt;up&lt;/b&gt;<br>and down"):
        assert words in page


def test_a_session_shows_what_it_worked_on(ann, ann_client):
    page = text(ann_client.get(reverse("strength_detail", args=[make_strength(ann, focus=["legs", "full_body"]).pk])))
    assert "Legs, full body" in page
