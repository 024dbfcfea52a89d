"""Deleting one's account: who can ask, the day of grace, taking it back, and that the deletion survives what may come between."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from django.core import mail
from django.core.cache import cache
from django.db import OperationalError
from django.http import Http404
from django.test import Client
from django.urls import reverse

from injuries.guidance.assessing import keep_true
from runlog.core import jobs
from runlog.core.models import Job
from runlog.people import access, actions, leaving_actions
from runlog.people.leaving_actions import GRACE, ask_to_leave, delete_due, delete_person, stay
from runlog.people.mails import names_person
from runlog.people.models import Look, User
from tests.support import import_rows, rows
from tests.support.cast import PASSWORD, make_user
from tests.support.clock import NOW, Clock
from tests.support.jobs import work_off
from tests.support.sharing import ALL, link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGE, KEEP = "/account/delete/", "/account/keep/"
# Ann's clock shows an hour more.
BANNER = "will be deleted on <b>Mon\xa023\xa0Nov, 09:30</b>"


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


@pytest.fixture
def ann(ann: User) -> User:
    EmailAddress.objects.create(user=ann, email=ann.email, primary=True, verified=True)
    return ann


def due_of(user: User) -> Any:
    return User.objects.get(pk=user.pk).deletion_due_at


def send(client: Client, password: str = PASSWORD) -> Any:
    return client.post(PAGE, {"password": password})


def text_of(answer: Any) -> str:
    return answer.content.decode().replace("&nbsp;", "\xa0")


class TestAsking:
    def test_with_the_password_it_is_due_in_a_day(self, ann: User, ann_client: Client) -> None:
        answer = send(ann_client)
        assert (answer.status_code, answer["Location"]) == (302, PAGE)
        assert due_of(ann) == NOW + GRACE == NOW + timedelta(days=1)
        assert not mail.outbox, "without a mail server nobody would get it, and it would lie on the disk"

    @pytest.mark.parametrize(("password", "said"), [("wrong", "This is not your password."), ("", "This is needed.")])
    def test_not_without_it(self, ann: User, ann_client: Client, password: str, said: str) -> None:
        answer = send(ann_client, password)
        assert (answer.status_code, due_of(ann)) == (422, None)
        assert said in text_of(answer)

    def test_wrong_ones_are_counted_as_at_the_log_in(self, ann: User, ann_client: Client) -> None:
        for _ in range(5):
            send(ann_client, "wrong")
        answer = send(ann_client)
        assert (answer.status_code, due_of(ann)) == (422, None)
        assert "Too many tries. Wait a few minutes, then try again." in text_of(answer)
        other = Client().post("/account/login/", {"login": ann.email, "password": PASSWORD})
        assert "Too many tries" in text_of(other), "it is the same count"

    def test_twice_and_in_two_tabs_the_first_counts(self, ann: User, ann_client: Client, clock: Clock, settings: LazySettings) -> None:
        settings.HAS_MAIL_SERVER = True
        send(ann_client)
        clock(NOW + timedelta(hours=3))
        assert send(ann_client).status_code == 200, "the page says that it is under way"
        assert not ask_to_leave(User.objects.get(pk=ann.pk), now=NOW + timedelta(hours=4))
        assert due_of(ann) == NOW + GRACE
        assert len(mail.outbox) == 1

    def test_after_a_log_out_it_is_asked_again(self, ann: User, ann_client: Client) -> None:
        ann_client.logout()
        answer = send(ann_client)
        assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={PAGE}")
        assert due_of(ann) is None

    def test_mail_says_when_and_holds_nothing_of_the_log(self, ann: User, ann_client: Client, settings: LazySettings) -> None:
        settings.HAS_MAIL_SERVER = True
        send(ann_client)
        (sent,) = mail.outbox
        assert (sent.to, sent.subject) == ([ann.email], "Your Runlog account will be deleted")
        assert "will be done on Mon\xa023\xa0Nov, 09:30." in sent.body
        assert "http://testserver/" in sent.body

    def test_without_a_password_one_is_set_first(self, ann: User, log_in: Callable[[User], Client]) -> None:
        ann.set_unusable_password()
        ann.save()
        client = log_in(ann)
        answer = send(client)
        assert (answer.status_code, due_of(ann)) == (200, None)
        assert "You have no password yet" in text_of(answer)
        assert "/account/password/set/" in text_of(answer)

    def test_demo_people_stay(self, log_in: Callable[[User], Client]) -> None:
        runner = make_user("Runner", is_demo=True)
        client = log_in(runner)
        answer = send(client)
        assert (answer.status_code, due_of(runner)) == (200, None)
        assert "They cannot be deleted" in text_of(answer)
        assert PAGE not in text_of(client.get("/settings/"))

    def test_last_administrator_is_told_so_and_may_go(self, ann: User, ann_client: Client) -> None:
        warning = "You are the only administrator here"
        assert warning not in text_of(ann_client.get(PAGE))
        User.objects.filter(pk=ann.pk).update(is_staff=True)
        make_user("Gone", is_staff=True, is_active=False)
        assert warning in text_of(ann_client.get(PAGE))
        make_user("Boss", is_staff=True)
        assert warning not in text_of(ann_client.get(PAGE))
        send(ann_client)
        assert due_of(ann)

    def test_page_is_at_the_end_of_the_settings(self, ann_client: Client) -> None:
        assert f'href="{PAGE}"' in text_of(ann_client.get("/settings/"))
        assert f'href="{PAGE}"' in text_of(ann_client.get("/privacy/"))


class TestGrace:
    def test_every_page_says_when_on_every_device(self, ann: User, ann_client: Client, visitor: Client) -> None:
        pages = ("/", "/settings/", "/shoes/", PAGE, "/warning-signs/", "/coaches/")
        assert not [page for page in pages if KEEP in text_of(ann_client.get(page))]
        send(ann_client)
        visitor.post("/account/login/", {"login": ann.email, "password": PASSWORD})
        for client in (ann_client, visitor):
            assert [page for page in pages if BANNER not in text_of(client.get(page))] == []

    def test_one_click_keeps_the_account_and_a_second_does_no_harm(self, ann: User, ann_client: Client, clock: Clock) -> None:
        send(ann_client)
        for _ in range(2):
            answer = ann_client.post(KEEP)
            assert (answer.status_code, answer["Location"], due_of(ann)) == (302, "/", None)
        page = text_of(ann_client.get("/"))
        assert "You stay: your account and your log are kept." in page
        assert BANNER not in page
        clock(NOW + 2 * GRACE)
        delete_due()
        assert due_of(ann) is None

    def test_an_emergency_still_comes_first(self, ann: User, ann_client: Client) -> None:
        ask_to_leave(ann, now=NOW)
        rows.make_sign_check(ann, saddle_numbness="yes")
        keep_true(ann, NOW)
        answer = ann_client.get("/")
        assert (answer.status_code, answer["Location"]) == (302, "/emergency/")
        assert "Seek urgent care now" in text_of(ann_client.get("/emergency/"))
        ann_client.post(reverse("emergency_help"))
        page = text_of(ann_client.get("/"))
        assert page.index("l-emergency") < page.index(BANNER)
        assert ann_client.post(KEEP).status_code == 302

    def test_coach_sees_nothing_from_the_moment_it_is_asked(self, ann: User, carl: User) -> None:
        bond = link(ann, carl, *ALL)
        assert access.let_in(carl, ann.pk, Look.What.TODAY, NOW).grants == frozenset(ALL)
        ask_to_leave(ann, now=NOW)
        looks = list(Look.objects.values())
        for door in (
            lambda: access.let_in(carl, ann.pk, Look.What.TODAY, NOW),
            lambda: access.link_to(carl, ann.pk),
            lambda: access.preview(ann, bond.pk, NOW),
        ):
            with pytest.raises(Http404):
                door()
        assert not access.athletes_of([carl])
        assert list(Look.objects.values()) == looks
        before = bond.terms
        stay(ann)
        bond.refresh_from_db()
        assert (bond.terms, bond.ended_at) == (before, None)
        assert access.let_in(carl, ann.pk, Look.What.TODAY, NOW).grants == frozenset(ALL)
        assert access.preview(ann, bond.pk, NOW).is_preview

    def test_roster_leaves_the_athlete_out(self, ann: User, carl: User, eve: User, carl_client: Client) -> None:
        link(ann, carl, *ALL)
        link(eve, carl, *ALL)
        assert "Ann" in text_of(carl_client.get("/athletes/"))
        before = carl_client.get("/athletes/state/").json()
        ask_to_leave(ann, now=NOW)
        page = text_of(carl_client.get("/athletes/"))
        assert ("Ann" in page, "Eve" in page) == (False, True)
        assert "Ann" not in text_of(carl_client.get("/athletes/csv/"))
        assert carl_client.get(f"/athletes/{ann.pk}/").status_code == 404
        assert carl_client.get("/athletes/state/").json() != before, "pages that stand open are told"

    def test_coach_who_leaves_still_sees_whoever_shows_it(self, ann: User, carl: User) -> None:
        link(ann, carl, *ALL)
        ask_to_leave(carl, now=NOW)
        assert access.let_in(carl, ann.pk, Look.What.TODAY, NOW)


class TestDeletion:
    def test_not_a_moment_before_it_is_due(self, ann: User, eve: User, clock: Clock) -> None:
        ask_to_leave(ann, now=NOW)
        clock(NOW + GRACE - timedelta(seconds=1))
        delete_due()
        assert due_of(ann)
        clock(NOW + GRACE)
        delete_due()
        assert list(User.objects.all()) == [eve]

    def test_is_on_the_timetable(self) -> None:
        assert jobs.periodic()["runlog.people.leaving_actions.delete_due"] == 10

    def test_whoever_stayed_in_the_last_moment_stays(self, ann: User) -> None:
        ask_to_leave(ann, now=NOW - GRACE)
        stay(ann)
        assert not delete_person(ann, due_by=NOW)
        assert User.objects.filter(pk=ann.pk).exists()

    def test_done_twice_at_once_it_is_done_once(self, ann: User) -> None:
        again = User.objects.get(pk=ann.pk)
        assert delete_person(ann)
        assert not delete_person(again)

    @pytest.mark.parametrize("error", [OperationalError("database is locked"), KeyboardInterrupt()])
    def test_broken_off_it_is_all_there_and_done_the_next_time(
        self, ann: User, monkeypatch: pytest.MonkeyPatch, error: BaseException
    ) -> None:
        rows.make_run(ann, note="mine")
        ask_to_leave(ann, now=NOW - GRACE)

        def broken(self: User, *_: Any, **__: Any) -> None:
            raise error

        with monkeypatch.context() as patch:
            patch.setattr(User, "delete", broken)
            if isinstance(error, Exception):
                delete_due()
            else:
                with pytest.raises(KeyboardInterrupt):
                    delete_due()
        assert rows.Run.objects.filter(athlete=ann).count() == 1
        delete_due()
        assert not User.objects.exists()

    def test_one_that_fails_holds_up_nobody_and_is_logged_without_a_word(
        self, ann: User, eve: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        ask_to_leave(ann, now=NOW - 2 * GRACE)
        ask_to_leave(eve, now=NOW - GRACE)
        right = leaving_actions._delete

        def fails_for_ann(user: User, sessions: list[str]) -> None:
            if user == ann:
                raise ValueError(f"{ann.email} has 7")
            right(user, sessions)

        monkeypatch.setattr(leaving_actions, "_delete", fails_for_ann)
        with caplog.at_level(logging.ERROR):
            delete_due()
        assert list(User.objects.all()) == [ann]
        assert "could not be deleted" in caplog.text
        assert ann.email not in caplog.text

    def test_goes_on_the_next_time_where_the_time_was_over(self, ann: User, eve: User, monkeypatch: pytest.MonkeyPatch) -> None:
        ask_to_leave(ann, now=NOW - 2 * GRACE)
        ask_to_leave(eve, now=NOW - GRACE)
        monkeypatch.setattr(jobs, "STEP_S", -1)
        delete_due()
        assert User.objects.count() == 2
        monkeypatch.undo()
        delete_due()
        assert not User.objects.exists()

    def test_mail_afterwards_only_where_there_is_a_mail_server(
        self, ann: User, settings: LazySettings, django_capture_on_commit_callbacks: Callable[..., Any]
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            delete_person(make_user("Finn"))
        assert not mail.outbox
        settings.HAS_MAIL_SERVER = True
        with django_capture_on_commit_callbacks(execute=True):
            delete_person(make_user("Runner", is_demo=True))
            delete_person(ann)
        (sent,) = mail.outbox
        assert (sent.to, sent.subject) == (["ann@example.org"], "Your Runlog account is deleted")

    def test_import_under_way_ends_in_silence(self, ann: User, caplog: pytest.LogCaptureFixture) -> None:
        batch = import_rows.make_batch(ann, "reading")
        import_rows.make_file(batch, is_read=False)
        jobs.start("import_reading", owner=ann, parameters={"batch": batch.pk}, now=NOW)
        delete_person(ann)
        work_off()
        assert not caplog.records

    def test_step_at_work_while_its_owner_goes_writes_nothing(self, ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
        def step(job: Any, until: float) -> bool:
            delete_person(User.objects.get(pk=ann.pk))
            actions.change_profile(ann, units="mi")
            return False

        monkeypatch.setattr(jobs, "_steps", {"any": step})
        jobs.start("any", owner=ann, now=NOW)
        assert work_off() == 1, "the step is the last"
        assert not Job.objects.exists()
        assert not User.objects.exists()


class TestRequestsAtThatMoment:
    """A request of somebody that is being answered while they are deleted."""

    SENT = {"units": "mi", "country": "DE", "time_zone": "Europe/Berlin", "theme": "", "back_pain_in_year_before": "", "display_name": "A"}

    def test_before_it_saves_it_gets_a_plain_page(self, ann: User, ann_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        right = actions.change_profile

        def too_late(user: User, **fields: Any) -> None:
            delete_person(User.objects.get(pk=user.pk))
            right(user, **fields)

        monkeypatch.setattr(actions, "change_profile", too_late)
        answer = ann_client.post("/settings/", self.SENT)
        assert answer.status_code == 410
        assert "Your account and your log were deleted just now" in text_of(answer)
        assert ann_client.get("/settings/").status_code == 302

    def test_after_it_has_saved_it_gets_to_the_log_in(self, ann: User, visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        visitor.post("/account/login/", {"login": ann.email, "password": PASSWORD})
        right = actions.change_profile

        def just_in_time(user: User, **fields: Any) -> None:
            right(user, **fields)
            delete_person(User.objects.get(pk=user.pk))

        monkeypatch.setattr(actions, "change_profile", just_in_time)
        answer = visitor.post("/settings/", self.SENT)
        assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/settings/")

    def test_failures_of_others_stay_failures(self, ann: User, ann_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(user: User, **fields: Any) -> None:
            raise ValueError

        monkeypatch.setattr(actions, "change_profile", fail)
        ann_client.raise_request_exception = False
        assert ann_client.post("/settings/", self.SENT).status_code == 500


@pytest.mark.parametrize(
    ("head", "is_named"),
    [
        (b"To: ann@example.org", True),
        (b"To: =?utf-8?q?J=C3=B6?= <ANN@example.org>", True),
        (b"Subject: Ann invites you to Runlog", True),
        (b"Subject: Annika invites you to Runlog", False),
        (b"To: joann@example.org", False),
        (b"To: eve@example.org", False),
    ],
)
def test_mails_that_name_somebody(ann: User, head: bytes, is_named: bool) -> None:
    assert names_person(head + b"\n\nHello.\n", ann) == is_named
