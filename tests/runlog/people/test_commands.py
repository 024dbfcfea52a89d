"""The commands `make_admin` and `delete_person`."""

from contextlib import ExitStack
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client

from runlog.people.models import User
from runlog.training.models import Run, Shoe
from tests.runlog.people.conftest import PASSWORD
from tests.support.cast import make_user

STDIN = "sys.stdin"


def make_admin(email: str, password: str | None = PASSWORD) -> str:
    out = StringIO()
    with patch(STDIN, StringIO(f"{password}\n")):
        call_command("make_admin", email, password_stdin=password is not None, stdout=out)
    return out.getvalue()


def test_first_administrator(visitor: Client, mail_server: None) -> None:
    assert "nell@example.org has an account now" in make_admin("Nell@Example.org")
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.is_curator) == (True, True, False)
    assert (user.consented_at, user.welcomed_at) == (None, None), "nobody can consent for others"
    visitor.post("/account/login/", {"login": "nell@example.org", "password": PASSWORD})
    assert visitor.get("/admin/").status_code == 200, "the operator has vouched for the address"


def test_raising_somebody(ann: User) -> None:
    assert "it is an administrator's now, its password stays" in make_admin("ANN@example.org", None)
    ann.refresh_from_db()
    assert (ann.is_staff, ann.is_superuser) == (True, True)
    assert ann.check_password("a pair of old shoes")


def test_raising_somebody_keeps_the_password_even_if_one_is_given(ann: User) -> None:
    make_admin("ann@example.org")
    ann.refresh_from_db()
    assert ann.check_password("a pair of old shoes")
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [
        ("nell", PASSWORD, "nell is no e-mail address."),
        ("nell@example.org", "short", "too short"),
        ("nell@example.org", "nell@example.org", "too similar"),
        ("nell@example.org", "", "too short"),
        ("nell@example.org", None, "give it with --password-stdin"),
    ],
)
def test_what_make_admin_refuses(db: None, email: str, password: str | None, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        make_admin(email, password)
    assert not User.objects.exists()


def test_demo_people_are_never_administrators(db: None) -> None:
    make_user("runner", is_demo=True)
    with pytest.raises(CommandError, match="belongs to the demo"):
        make_admin("runner@example.org")
    assert not User.objects.get().is_staff


def asked(*typed: str) -> ExitStack:
    """A terminal at which this is typed when a password is asked for."""
    stack, command = ExitStack(), "runlog.people.management.commands.make_admin"
    stack.enter_context(patch(f"{command}.getpass", side_effect=typed))
    stack.enter_context(patch(f"{command}.sys.stdin.isatty", return_value=True, create=True))
    return stack


def test_password_is_asked_for(db: None) -> None:
    with asked(PASSWORD, PASSWORD):
        call_command("make_admin", "nell@example.org", stdout=StringIO())
    assert User.objects.get().check_password(PASSWORD)


def test_password_is_asked_for_twice(db: None) -> None:
    with asked(PASSWORD, "something else"), pytest.raises(CommandError, match="differ"):
        call_command("make_admin", "nell@example.org", stdout=StringIO())
    assert not User.objects.exists()


def log_something(user: User) -> None:
    """Leave a run in a shoe, which by itself cannot be deleted any more."""
    shoe = Shoe.objects.create(athlete=user, log_id="s1", name="Pegasus")
    moment = datetime(2026, 5, 3, 7, 0, tzinfo=UTC)
    Run.objects.create(athlete=user, log_id="r1", shoe=shoe, distance_m=Decimal(8200), **Run.moment_fields(moment))


def test_delete_person(newcomer: User, visitor: Client, eve: User) -> None:
    log_something(newcomer)
    log_something(eve)
    call_command("delete_person", "NELL@example.org", yes=True, stdout=StringIO())
    assert list(User.objects.all()) == [eve]
    assert [row.athlete for row in (*Run.objects.all(), *Shoe.objects.all())] == [eve, eve]
    assert not EmailAddress.objects.exists()
    assert not UserSession.objects.exists()
    assert not Session.objects.exists()
    assert visitor.get("/settings/").status_code == 302


@pytest.mark.parametrize("typed", ["ann@example.org", "Ann@example.org "])
def test_delete_person_asks(ann: User, typed: str) -> None:
    with patch("builtins.input", return_value=typed):
        call_command("delete_person", "ann@example.org", stdout=StringIO())
    assert not User.objects.exists()


@pytest.mark.parametrize("typed", ["yes", "", "eve@example.org"])
def test_delete_person_takes_no_other_answer(ann: User, typed: str) -> None:
    with patch("builtins.input", return_value=typed), pytest.raises(CommandError, match="nothing was deleted"):
        call_command("delete_person", "ann@example.org", stdout=StringIO())
    assert User.objects.exists()


def test_delete_person_of_nobody(db: None) -> None:
    with pytest.raises(CommandError, match=r"Nobody here has the e-mail address no@example.org\."):
        call_command("delete_person", "no@example.org", yes=True)
