"""What a coach writes is private, kept once, refused in plain words with what was typed, and touches no log."""

from datetime import date

import pytest
from django.test import Client

from injuries.coaching.models import CoachNote
from runlog.core.day_words import write_day
from runlog.people.models import User
from tests.support.clock import FAR_FROM_UTC, NOW, Clock
from tests.support.sharing import ALL, link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def note(client: Client, athlete: User, **typed: str):
    page = client.get(f"/athletes/{athlete.pk}/")
    return client.post(f"/athletes/{athlete.pk}/notes/", {"id": page.context["note_form"].initial["id"], "revisit_on": "", **typed})


def test_sent_twice_it_is_one_note(ann: User, carl: User, carl_client: Client) -> None:
    link(ann, carl, *ALL)
    form_id = carl_client.get(f"/athletes/{ann.pk}/").context["note_form"].initial["id"]
    for _ in range(2):
        answer = carl_client.post(f"/athletes/{ann.pk}/notes/", {"id": form_id, "text": "Ring Ann.", "revisit_on": "2026-11-30"})
        assert answer.status_code == 302
    assert [each.text for each in CoachNote.objects.all()] == ["Ring Ann."]


@pytest.mark.parametrize(("zone", "at", "on"), FAR_FROM_UTC)
def test_it_is_dated_on_the_coachs_own_clocks(
    ann: User, carl: User, carl_client: Client, clock: Clock, zone: str, at: str, on: date
) -> None:
    User.objects.filter(pk=carl.pk).update(time_zone=zone)
    link(ann, carl, *ALL)
    clock(at)
    assert note(carl_client, ann, text="Ring Ann.").status_code == 302
    assert (
        f'<small class="text-body-secondary">{write_day(on, "j M Y")}</small>' in carl_client.get(f"/athletes/{ann.pk}/").content.decode()
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "x" * 100_000}, "This is too long: 100000 characters, 10000 fit."),
        ({"text": ""}, "This is needed."),
        ({"text": "Ring.", "revisit_on": "2026-11-21"}, "That day is past."),
        ({"text": "Ring.", "revisit_on": "soon"}, "“soon” is not a date."),
        ({"text": "Ring\x00"}, "This holds a character that cannot be kept."),
    ],
)
def test_what_is_refused_is_said_and_kept(typed: dict[str, str], said: str, ann: User, carl: User, carl_client: Client) -> None:
    link(ann, carl, *ALL)
    answer = note(carl_client, ann, **typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert typed["text"].strip("\x00") in page
    # Seen at once, above what the page shows of the log, and once.
    assert page.index(said) < page.index("The five elements")
    assert page.count('id="own-notes"') == 1
    assert not CoachNote.objects.exists()


def test_nobody_else_sees_it_the_athlete_least_of_all(
    ann: User, carl: User, dora: User, ann_client: Client, carl_client: Client, log_in
) -> None:
    made = link(ann, carl, *ALL)
    link(ann, dora, *ALL)
    note(carl_client, ann, text="planted-words", revisit_on="2026-11-30")
    assert "planted-words" in carl_client.get(f"/athletes/{ann.pk}/").content.decode()
    for client, page in (
        *((ann_client, f"/coaches/{made.pk}/seen/{part}") for part in ("", "diary/", "print/")),
        *((ann_client, address) for address in ("/coaches/", f"/coaches/{made.pk}/", "/access/", "/diary/?q=planted")),
        *((log_in(dora), f"/athletes/{ann.pk}/{part}") for part in ("", "print/")),
        (log_in(dora), "/athletes/"),
        (carl_client, f"/athletes/{ann.pk}/print/"),
    ):
        answer = client.get(page)
        assert answer.status_code == 200
        assert "planted-words" not in answer.content.decode()


def test_it_is_deleted_for_good_by_its_coach_only(ann: User, carl: User, dora: User, carl_client: Client, log_in) -> None:
    link(ann, carl, *ALL)
    link(ann, dora, *ALL)
    note(carl_client, ann, text="Ring.")
    address = f"/athletes/{ann.pk}/notes/{CoachNote.objects.get().pk}/delete/"
    assert log_in(dora).post(address).status_code == 404
    assert carl_client.post(address).status_code == 302
    assert not CoachNote.objects.exists()


def test_after_the_end_nothing_is_taken_and_the_form_of_another_is_not_there(
    ann: User, carl: User, dora: User, carl_client: Client, log_in
) -> None:
    made = link(ann, carl, *ALL)
    link(ann, dora, *ALL)
    form_id = carl_client.get(f"/athletes/{ann.pk}/").context["note_form"].initial["id"]
    stolen = {"id": form_id, "text": "Ring.", "revisit_on": ""}
    assert log_in(dora).post(f"/athletes/{ann.pk}/notes/", stolen).status_code == 404
    made.ended_at = NOW
    made.save()
    assert carl_client.post(f"/athletes/{ann.pk}/notes/", stolen).status_code == 404
    assert not CoachNote.objects.exists()


def test_a_coach_leaves_by_themselves(ann: User, carl: User, carl_client: Client) -> None:
    link(ann, carl, *ALL)
    assert carl_client.post(f"/athletes/{ann.pk}/leave/").status_code == 302
    assert carl_client.get(f"/athletes/{ann.pk}/").status_code == 404
