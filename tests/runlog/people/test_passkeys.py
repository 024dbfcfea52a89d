"""Passkeys without a browser: added, logged in with, and refused in every way that one can be made up."""

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from runlog.people.models import User
from runlog.people.second_factors import has_second_factor
from tests.runlog.people.conftest import PASSWORD
from tests.runlog.people.test_second_factor import is_in, log_in, prove
from tests.support.passkeys import Device, spoilt

pytestmark = pytest.mark.once
ADD = "/account/2fa/webauthn/add/"
LOG_IN = "/account/2fa/webauthn/login/"
STEP = "/account/2fa/authenticate/"
OPTIONS = re.compile(r'<script id="passkey-options" type="application/json">(.*?)</script>')
MADE_UP = ["", "{}", "[]", "null", "7", '"x"', '{"id": 1}', '{"response": {"userHandle": "AAAA"}}', '{"response": []}', "\x00", "nonsense"]
DEEP = ["[" * 19_000, '{"id": ' + "9" * 5_000 + "}", '{"a":' * 3_000, '{"id": "' + "A" * 50_000 + '"}']


def options_of(page: Any) -> dict[str, Any]:
    """Return what the page lets its script ask the device."""
    found: dict[str, Any] = json.loads(OPTIONS.findall(page.content.decode())[0])
    return found


@pytest.fixture
def device(newcomer: User, visitor: Client) -> Device:
    """A device with a passkey of the newcomer's."""
    device = Device()
    prove(visitor)
    options = options_of(visitor.get(ADD, secure=True))
    selection = options["publicKey"]["authenticatorSelection"]
    assert (selection["residentKey"], selection["userVerification"]) == ("required", "required")
    answer = visitor.post(ADD, {"name": "My phone", "credential": device.create(options)}, secure=True)
    assert answer.headers["Location"] == "/account/2fa/recovery-codes/", answer.content.decode()
    return device


def question(client: Client) -> dict[str, Any]:
    """Return what the log-in page's script is told to ask."""
    found: dict[str, Any] = client.get(LOG_IN, headers={"Accept": "application/json"}, secure=True).json()["request_options"]
    return found


def test_passkey_logs_in_alone(newcomer: User, device: Device) -> None:
    other = Client()
    answer = other.post(LOG_IN, {"credential": device.get(question(other)), "next": "/runs/new/"}, secure=True)
    assert answer.headers["Location"] == "/runs/new/"
    assert is_in(other)


def test_passkey_is_a_second_step_after_the_password(newcomer: User, device: Device) -> None:
    other = Client()
    assert log_in(other, newcomer).headers["Location"] == STEP
    options = options_of(other.get(STEP, secure=True))["publicKey"]
    assert options["userVerification"] == "required"
    assert len(options["allowCredentials"]) == 1
    assert other.post(STEP, {"credential": device.get({"publicKey": options})}, secure=True).status_code == 302
    assert is_in(other)


def test_name_is_shown_and_changed(newcomer: User, visitor: Client, device: Device) -> None:
    assert "My phone" in visitor.get("/account/2fa/").content.decode()
    edit = f"/account/2fa/webauthn/keys/{Authenticator.objects.get(type='webauthn').pk}/edit/"
    for name, part in (("", "This is needed"), ("x" * 61, "too long"), ("a\x00b", "cannot be kept")):
        assert part in visitor.post(edit, {"name": name}).content.decode()
    assert visitor.post(edit, {"name": "My old phone"}).headers["Location"] == "/account/2fa/"
    assert "My old phone" in visitor.get("/account/2fa/").content.decode()


def test_removed_passkey_logs_in_no_more(newcomer: User, visitor: Client, device: Device) -> None:
    remove = f"/account/2fa/webauthn/keys/{Authenticator.objects.get(type='webauthn').pk}/remove/"
    assert "My phone" in visitor.get(remove).content.decode()
    assert visitor.post(remove).headers["Location"] == "/account/2fa/"
    other = Client()
    other.post(LOG_IN, {"credential": device.get(question(other))}, secure=True)
    assert not is_in(other)
    assert not has_second_factor(newcomer)


def test_passkey_without_a_name_is_given_one(newcomer: User, visitor: Client) -> None:
    prove(visitor)
    visitor.post(ADD, {"credential": Device().create(options_of(visitor.get(ADD, secure=True)))}, secure=True)
    assert "Passkey 1" in visitor.get("/account/2fa/").content.decode()


@pytest.mark.parametrize("device", [Device(verifies=False), Device("https://evil.example")], ids=["knows nobody", "another page"])
def test_unfit_device_is_not_taken(newcomer: User, visitor: Client, device: Device) -> None:
    prove(visitor)
    answer = visitor.post(ADD, {"credential": device.create(options_of(visitor.get(ADD, secure=True)))}, secure=True)
    assert "was not taken" in answer.content.decode()
    assert not has_second_factor(newcomer)


@pytest.mark.parametrize("part", ["signature", "authenticatorData", "clientDataJSON", "userHandle"])
def test_spoilt_answer_is_refused(newcomer: User, device: Device, part: str) -> None:
    other = Client()
    credential = spoilt(device.get(question(other)), "response", part)
    assert other.post(LOG_IN, {"credential": credential}, secure=True).headers["Location"] == "/account/login/"
    assert not is_in(other)


def test_answer_works_once_and_for_its_question_alone(newcomer: User, device: Device) -> None:
    other, third = Client(), Client()
    credential = device.get(question(other))
    question(third)
    third.post(LOG_IN, {"credential": credential}, secure=True)
    assert not is_in(third), "asked of somebody else"
    other.post(LOG_IN, {"credential": credential}, secure=True)
    other.post("/account/logout/")
    other.post(LOG_IN, {"credential": credential}, secure=True)
    assert not is_in(other), "a second time"


def test_somebody_elses_passkey_is_no_second_step(newcomer: User, device: Device, eve: User) -> None:
    stranger = Client()
    log_in(stranger, newcomer)
    options = options_of(stranger.get(STEP, secure=True))
    other_device = Device()
    other_device.user_handle = device.user_handle
    other_device.id = device.id
    assert "was not taken" in stranger.post(STEP, {"credential": other_device.get(options)}, secure=True).content.decode()
    assert not is_in(stranger)


@pytest.mark.parametrize("credential", [*MADE_UP, *DEEP], ids=range(len(MADE_UP + DEEP)))
def test_made_up_answers_are_refused(newcomer: User, visitor: Client, device: Device, credential: str) -> None:
    for page in (ADD, "/account/2fa/webauthn/reauthenticate/"):
        visitor.get(page, secure=True)
        assert visitor.post(page, {"credential": credential}, secure=True).status_code in (200, 302)
    other = Client()
    question(other)
    assert other.post(LOG_IN, {"credential": credential}, secure=True).headers["Location"] == "/account/login/"
    log_in(other, newcomer, PASSWORD)
    assert other.post(STEP, {"credential": credential}, secure=True).status_code == 200
    assert not is_in(other)
    assert Authenticator.objects.filter(type="webauthn").count() == 1
