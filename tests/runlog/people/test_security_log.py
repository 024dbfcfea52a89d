"""The security log: what is kept of whom, for how long, and that it never holds what was typed."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.conf import LazySettings
from django.core import mail
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from runlog.core import jobs
from runlog.people.leaving_actions import delete_person
from runlog.people.models import SecurityEvent, User
from runlog.people.origins import NOWHERE, Origin, network_of, origin_of
from runlog.people.security_actions import note, purge
from tests.runlog.people.conftest import PASSWORD, sign_up
from tests.runlog.people.test_invitations import SHARE_TRAINING, invite
from tests.runlog.people.test_second_factor import CODES, SECRET, STEP, log_in, now_code, turn_on
from tests.support.clock import NOW
from tests.support.queries import QueryCount

What = SecurityEvent.What
FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0"
PAGE = "/account/security/"


def events(user: User) -> list[str]:
    """Return what was noted, in order."""
    return list(SecurityEvent.objects.filter(user=user).order_by("pk").values_list("what", flat=True))


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved on."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def phone(db: None) -> Client:
    """A phone somewhere."""
    return Client(headers={"User-Agent": FIREFOX}, REMOTE_ADDR="203.0.113.77")


def test_signing_up_in_and_out(newcomer: User, visitor: Client) -> None:
    visitor.post("/account/logout/")
    log_in(visitor, newcomer)
    assert events(newcomer) == ["signed_up", "in", "out", "in_password"]


def test_failures_of_a_day_are_one_line(newcomer: User, phone: Client) -> None:
    for _ in range(3):
        log_in(phone, newcomer, "not the password")
    found = SecurityEvent.objects.get(user=newcomer, what="failed")
    assert (found.count, found.network, found.browser) == (3, "203.0.113.0/24", FIREFOX)


def test_days_of_failures_are_the_persons_own(ann: User) -> None:
    late = NOW.replace(hour=22, minute=59)
    for at in (late, late + timedelta(minutes=2)):
        note(ann, What.FAILED, origin=NOWHERE, now=at)
    assert SecurityEvent.objects.filter(user=ann).count() == 2


def test_unknown_address_leaves_no_trace(newcomer: User, phone: Client) -> None:
    phone.post("/account/login/", {"login": "my-password@typed.here", "password": "x"})
    assert not SecurityEvent.objects.filter(what="failed").exists()


@pytest.mark.django_db(transaction=True)
def test_failures_at_once_are_all_counted(ann: User) -> None:
    barrier = Barrier(4)

    def fail() -> None:
        barrier.wait()
        note(ann, What.FAILED, origin=NOWHERE, now=timezone.now())
        connection.close()

    threads = [Thread(target=fail) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert SecurityEvent.objects.get(user=ann).count == 4


@pytest.mark.django_db(transaction=True)
def test_second_factor_and_log_ins_with_it(newcomer: User, visitor: Client, clock: time_machine.Traveller) -> None:
    secret = turn_on(visitor, clock)
    code = SECRET.findall(visitor.get(CODES).content.decode())[0]
    for given in ("000000", now_code(secret)):
        other = Client()
        log_in(other, newcomer)
        other.post(STEP, {"code": given})
    other = Client()
    log_in(other, newcomer)
    other.post(STEP, {"code": code})
    visitor.post("/account/2fa/recovery-codes/generate/")
    visitor.post("/account/2fa/totp/deactivate/")
    seen = events(newcomer)[2:]
    assert sorted(seen[:2]) == ["app", "codes"]
    assert seen[2:] == ["failed", "in_code", "in_recovery", "codes", "app_off"]
    kept = str(list(SecurityEvent.objects.values_list()))
    assert secret not in kept
    assert code not in kept


def test_password_address_and_sessions(newcomer: User, visitor: Client) -> None:
    new = "eleven slow snails"
    visitor.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    visitor.post("/account/sessions/end/")
    visitor.post("/account/reauthenticate/", {"password": new})
    visitor.post("/account/email/", {"email": "nora@example.org", "action_add": "1"})
    assert events(newcomer)[2:] == ["password", "ended", "email"]
    kept = str(list(SecurityEvent.objects.values_list()))
    assert all(secret not in kept for secret in (PASSWORD, new, "nora"))


@pytest.mark.usefixtures("mail_server")
def test_address_that_has_to_be_confirmed(visitor: Client) -> None:
    sign_up(visitor, "nell@example.org")
    visitor.post(next(word for word in mail.outbox[-1].body.split() if "confirm-email" in word))
    newcomer = User.objects.get()
    visitor.post("/account/reauthenticate/", {"password": PASSWORD})
    visitor.post("/account/email/", {"email": "nora@example.org", "action_add": "1"})
    assert events(newcomer)[-1] == "email_asked"
    visitor.post(next(word for word in mail.outbox[-1].body.split() if "confirm-email" in word))
    assert events(newcomer)[-1] == "email"


def test_password_by_a_link(newcomer: User, phone: Client) -> None:
    phone.post("/account/password/reset/", {"email": newcomer.email})
    way = next(word for word in mail.outbox[-1].body.split() if "/password/reset/key/" in word)
    form = phone.get(way, follow=True).redirect_chain[-1][0]
    phone.post(form, {"password1": "eleven slow snails", "password2": "eleven slow snails"})
    assert events(newcomer)[-1] == "reset"


def test_invitations(newcomer: User, visitor: Client) -> None:
    invite(visitor, "/coaches/invite/", "carl@example.org", **SHARE_TRAINING)
    assert events(newcomer)[-1:] == ["invited"]


def test_page(newcomer: User, visitor: Client, phone: Client, query_count: QueryCount) -> None:
    log_in(phone, newcomer)
    for _ in range(2):
        log_in(Client(), newcomer, "wrong")
    with query_count(6):
        page = visitor.get(PAGE).content.decode()
    for part in (
        "Logged in with the password",
        "Firefox on Android, from the network 203.0.113.0/24",
        "2 times, this was the last",
        "180 days",
    ):
        assert part in page
    assert "203.0.113.77" not in page


def test_page_is_ones_own(ann: User, eve_client: Client) -> None:
    note(ann, What.INVITED, origin=NOWHERE, now=timezone.now())
    assert "Nothing yet" in eve_client.get(PAGE).content.decode()


def test_pages_of_a_long_log(ann: User, ann_client: Client, query_count: QueryCount) -> None:
    for minute in range(120):
        note(ann, What.LOGGED_IN, origin=NOWHERE, now=NOW - timedelta(minutes=minute))
    with query_count(6):
        assert ann_client.get(PAGE).content.decode().count("<li><div>") == 50
    assert ann_client.get(f"{PAGE}?page=3").content.decode().count("<li><div>") == 20
    assert ann_client.get(f"{PAGE}?page=x").status_code == 200


def test_moments_are_in_the_readers_zone(ann: User, ann_client: Client) -> None:
    note(ann, What.LOGGED_IN, origin=NOWHERE, now=NOW.replace(hour=23, minute=30))
    page = ann_client.get(PAGE).content.decode()
    assert ">00:30</time>" in page
    assert "Monday 23 November 2026" in page


def test_old_events_go(ann: User) -> None:
    for days in (179, 181):
        note(ann, What.LOGGED_IN, origin=NOWHERE, now=NOW - timedelta(days=days))
    purge(NOW)
    assert SecurityEvent.objects.get().at == NOW - timedelta(days=179)
    assert "runlog.people.security_actions.purge" in jobs.periodic()


def test_log_goes_with_the_account(newcomer: User) -> None:
    delete_person(newcomer)
    assert not SecurityEvent.objects.exists()


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2::7", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", ""),
        ("unknown", ""),
        ("203.0.113.77, 10.0.0.1", ""),
    ],
)
def test_network_of_an_address(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize("forwarded", ["198.51.100.9", "6.6.6.6, 198.51.100.9"])
def test_network_behind_a_proxy(newcomer: User, settings: LazySettings, forwarded: str) -> None:
    """What the proxy has added counts, not what the visitor says before it."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    log_in(Client(headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="127.0.0.1"), newcomer)
    assert SecurityEvent.objects.filter(user=newcomer).latest("pk").network == "198.51.100.0/24"


def test_proxy_that_names_nobody(rf: RequestFactory, settings: LazySettings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert origin_of(rf.get("/", REMOTE_ADDR="", headers={"User-Agent": "x\x1b[2J" + "y" * 300})) == Origin("x[2J" + "y" * 196, "")


def test_without_a_proxy_nobody_says_where_they_are(newcomer: User) -> None:
    log_in(Client(headers={"X-Forwarded-For": "6.6.6.6"}, REMOTE_ADDR="203.0.113.77"), newcomer)
    assert SecurityEvent.objects.filter(user=newcomer).latest("pk").network == "203.0.113.0/24"
