"""What is not granted leaves no trace: whatever an athlete logs of it, a coach's pages, chart data and files stay the same to the byte."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from injuries.guidance.assessing import keep_true
from injuries.guidance.models import Flag, FlagEvent
from injuries.symptoms.models import SignCheck
from runlog.people import access
from runlog.people.access import Sight
from runlog.people.grants import Grant
from runlog.people.models import User
from runlog.training.models import Run, Shoe
from tests.injuries.coaching.pages import all_pages
from tests.support import rows
from tests.support.cast import make_user
from tests.support.clock import NOW
from tests.support.sharing import ALL, link

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("clock")]
MARK = "planted-words"
LAST = rows.DAY


@pytest.fixture
def run(ann: User) -> Run:
    """Ann's runs of two weeks, of which this is the latest; the pair is past its limit."""
    shoe = rows.make_shoe(ann, km=900)
    rows.make_runs(ann, last=LAST - timedelta(days=1), count=14, shoe=shoe)
    return rows.make_run(ann, shoe=shoe, warm_up_state="skipped")


def log_pain(ann: User, run: Run) -> None:
    """Everything that the grant of pain shows: enough for flags of every level, the highest included."""
    for ago in range(20):
        rows.make_pain(ann, on=LAST - timedelta(days=ago), score=8 - ago % 3)
    rows.make_pain(ann, score=9, run=run, moment_of_day="during_run")
    rows.make_sign_check(ann, fever="yes", saddle_numbness="yes")
    rows.make_leg_report(ann, both_legs=True)
    rows.make_home_care(ann)
    rows.make_appointment(ann, on=LAST + timedelta(days=3))
    rows.make_run(ann, on=LAST - timedelta(days=2), at="19:00", km=None, limited_by_back="not_started")
    answers = {"limited_by_back": "stopped", "slumped": True, "low_energy": True, "tightness_quads": 9}
    Run.objects.filter(pk=run.pk).update(**answers)


def write_notes(ann: User, run: Run) -> None:
    """A text of the athlete's own on everything that takes one."""
    Run.objects.filter(pk=run.pk).update(note=MARK, source_kind="gpx", source_name=MARK)
    Shoe.objects.filter(athlete=ann).update(note=MARK)
    Shoe.objects.get(athlete=ann).checks.create(on=LAST, position=0, worn=[], note=MARK)
    rows.make_walk(ann, on="2026-09-01", note=MARK)
    rows.make_strength(ann, on="2026-09-01", note=MARK)
    rows.make_pain(ann, on="2026-09-01", score=0, note=MARK)
    rows.make_home_care(ann, on="2026-09-01", note=MARK)
    rows.make_leg_report(ann, on="2026-09-01", resolved_on=LAST, resolved_how="ticked_by_mistake", resolved_reason=MARK)
    rows.make_appointment(ann, on="2026-09-01", advice=MARK, questions=[MARK], goals=MARK, medicines=MARK)


def seen(client: Client, ann: User) -> dict[str, bytes]:
    """What a coach's pages say once the log is assessed."""
    keep_true(ann, NOW)
    return all_pages(client, ann)


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    return [address for address in before if before[address] != after[address]]


def test_without_the_pain_nothing_of_it_shows(ann: User, carl: User, carl_client: Client, run: Run) -> None:
    link(ann, carl, Grant.TRAINING, Grant.NOTES)
    other = make_user("Bob")
    link(other, carl, *ALL)
    rows.make_flag(other, rule="silent_episode", level="notice", element="pain")
    seen(carl_client, ann)
    # Marked as looked at, so that what rises since would show.
    before = seen(carl_client, ann)
    log_pain(ann, run)
    after = seen(carl_client, ann)
    assert Flag.objects.of(ann).open().filter(level="emergency").exists()
    assert differing(before, after) == []


def test_without_notes_no_word_of_them_shows_nor_can_be_searched_for(ann: User, carl: User, carl_client: Client, run: Run) -> None:
    link(ann, carl, Grant.TRAINING, Grant.PAIN)
    log_pain(ann, run)
    write_notes(ann, run)
    pages = seen(carl_client, ann)
    assert [address for address, page in pages.items() if MARK.encode() in page] == []
    assert b"Nothing that is shared with you fits this" in pages[f"/athletes/{ann.pk}/diary/?q=planted"]


def test_with_notes_they_show_on_what_is_shared(ann: User, carl: User, carl_client: Client, run: Run) -> None:
    link(ann, carl, *ALL)
    write_notes(ann, run)
    pages = seen(carl_client, ann)
    shown = [address.removeprefix(f"/athletes/{ann.pk}/") for address, page in pages.items() if MARK.encode() in page]
    assert shown == ["shoes/", "diary/", "diary/?q=planted", "diary/?kind=pain", "diary/?kind=run", "print/", f"runs/{run.pk}/"]


@pytest.mark.parametrize("grants", [(Grant.NOTES,), ()])
def test_notes_alone_show_nothing(grants: tuple[Grant, ...], ann: User, carl: User, carl_client: Client, run: Run) -> None:
    link(ann, carl, *grants)
    before = seen(carl_client, ann)
    log_pain(ann, run)
    write_notes(ann, run)
    assert differing(before, seen(carl_client, ann)) == []


def test_without_the_training_nothing_of_runs_shows_but_what_flags_say(ann: User, carl: User, carl_client: Client, run: Run) -> None:
    link(ann, carl, Grant.PAIN)
    log_pain(ann, run)
    before = seen(carl_client, ann)
    more = {"effort": 9, "kind": "race", "surface": "track", "average_heart_rate": 181, "cadence": 177, "ascent_m": 444}
    Run.objects.filter(pk=run.pk).update(**more)
    rows.make_walk(ann, on="2026-09-02", minutes=123)
    rows.make_strength(ann, on="2026-09-02", minutes=77)
    after = seen(carl_client, ann)
    assert differing(before, after) == []


def test_without_the_training_a_missed_session_tells_of_no_shoe_nor_can_it_be_searched_for(
    ann: User, carl: User, carl_client: Client
) -> None:
    link(ann, carl, Grant.PAIN, Grant.NOTES)
    missed = rows.make_run(ann, km=None, limited_by_back="not_started", note="Too stiff.")
    before = seen(carl_client, ann)
    assert b"Missed session" in before[f"/athletes/{ann.pk}/diary/"]
    Run.objects.filter(pk=missed.pk).update(shoe=rows.make_shoe(ann, name=MARK), kind="race", warm_up_state="skipped")
    assert differing(before, seen(carl_client, ann)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"fever": "yes"}, {"night_sweats": "yes"}),
        ({"saddle_numbness": "yes"}, {"chest_pain": "yes"}),
        ({"bladder_change": "not_sure"}, {"lump": "yes"}),
    ],
)
def test_which_signs_were_ticked_nobody_sees(
    one: dict[str, str], other: dict[str, str], ann: User, carl: User, carl_client: Client, run: Run
) -> None:
    """Of a check its level and its day, with every grant there is."""
    link(ann, carl, *ALL)
    check = rows.make_sign_check(ann, **one)
    before = seen(carl_client, ann)
    assert b"Warning signs answered on 21" in before["/athletes/"]
    SignCheck.objects.filter(pk=check.pk).update(answers=other)
    assert differing(before, seen(carl_client, ann)) == []


@pytest.mark.parametrize("planted", ["sight", "cut", "search"])
def test_planted_leak_is_found(planted: str, ann: User, carl: User, carl_client: Client, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    if planted == "sight":
        monkeypatch.setattr(Sight, "pain", property(lambda sight: True))
        found: Callable[..., Any] = test_without_the_pain_nothing_of_it_shows
    elif planted == "cut":
        monkeypatch.setattr(Run, "FIELDS_SHOWN_BY", {})
        found = test_without_notes_no_word_of_them_shows_nor_can_be_searched_for
    else:
        monkeypatch.setattr("injuries.overview.diary.Section.searched", lambda section, sight: section.texts)
        found = test_without_notes_no_word_of_them_shows_nor_can_be_searched_for
    with pytest.raises((AssertionError, KeyError)):
        found(ann, carl, carl_client, run)


def test_the_athlete_sees_the_same_as_the_coach(ann: User, carl: User, ann_client: Client, carl_client: Client, run: Run) -> None:
    """What "See what my coach sees" shows is what the coach gets, but for the coach's own notes; looking at it is no look."""
    made = link(ann, carl, Grant.TRAINING)
    rows.make_pain(ann, score=3)
    keep_true(ann, NOW)
    for page in ("", "back/", "shoes/", "diary/", "print/", f"runs/{run.pk}/"):
        theirs, own = carl_client.get(f"/athletes/{ann.pk}/{page}"), ann_client.get(f"/coaches/{made.pk}/seen/{page}")
        assert own.status_code == theirs.status_code
        if own.status_code == 200:
            assert sorted(said(own) - said(theirs)) == ["Carl", "This is what Carl sees of your log, but for their own notes."]
            assert page == "" or said(theirs) - said(own) == {"My athletes"}
    assert not ann.looks.filter(viewer=ann).exists()


def said(answer: Any) -> set[str]:
    """Return the texts of the main part of a page."""
    main = answer.content.decode().partition('<main id="main">')[2].partition("</main>")[0]
    return {" ".join(text.split()) for text in re.split(r"<[^>]*>", main)} - {""}


def test_no_page_speaks_to_the_coach_as_if_they_were_the_athlete(ann: User, carl: User, carl_client: Client, run: Run) -> None:
    """The flags' sentences say "your back" to the athlete; none of them stands on a coach's page."""
    link(ann, carl, *ALL)
    log_pain(ann, run)
    pages = {address: page.decode() for address, page in seen(carl_client, ann).items()}
    sentences = FlagEvent.objects.filter(flag__athlete=ann).values_list("sentence", flat=True)
    begun = {sentence.partition("{")[0].strip() for sentence in sentences if "our " in sentence.partition("{")[0]}
    assert begun
    assert [(address, words) for address, page in pages.items() for words in begun if words in page] == []


def test_the_door_cuts_what_it_gives(ann: User, carl: User, run: Run) -> None:
    sight = access.sight_of(link(ann, carl, Grant.TRAINING), NOW)
    Run.objects.filter(pk=run.pk).update(note=MARK, slumped=True)
    (given, *_others) = access.cut(access.rows(Run, sight).filter(pk=run.pk), sight)
    assert (given.note, given.slumped) == (None, None)
    assert given.distance_m == run.distance_m
    (own, *_others) = access.cut(access.rows(Run, access.own_sight(ann, NOW)).filter(pk=run.pk), access.own_sight(ann, NOW))
    assert (own.note, own.slumped) == (MARK, True)
