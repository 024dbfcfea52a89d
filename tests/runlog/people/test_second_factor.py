"""The second step at log-in: an app with codes, recovery codes, who is asked for it, and the way back in for who has lost it."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import LazySettings
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from runlog.people.grants import Grant
from runlog.people.models import SecurityEvent, User
from runlog.people.second_factors import has_second_factor
from tests.house.addresses import make_passkey
from tests.runlog.people.conftest import PASSWORD
from tests.support.cast import PASSWORD as CAST_PASSWORD
from tests.support.clock import NOW
from tests.support.sharing import link

pytestmark = pytest.mark.once
OVERVIEW = "/account/2fa/"
APP = "/account/2fa/totp/activate/"
CODES = "/account/2fa/recovery-codes/"
STEP = "/account/2fa/authenticate/"
NEEDED = "/account/2fa/needed/"
SECRET = re.compile(r'<code class="secret">([^<]+)</code>')


def code_of(secret: str, at: float) -> str:
    """Return the code that an app shows at a moment."""
    return format_hotp_value(hotp_value(secret, int(at) // 30))


def log_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post("/account/login/", {"login": user.email, "password": password})


def prove(client: Client, password: str = PASSWORD) -> None:
    """Give the password again, as the pages ask for before anything is changed."""
    assert client.post("/account/reauthenticate/", {"password": password, "next": OVERVIEW}).status_code == 302


def turn_on(client: Client, clock: time_machine.Traveller, password: str = PASSWORD) -> str:
    """Turn the app on; return its secret. The clock goes on to the next code."""
    prove(client, password)
    secret = SECRET.findall(client.get(APP).content.decode())[0]
    answer = client.post(APP, {"code": code_of(secret, datetime.now().timestamp())})  # noqa: DTZ005
    assert answer.headers["Location"] == CODES, answer.content.decode()
    clock.shift(30)
    return secret


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved on."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def other(db: None) -> Client:
    """Another browser."""
    return Client()


def now_code(secret: str) -> str:
    return code_of(secret, datetime.now().timestamp())  # noqa: DTZ005


def is_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_app_is_turned_on_and_asked_for(newcomer: User, visitor: Client, other: Client, clock: time_machine.Traveller) -> None:
    secret = turn_on(visitor, clock)
    assert "its codes are asked for" in mail.outbox[-1].body
    assert log_in(other, newcomer).headers["Location"] == STEP
    assert not is_in(other)
    assert other.post(STEP, {"code": now_code(secret)}).status_code == 302
    assert is_in(other)


def test_without_a_mail_server_an_unconfirmed_address_is_no_hindrance(
    newcomer: User, visitor: Client, clock: time_machine.Traveller
) -> None:
    assert not newcomer.emailaddress_set.get().verified
    turn_on(visitor, clock)
    assert has_second_factor(newcomer)


def test_address_can_be_changed_with_a_second_factor(
    newcomer: User, visitor: Client, clock: time_machine.Traveller, settings: LazySettings
) -> None:
    turn_on(visitor, clock)
    for has_mail_server in (True, False):
        settings.HAS_MAIL_SERVER = has_mail_server
        sent = visitor.post("/account/email/", {"email": f"nell{has_mail_server}@example.org", "action_add": "1"})
        assert sent.status_code == 302, sent.content.decode()
    newcomer.refresh_from_db()
    assert newcomer.email == "nellfalse@example.org"


def test_nothing_is_changed_without_the_password(newcomer: User, visitor: Client) -> None:
    for page in (APP, "/account/2fa/webauthn/add/", "/account/2fa/recovery-codes/generate/"):
        for answer in (visitor.get(page), visitor.post(page, {"code": "123456"})):
            assert answer.headers["Location"].startswith("/account/reauthenticate/"), page


@pytest.mark.parametrize("code", ["", "000000", "abc", "1" * 5000, "\x00", "１２３４５６"])
def test_wrong_code_is_said_and_changes_nothing(newcomer: User, visitor: Client, clock: time_machine.Traveller, code: str) -> None:
    prove(visitor)
    secret = SECRET.findall(visitor.get(APP).content.decode())[0]
    page = visitor.post(APP, {"code": code}).content.decode()
    assert 'class="errors"' in page
    assert SECRET.findall(page) == [secret], "what the app has read still holds"
    assert not has_second_factor(newcomer)


def test_code_works_once(newcomer: User, visitor: Client, other: Client, clock: time_machine.Traveller) -> None:
    secret = turn_on(visitor, clock)
    log_in(other, newcomer)
    other.post(STEP, {"code": now_code(secret)})
    third = Client()
    log_in(third, newcomer)
    assert "not the right code" in third.post(STEP, {"code": now_code(secret)}).content.decode()
    assert not is_in(third)


def test_old_code_does_not_work(newcomer: User, visitor: Client, other: Client, clock: time_machine.Traveller) -> None:
    secret = turn_on(visitor, clock)
    code = now_code(secret)
    clock.shift(30)
    log_in(other, newcomer)
    other.post(STEP, {"code": code})
    assert not is_in(other)


def test_codes_cannot_be_guessed(newcomer: User, visitor: Client, other: Client, clock: time_machine.Traveller) -> None:
    secret = turn_on(visitor, clock)
    log_in(other, newcomer)
    for number in range(5):
        other.post(STEP, {"code": f"00000{number}"})
    assert "Too many tries" in other.post(STEP, {"code": now_code(secret)}).content.decode()
    assert not is_in(other)


def test_recovery_code_stands_in_once(newcomer: User, visitor: Client, other: Client, clock: time_machine.Traveller) -> None:
    turn_on(visitor, clock)
    codes = SECRET.findall(visitor.get(CODES).content.decode())
    assert len(set(codes)) == 10
    log_in(other, newcomer)
    other.post(STEP, {"code": codes[3]})
    assert is_in(other)
    assert "9 codes are left" in visitor.get(OVERVIEW).content.decode()
    third = Client()
    log_in(third, newcomer)
    third.post(STEP, {"code": codes[3]})
    assert not is_in(third)


def test_recovery_codes_as_a_file(newcomer: User, visitor: Client, clock: time_machine.Traveller) -> None:
    turn_on(visitor, clock)
    file = visitor.get(f"{CODES}download/")
    assert file.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert file.headers["Cache-Control"] == "private, no-store"
    assert file.content.decode().split() == SECRET.findall(visitor.get(CODES).content.decode())


def test_new_recovery_codes_end_the_old(newcomer: User, visitor: Client, clock: time_machine.Traveller) -> None:
    turn_on(visitor, clock)
    old = SECRET.findall(visitor.get(CODES).content.decode())
    visitor.post(f"{CODES}generate/")
    assert not set(old) & set(SECRET.findall(visitor.get(CODES).content.decode()))


def test_form_sent_twice_is_one_app(newcomer: User, visitor: Client, clock: time_machine.Traveller) -> None:
    secret = turn_on(visitor, clock)
    assert visitor.post(APP, {"code": now_code(secret)}).headers["Location"] == OVERVIEW
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_first_factor_ends_other_sessions(newcomer: User, visitor: Client, other: Client, clock: time_machine.Traveller) -> None:
    log_in(other, newcomer)
    turn_on(visitor, clock)
    assert is_in(visitor)
    assert not is_in(other)


def test_app_is_turned_off(newcomer: User, visitor: Client, other: Client, clock: time_machine.Traveller) -> None:
    turn_on(visitor, clock)
    assert visitor.post("/account/2fa/totp/deactivate/").headers["Location"] == OVERVIEW
    assert not Authenticator.objects.exists(), "the recovery codes go with it"
    assert log_in(other, newcomer).headers["Location"] != STEP


def test_reset_password_does_not_go_round_the_second_step(
    newcomer: User, visitor: Client, other: Client, clock: time_machine.Traveller
) -> None:
    turn_on(visitor, clock)
    other.post("/account/password/reset/", {"email": newcomer.email})
    way = next(word for word in mail.outbox[-1].body.split() if "/password/reset/key/" in word)
    form = other.get(way, follow=True)
    other.post(form.redirect_chain[-1][0], {"password1": "eleven slow snails", "password2": "eleven slow snails"})
    assert not is_in(other)
    assert log_in(other, newcomer, "eleven slow snails").headers["Location"] == STEP


def test_passkey_of_somebody_else_is_not_there(ann: User, eve: User, clock: time_machine.Traveller) -> None:
    client = Client()
    log_in(client, eve, CAST_PASSWORD)
    prove(client, CAST_PASSWORD)
    keys = f"/account/2fa/webauthn/keys/{make_passkey(ann).pk}"
    for page in (f"{keys}/edit/", f"{keys}/remove/"):
        assert client.get(page).status_code == client.post(page, {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.get().data["name"] == "Phone"


@pytest.mark.django_db
def test_demo_people_have_none(log_in: Callable[[User], Client]) -> None:
    """Whoever turned one on would lock everybody else at this machine out of the demo."""
    runner = User.objects.create_user("runner@demo.invalid", None, is_demo=True)
    client = log_in(runner)
    assert client.get(APP).status_code == client.get("/account/2fa/webauthn/add/").status_code == 404
    assert "Set up an app" not in client.get(OVERVIEW).content.decode()


# Who is asked for it ---------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(settings: LazySettings) -> None:
    """An installation that asks all three for a second factor."""
    settings.SECOND_FACTOR_FOR = frozenset({"coaches", "curators", "administrators"})


def test_coach_meets_athletes_with_a_second_factor_alone(asked: None, ann: User, carl: User, carl_client: Client) -> None:
    assert carl_client.get("/athletes/").status_code == 200, "who coaches nobody sees nobody"
    link(ann, carl, Grant.PAIN)
    pages = ("/athletes/", f"/athletes/{ann.pk}/", "/athletes/csv/", "/athletes/state/", f"/athletes/{ann.pk}/print/")
    for page in pages:
        assert carl_client.get(page).headers["Location"] == NEEDED, page
    assert carl_client.post(f"/athletes/{ann.pk}/notes/", {"text": "x"}).headers["Location"] == NEEDED
    make_passkey(carl)
    assert all(carl_client.get(page).status_code == 200 for page in pages)


def test_curator_and_administrator_are_asked(asked: None, uma_client: Client, log_in: Callable[[User], Client], dora: User) -> None:
    assert uma_client.get("/desk/").headers["Location"] == NEEDED
    assert uma_client.get("/desk/thresholds/early_pain/").headers["Location"] == NEEDED
    dora.is_staff = dora.is_superuser = True
    dora.save()
    for page in ("/desk/", "/admin/", "/admin/people/user/"):
        assert log_in(dora).get(page).headers["Location"] == NEEDED, page


def test_only_who_is_named_is_asked(settings: LazySettings, ann: User, carl: User, carl_client: Client, uma_client: Client) -> None:
    link(ann, carl, Grant.PAIN)
    settings.SECOND_FACTOR_FOR = frozenset({"curators"})
    assert carl_client.get("/athletes/").status_code == 200
    assert uma_client.get("/desk/").status_code == 302
    settings.SECOND_FACTOR_FOR = frozenset()
    assert uma_client.get("/desk/").status_code == 200


def test_desk_is_not_there_for_strangers_all_the_same(asked: None, eve_client: Client) -> None:
    assert eve_client.get("/desk/").status_code == eve_client.get("/admin/login/").status_code == 404


@pytest.mark.parametrize(
    "page", ["/", "/warning-signs/", "/checks/new/", "/legs/new/", "/runs/new/", "/flags/", "/check-in/", "/settings/"]
)
def test_own_log_never_waits(asked: None, ann: User, carl: User, carl_client: Client, page: str) -> None:
    link(ann, carl, Grant.PAIN)
    assert carl_client.get(page).status_code == 200


def test_page_that_asks(asked: None, ann: User, carl: User, carl_client: Client) -> None:
    link(ann, carl, Grant.PAIN)
    page = carl_client.get(NEEDED).content.decode()
    assert f'href="{OVERVIEW}"' in page
    assert "Your own log stays open" in page
    make_passkey(carl)
    assert carl_client.get(NEEDED).headers["Location"] == "/"


def test_setting_costs_two_queries_where_it_asks_alone(
    asked: None, settings: LazySettings, ann: User, carl: User, carl_client: Client
) -> None:
    link(ann, carl, Grant.PAIN)
    make_passkey(carl)

    def cost(page: str) -> int:
        carl_client.get(page)
        with CaptureQueriesContext(connection) as captured:
            carl_client.get(page)
        return len(captured)

    with_it = {page: cost(page) for page in ("/athletes/", "/runs/")}
    settings.SECOND_FACTOR_FOR = frozenset()
    without = {page: cost(page) for page in ("/athletes/", "/runs/")}
    assert with_it == {"/athletes/": without["/athletes/"] + 2, "/runs/": without["/runs/"]}


# The way back in -------------------------------------------------------------------------------------------------------


def test_operator_takes_it_away(newcomer: User, visitor: Client, other: Client, clock: time_machine.Traveller) -> None:
    turn_on(visitor, clock)
    out = StringIO()
    call_command("reset_second_factor", newcomer.email.upper(), stdout=out)
    assert "logs in with the password alone" in out.getvalue()
    assert not is_in(visitor), "the lost device is logged out"
    log_in(other, newcomer)
    assert is_in(other)
    assert SecurityEvent.objects.filter(user=newcomer, what="step_off").count() == 1
    with pytest.raises(CommandError, match="has no second step"):
        call_command("reset_second_factor", newcomer.email)


@pytest.mark.django_db
def test_operator_names_nobody() -> None:
    with pytest.raises(CommandError, match="Nobody here"):
        call_command("reset_second_factor", "nobody@example.org")
