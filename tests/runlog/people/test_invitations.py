"""Inviting and answering: who can accept what, once, and what a form refuses in plain words."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from unittest.mock import patch

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from runlog.core.pages import read_form_id
from runlog.people.coaching_actions import Over, accept, begin, end, purge
from runlog.people.grants import OPEN_END, Grant, Terms
from runlog.people.invitations import made_by
from runlog.people.leaving_actions import delete_person
from runlog.people.models import CoachingLink, ConsentStep, Invitation, User
from tests.support.cast import make_user
from tests.support.clock import NOW, Clock
from tests.support.sharing import ALL, invitation, link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOTHING = {"training": "no", "pain": "no", "notes": "no"}
SHARE_TRAINING = NOTHING | {"training": "open"}
TRAINING, EVERYTHING = Terms(training=OPEN_END), Terms(OPEN_END, OPEN_END, OPEN_END)


def form_id(client: Client, address: str) -> str:
    found = re.search(r'name="id" value="([^"]+)"', client.get(address).content.decode())
    assert found
    return found.group(1)


def invite(client: Client, address: str, email: str, **answers: str):
    return client.post(address, {"id": form_id(client, address), "email": email, **answers})


def sent_link() -> str:
    found = re.search(r"https?://testserver(/invitations/\S+)", mail.outbox[-1].body)
    assert found
    return found.group(1)


class TestCoachInvites:
    def test_nothing_is_seen_until_the_athlete_accepts_and_then_what_they_chose(
        self, ann: User, carl: User, ann_client: Client, carl_client: Client
    ) -> None:
        assert invite(carl_client, "/athletes/invite/", "ANN@example.org").status_code == 302
        assert carl_client.get(f"/athletes/{ann.pk}/").status_code == 404
        address = sent_link()
        assert "Carl would like to coach you" in ann_client.get(address).content.decode()
        assert carl_client.get(f"/athletes/{ann.pk}/").status_code == 404
        assert ann_client.post(address, SHARE_TRAINING).status_code == 302
        made = CoachingLink.objects.get()
        assert (made.coach, made.athlete, made.terms) == (carl, ann, Terms(training=OPEN_END))
        assert [step.what for step in ConsentStep.objects.all()] == ["begun"]
        assert carl_client.get(f"/athletes/{ann.pk}/").status_code == 200
        assert carl_client.get(f"/athletes/{ann.pk}/back/").status_code == 404

    def test_declined_is_over(self, ann: User, ann_client: Client, carl: User) -> None:
        invitation(carl, ann.email, role="athlete")
        assert ann_client.post("/invitations/a-token/", {"decline": "1"}).status_code == 302
        assert ann_client.post("/invitations/a-token/", SHARE_TRAINING).status_code == 404
        assert not CoachingLink.objects.exists()


class TestAthleteInvites:
    def test_what_was_chosen_then_holds_once_the_coach_accepts(
        self, ann: User, carl: User, ann_client: Client, carl_client: Client
    ) -> None:
        answers = {"training": "open", "pain": "until", "pain_until": "2026-12-22", "notes": "no"}
        assert invite(ann_client, "/coaches/invite/", carl.email, **answers).status_code == 302
        assert carl_client.get(f"/athletes/{ann.pk}/").status_code == 404
        carl_client.post(sent_link())
        assert CoachingLink.objects.get().terms == Terms(OPEN_END, date(2026, 12, 22))
        assert "shared until 22\xa0Dec\xa02026" in ann_client.get("/coaches/").content.decode()

    def test_the_mail_says_who_and_nothing_of_a_log(self, ann: User, carl: User, ann_client: Client) -> None:
        ann.display_name = "Ann\r\nBcc: eve@example.org"
        ann.save()
        invite(ann_client, "/coaches/invite/", carl.email, **SHARE_TRAINING)
        sent = mail.outbox[-1]
        assert sent.to == [carl.email]
        assert "\n" not in sent.subject
        assert "pain" not in sent.body.lower()

    def test_sent_twice_it_is_one_invitation_and_one_mail(self, ann_client: Client, carl: User) -> None:
        answers = {"id": form_id(ann_client, "/coaches/invite/"), "email": carl.email, **SHARE_TRAINING}
        for _ in range(2):
            assert ann_client.post("/coaches/invite/", answers).status_code == 302
        assert Invitation.objects.count() == len(mail.outbox) == 1

    def test_a_double_click_while_the_mail_is_on_its_way_sends_one(self, ann: User, ann_client: Client, carl: User) -> None:
        sent = form_id(ann_client, "/coaches/invite/")
        held = made_by(read_form_id(ann, sent), Invitation.For.COACH, carl.email, TRAINING)
        cache.add(f"invitation-{ann.pk}-{held}", True, 60)

        def first_is_through(_seconds: float) -> None:
            invitation(ann, carl.email)
            Invitation.objects.update(form_id=held)
            cache.delete(f"invitation-{ann.pk}-{held}")

        with patch("runlog.people.invitations.sleep", first_is_through):
            assert ann_client.post("/coaches/invite/", {"id": sent, "email": carl.email, **SHARE_TRAINING}).status_code == 302
        assert mail.outbox == []
        assert Invitation.objects.count() == 1

    def test_another_address_on_the_same_page_is_another_invitation(self, ann_client: Client, carl: User) -> None:
        sent = {"id": form_id(ann_client, "/coaches/invite/"), **SHARE_TRAINING}
        for email in ("carl@exmaple.org", carl.email):
            assert ann_client.post("/coaches/invite/", sent | {"email": email}).status_code == 302
        assert [each.to for each in mail.outbox] == [["carl@exmaple.org"], [carl.email]]
        assert Invitation.objects.filter(closed_at=None).count() == 2

    def test_while_nobody_knows_whether_it_went_out_that_is_said(self, ann: User, ann_client: Client, carl: User) -> None:
        sent = {"id": form_id(ann_client, "/coaches/invite/"), "email": carl.email, **SHARE_TRAINING}
        with patch("runlog.people.invitations.cache.add", return_value=False), patch("runlog.people.invitations.WAIT_S", 0):
            answer = ann_client.post("/coaches/invite/", sent)
        assert answer.status_code == 422
        assert "could not be sent just now" in answer.content.decode()

    def test_the_same_page_with_less_closes_what_was_wider(self, ann_client: Client, carl: User, carl_client: Client) -> None:
        sent = {"id": form_id(ann_client, "/coaches/invite/"), "email": carl.email, **SHARE_TRAINING}
        ann_client.post("/coaches/invite/", sent | {"pain": "open"})
        wider = sent_link()
        ann_client.post("/coaches/invite/", sent)
        assert carl_client.get(wider).status_code == 404
        assert Invitation.objects.get(closed_at=None).terms == TRAINING

    def test_one_that_was_taken_back_is_not_said_to_be_sent_again(self, ann_client: Client, carl: User) -> None:
        sent = {"id": form_id(ann_client, "/coaches/invite/"), "email": carl.email, **SHARE_TRAINING}
        ann_client.post("/coaches/invite/", sent)
        Invitation.objects.update(closed_at=NOW)
        answer = ann_client.post("/coaches/invite/", sent)
        assert (answer.status_code, len(mail.outbox)) == (422, 1)
        assert "taken back since" in answer.content.decode()

    def test_a_new_one_to_the_same_address_closes_the_one_before(self, ann: User, carl: User, carl_client: Client) -> None:
        invitation(ann, carl.email, token="first")
        invitation(ann, carl.email, token="second")
        assert carl_client.get("/invitations/first/").status_code == 404
        assert carl_client.get("/invitations/second/").status_code == 200

    def test_a_mail_that_cannot_be_sent_invites_nobody_and_keeps_what_was_typed(self, ann_client: Client, carl: User) -> None:
        with override_settings(EMAIL_BACKEND="tests.runlog.people.test_invitations.NoMail"):
            answer = invite(ann_client, "/coaches/invite/", carl.email, **SHARE_TRAINING)
        assert answer.status_code == 422
        assert "could not be sent" in answer.content.decode()
        assert carl.email in answer.content.decode()
        assert not Invitation.objects.exists()

    @override_settings(EMAIL_BACKEND="tests.runlog.people.test_invitations.NoMail")
    def test_a_mail_that_cannot_be_sent_leaves_the_one_before_as_it_is(
        self, ann: User, ann_client: Client, carl: User, carl_client: Client
    ) -> None:
        invitation(ann, carl.email)
        invite(ann_client, "/coaches/invite/", carl.email, **SHARE_TRAINING)
        assert carl_client.get("/invitations/a-token/").status_code == 200

    @pytest.mark.parametrize("then", ["before the mail", "after the mail"])
    def test_killed_while_it_is_sent_the_same_form_sends_it_again(
        self, then: str, ann_client: Client, carl: User, carl_client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answers = {"id": form_id(ann_client, "/coaches/invite/"), "email": carl.email, **SHARE_TRAINING}
        place = "django.core.mail.EmailMessage.send" if then == "before the mail" else "runlog.people.coaching_actions.invite"
        with monkeypatch.context() as killed:
            killed.setattr(place, kill)
            with pytest.raises(Killed):
                ann_client.post("/coaches/invite/", answers)
        # A process that is gone lets go of nothing: a minute later.
        cache.clear()
        assert not Invitation.objects.exists(), "of an invitation that is there the mail has gone out"
        mails = [sent_link()] if mail.outbox else []
        assert ann_client.post("/coaches/invite/", answers).status_code == 302
        # Whichever of the mails is opened, its link works.
        assert {*mails, sent_link()} == {sent_link()}
        assert carl_client.get(sent_link()).status_code == 200

    @pytest.mark.parametrize(("address", "answers"), [("/coaches/invite/", SHARE_TRAINING), ("/athletes/invite/", {})])
    @pytest.mark.parametrize("has_mail_server", [True, False])
    def test_the_words_say_how_the_link_gets_there(
        self, has_mail_server: bool, address: str, answers: dict[str, str], ann_client: Client, carl: User, settings: LazySettings
    ) -> None:
        settings.HAS_MAIL_SERVER = has_mail_server
        form = ann_client.get(address).content.decode()
        assert ("They get a link by mail" in form, "Send the invitation" in form) == (has_mail_server, has_mail_server)
        assert ("sends no mail" in form, "Make the link" in form) == (not has_mail_server, not has_mail_server)
        invite(ann_client, address, carl.email, **answers)
        page = re.compile(rf"<code[^>]*>http://testserver{sent_link()}</code>")
        first, second = (page.search(ann_client.get("/coaches/").content.decode()) for _ in range(2))
        assert (first is not None, second) == (not has_mail_server, None)

    @override_settings(HAS_MAIL_SERVER=False)
    def test_a_link_that_is_shown_is_said_to_be_shown_once(self, ann_client: Client, carl: User) -> None:
        invite(ann_client, "/coaches/invite/", carl.email, **SHARE_TRAINING)
        assert "It is shown only this once." in ann_client.get("/coaches/").content.decode()


class NoMail:
    def __init__(self, *args: object, **kwargs: object) -> None:
        pass

    def send_messages(self, messages: object) -> int:
        raise OSError("no connection")


class Killed(BaseException):
    """What nothing catches, as nothing catches the end of a process."""


def kill(*_given: object, **_more: object) -> None:
    raise Killed


class TestOver:
    """Used, expired, withdrawn, made up or somebody else's: the same answer, which says nothing of whose it is."""

    def test_all_say_the_same(self, ann: User, carl: User, eve: User, carl_client: Client, eve_client: Client) -> None:
        invitation(ann, carl.email, token="used")
        carl_client.post("/invitations/used/", follow=True)
        invitation(ann, carl.email, token="old", now=timezone.now() - timedelta(days=14))
        withdrawn = invitation(ann, carl.email, token="withdrawn")
        withdrawn.closed_at = timezone.now()
        withdrawn.save()
        said = {
            re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", ask(f"/invitations/{token}/").content.decode())
            for token in ("used", "old", "withdrawn", "made-up")
            for ask in (carl_client.get, carl_client.post)
        }
        assert len(said) == 1
        invitation(ann, carl.email, token="foreign")
        answer = eve_client.post("/invitations/foreign/")
        assert answer.status_code == 404
        assert "Ann" not in answer.content.decode()
        assert carl.email not in answer.content.decode()
        assert CoachingLink.objects.filter(coach=eve).count() == 0

    def test_of_two_answers_at_once_one_counts(self, ann: User, carl: User) -> None:
        made = invitation(ann, carl.email)
        accept(made, by=carl, terms=Terms(), now=NOW)
        with pytest.raises(Over):
            accept(made, by=carl, terms=Terms(), now=NOW)
        assert Invitation.objects.get().closed_at == NOW

    def test_it_works_until_the_last_moment(self, ann: User, carl: User, carl_client: Client) -> None:
        invitation(ann, carl.email, now=timezone.now() - timedelta(days=14) + timedelta(seconds=1))
        assert carl_client.get("/invitations/a-token/").status_code == 200

    def test_one_who_has_left_invites_nobody(self, ann: User, carl: User, carl_client: Client) -> None:
        invitation(ann, carl.email)
        ann.delete()
        assert carl_client.get("/invitations/a-token/").status_code == 404

    def test_the_token_itself_is_not_kept(self, ann: User, carl: User) -> None:
        made = invitation(ann, carl.email, token="the-token-itself")
        assert "the-token-itself" not in str(vars(made))


class TestFollowedByAnotherChoice:
    """What the athlete chose last is what holds: an invitation of theirs from before neither widens it nor brings it back."""

    def over(self, client: Client) -> bool:
        """Whether the invitation works no more: the page says so, and so does the answer."""
        pages = [client.get("/invitations/a-token/"), client.post("/invitations/a-token/")]
        return all(page.status_code == 404 and "chosen anew since" in page.content.decode() for page in pages)

    def test_the_coachs_own_invitation_was_accepted_with_less(
        self, ann: User, carl: User, ann_client: Client, carl_client: Client, clock: Clock
    ) -> None:
        invitation(ann, "CARL@example.org", terms=EVERYTHING)
        clock(NOW + timedelta(days=1))
        invite(carl_client, "/athletes/invite/", ann.email)
        ann_client.post(sent_link(), SHARE_TRAINING)
        clock(NOW + timedelta(days=2))
        assert "waits for an answer" not in ann_client.get("/coaches/").content.decode()
        assert self.over(carl_client)
        assert CoachingLink.objects.get().terms == TRAINING
        assert [step.what for step in ConsentStep.objects.all()] == ["begun"]

    @pytest.mark.parametrize("by", ["the athlete", "the coach"])
    def test_it_was_ended(self, by: str, ann: User, carl: User, ann_client: Client, carl_client: Client, clock: Clock) -> None:
        made = link(ann, carl, *ALL)
        invitation(ann, "CARL@example.org", terms=EVERYTHING)
        clock(NOW + timedelta(days=1))
        if by == "the athlete":
            ann_client.post(f"/coaches/{made.pk}/end/")
        else:
            carl_client.post(f"/athletes/{ann.pk}/leave/")
        assert "waits for an answer" not in ann_client.get("/coaches/").content.decode()
        clock(NOW + timedelta(days=2))
        assert self.over(carl_client)
        assert CoachingLink.objects.get().ended_at == NOW + timedelta(days=1)
        assert [step.what for step in ConsentStep.objects.all()] == ["ended"]

    @pytest.mark.parametrize("before", [ALL, (Grant.TRAINING,)])
    def test_less_was_chosen_or_the_same_again(
        self, before: tuple[Grant, ...], ann: User, carl: User, ann_client: Client, carl_client: Client, clock: Clock
    ) -> None:
        made = link(ann, carl, *before)
        invitation(ann, carl.email, terms=EVERYTHING)
        clock(NOW + timedelta(days=1))
        ann_client.post(f"/coaches/{made.pk}/", SHARE_TRAINING)
        assert self.over(carl_client)
        assert CoachingLink.objects.get().terms == TRAINING

    def test_it_was_sent_to_another_address_that_the_coach_has_now(
        self, ann: User, carl: User, ann_client: Client, carl_client: Client, clock: Clock
    ) -> None:
        made = begin(coach=carl, athlete=ann, terms=EVERYTHING, now=NOW)
        clock(NOW + timedelta(days=1))
        invitation(ann, "carl.at.work@example.org", terms=EVERYTHING)
        clock(NOW + timedelta(days=2))
        ann_client.post(f"/coaches/{made.pk}/end/")
        User.objects.filter(pk=carl.pk).update(email="carl.at.work@example.org")
        assert self.over(carl_client)
        assert CoachingLink.objects.get().ended_at == NOW + timedelta(days=2)

    def test_a_newer_one_works_and_so_do_those_to_others(
        self, ann: User, carl: User, dora: User, carl_client: Client, clock: Clock
    ) -> None:
        made = begin(coach=carl, athlete=ann, terms=EVERYTHING, now=NOW)
        invitation(ann, dora.email, token="to-dora")
        invitation(carl, ann.email, role="athlete", token="to-ann")
        clock(NOW + timedelta(days=1))
        end(made, by=ann, now=timezone.now())
        assert set(Invitation.objects.filter(closed_at=None).values_list("email", flat=True)) == {dora.email, ann.email}
        clock(NOW + timedelta(days=2))
        invitation(ann, carl.email, terms=TRAINING)
        assert carl_client.post("/invitations/a-token/").status_code == 302
        assert (CoachingLink.objects.get().terms, CoachingLink.objects.get().ended_at) == (TRAINING, None)
        assert [step.what for step in ConsentStep.objects.all()] == ["begun", "ended", "begun"]

    def test_whoever_is_asked_chooses_now_however_old_the_question(self, ann: User, carl: User, ann_client: Client, clock: Clock) -> None:
        made = begin(coach=carl, athlete=ann, terms=EVERYTHING, now=NOW)
        invitation(carl, ann.email, role="athlete")
        clock(NOW + timedelta(days=1))
        end(made, by=ann, now=timezone.now())
        assert ann_client.post("/invitations/a-token/", SHARE_TRAINING).status_code == 302
        assert (CoachingLink.objects.get().terms, CoachingLink.objects.get().ended_at) == (TRAINING, None)


@pytest.mark.django_db(transaction=True)
def test_ended_and_accepted_at_once_it_has_ended() -> None:
    ann, carl = make_user("Ann"), make_user("Carl")
    for day in range(10):
        begun, at = NOW + timedelta(days=day), NOW + timedelta(days=day, hours=1)
        made = begin(coach=carl, athlete=ann, terms=TRAINING, now=begun)
        asked = invitation(ann, carl.email, token=f"token{day}", terms=EVERYTHING, now=begun)
        together = Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            ended = pool.submit(at_once, together, lambda made=made, at=at: end(made, by=ann, now=at))
            accepted = pool.submit(at_once, together, lambda asked=asked, at=at: accept(asked, by=carl, terms=EVERYTHING, now=at))
        assert ended.exception() is None
        # Whichever came first.
        assert isinstance(accepted.exception(), Over | None)
        assert CoachingLink.objects.get().ended_at == at


def at_once(together: Barrier, work: Callable[[], object]) -> None:
    """Wait for the other thread, then work; no connection is left behind."""
    together.wait()
    try:
        work()
    finally:
        connection.close()


class TestWords:
    @pytest.mark.parametrize(
        ("answers", "said"),
        [
            ({"email": "ann@example.org"}, "This is your own address"),
            ({"email": "ANN@example.org"}, "This is your own address"),
            ({"email": "no address"}, "Enter an e-mail address"),
            ({"email": ""}, "This is needed: the invitation only works for this address."),
            ({"training": ""}, "Choose one of the answers"),
            ({"training": "until", "training_until": "2026-11-21"}, "That day is past"),
            ({"training": "until", "training_until": ""}, "Enter the last day"),
            ({"training": "until", "training_until": "soon"}, "“soon” is not a date"),
            ({"training": "no", "notes": "open"}, "Notes stand on entries"),
        ],
    )
    def test_what_is_refused_is_said_and_kept(self, ann_client: Client, carl: User, answers: dict[str, str], said: str) -> None:
        typed = {"email": carl.email, **SHARE_TRAINING, **answers}
        answer = ann_client.post("/coaches/invite/", {"id": form_id(ann_client, "/coaches/invite/"), **typed})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert said in page
        assert typed["email"] in page
        assert not Invitation.objects.exists()
        assert not mail.outbox

    def test_a_hundred_a_day_is_the_most(self, ann: User, ann_client: Client, carl: User) -> None:
        for number in range(100):
            invitation(ann, f"coach{number}@example.org", token=f"token{number}")
        answer = invite(ann_client, "/coaches/invite/", carl.email, **SHARE_TRAINING)
        assert answer.status_code == 429
        assert "100 invitations in a day" in answer.content.decode()
        assert carl.email in answer.content.decode(), "what was typed stays"

    def test_a_form_of_somebody_else_is_not_there(self, ann_client: Client, eve_client: Client, carl: User) -> None:
        stolen = form_id(ann_client, "/coaches/invite/")
        assert eve_client.post("/coaches/invite/", {"id": stolen, "email": carl.email, **SHARE_TRAINING}).status_code == 404


class TestKept:
    def test_old_ones_are_thrown_away_and_those_to_somebody_who_leaves(self, ann: User, carl: User) -> None:
        invitation(ann, "coach@example.org", token="old", now=NOW - timedelta(days=45))
        invitation(ann, carl.email, token="to-carl")
        purge(NOW)
        assert [each.email for each in Invitation.objects.all()] == [carl.email]
        delete_person(carl)
        assert not Invitation.objects.exists()


class TestLinks:
    def test_begun_again_it_is_the_same_link_with_what_was_chosen_now(self, ann: User, carl: User, carl_client: Client) -> None:
        ended = link(ann, carl, *ALL, ended_at=NOW)
        invitation(ann, carl.email, terms=Terms(training=OPEN_END))
        carl_client.post("/invitations/a-token/")
        (again,) = CoachingLink.objects.all()
        assert (again, again.ended_at, again.terms) == (ended, None, Terms(training=OPEN_END))
        assert [step.what for step in ConsentStep.objects.all()] == ["begun"]

    def test_accepting_again_changes_what_the_one_link_shows(self, ann: User, carl: User, carl_client: Client) -> None:
        standing = link(ann, carl, *ALL)
        invitation(ann, carl.email, terms=Terms(training=OPEN_END))
        carl_client.post("/invitations/a-token/")
        assert CoachingLink.objects.get() == standing
        assert CoachingLink.objects.get().terms == Terms(training=OPEN_END)

    def test_the_last_day_is_shared_and_the_next_is_not(self, ann: User, carl: User, carl_client: Client, clock: Clock) -> None:
        link(ann, carl, Grant.TRAINING, until=NOW.date())
        page = f"/athletes/{ann.pk}/shoes/"
        assert carl_client.get(page).status_code == 200
        # Ann's calendar, not the coach's: it is still the 22nd in Honolulu when Berlin has the 23rd.
        carl.time_zone = "Pacific/Honolulu"
        carl.save()
        clock("2026-11-22T22:59:00+00:00")
        assert carl_client.get(page).status_code == 200
        clock("2026-11-22T23:00:00+00:00")
        assert carl_client.get(page).status_code == 404
        assert "Nothing is shared now" in carl_client.get(f"/athletes/{ann.pk}/").content.decode()

    def test_ending_is_one_click_at_once_and_twice_the_same(self, ann: User, carl: User, ann_client: Client, carl_client: Client) -> None:
        made = link(ann, carl, *ALL)
        assert carl_client.get(f"/athletes/{ann.pk}/").status_code == 200
        for _ in range(2):
            assert ann_client.post(f"/coaches/{made.pk}/end/").status_code == 302
        for page in ("", "back/", "shoes/", "diary/", "print/"):
            assert carl_client.get(f"/athletes/{ann.pk}/{page}").status_code == 404
        for page in ("/athletes/", "/athletes/csv/"):
            assert "Ann" not in carl_client.get(page).content.decode()
        assert [step.what for step in ConsentStep.objects.all()] == ["ended"]
        assert "Carl" in ann_client.get("/coaches/").content.decode()

    def test_changes_are_kept_with_what_held_from_then_on(self, ann: User, carl: User, ann_client: Client) -> None:
        made = link(ann, carl, Grant.TRAINING)
        answers = SHARE_TRAINING | {"pain": "until", "pain_until": "2026-12-22"}
        for _ in range(2):
            assert ann_client.post(f"/coaches/{made.pk}/", answers).status_code == 302
        (step,) = ConsentStep.objects.all()
        assert (step.what, step.by, step.terms) == ("changed", ann, Terms(OPEN_END, date(2026, 12, 22)))

    @pytest.mark.parametrize("gone", ["ann", "carl"])
    def test_a_deleted_account_takes_the_link_along_and_leaves_the_other_whole(
        self, gone: str, ann: User, carl: User, log_in: Callable[[User], Client]
    ) -> None:
        made = link(ann, carl, *ALL)
        people = {"ann": ann, "carl": carl}
        log_in(carl).get(f"/athletes/{ann.pk}/")
        people.pop(gone).delete()
        (left,) = people.values()
        browser = log_in(left)
        assert not CoachingLink.objects.filter(pk=made.pk).exists()
        for page in ("/coaches/", "/athletes/", "/access/"):
            assert browser.get(page).status_code == 200
        if left == ann:
            assert "somebody whose account is gone" in browser.get("/access/").content.decode()
