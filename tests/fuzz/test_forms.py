"""Every form of every page: whatever is sent to it, the answer is a plain one; nothing fails, nothing hangs."""

import copy
from typing import Any, cast
from urllib.parse import urlencode

import pytest
from allauth.core.context import request_context
from django.forms import BaseForm, Form
from django.http import HttpResponseBase, QueryDict
from django.test import RequestFactory
from hypothesis.extra.django import TestCase

from runlog.people.account_forms import NewPasswordForm, SetPasswordForm
from tests.fuzz.amounts import inputs
from tests.fuzz.doors import Door, is_ours
from tests.fuzz.filling import Filling, a_filling, as_body, as_query
from tests.fuzz.house import House, furnished, rolled_back
from tests.fuzz.strange import Luck

PLAIN = {200, 302, 400, 403, 404, 405, 409, 413, 422, 429}
PARAMETERS = ("page", "q", "kind", "on", "show", "next", "saved", "mistake", "from", "to", "shoe", "first", "last", "country")
Somewhere = tuple[int, Filling]
MANY_FIELDS = urlencode([(f"field{number}", "x") for number in range(10_000)])
# Made of a link that only an e-mail holds, and of a user who has no password; both ask for passwords as others do.
ONLY_BY_MAIL = {NewPasswordForm, SetPasswordForm}
# These ask the library for the request that they came with, so that they are sent to their pages alone.
WITH_A_REQUEST = "runlog.people.second_factor_forms"
FORM = "application/x-www-form-urlencoded"


def somewhere(luck: Luck) -> Somewhere:
    """Which of all, and how it is filled."""
    return luck.below(1 << 16), a_filling(luck)


def a_query(luck: Luck) -> tuple[int, dict[str, str]]:
    """Which page, and what its address asks."""
    return luck.below(1 << 16), dict(luck.up_to(4, lambda: (luck.one_of(PARAMETERS), luck.word())))


def is_plain(answer: HttpResponseBase) -> bool:
    """A page, the way to one, or a refusal, and nothing of how the program is made."""
    said = answer.content if hasattr(answer, "content") else b""
    return answer.status_code in PLAIN and b"Traceback" not in said and b"DoesNotExist" not in said


def knock(house: House, door: Door, answers: dict[str, list[str]]) -> HttpResponseBase:
    """Send a form, and undo what it did."""
    browser, body = house.browser(door.who), as_body(answers, door.controls)
    with rolled_back():
        return browser.post(door.address, body) if door.method == "post" else browser.get(door.address, body)


def sent_with(form: BaseForm, data: QueryDict) -> BaseForm:
    """The same form, sent: as if the page had been asked for again."""
    again: Any = copy.copy(form)
    again.data, again.is_bound, again._errors = data, True, None
    return cast("BaseForm", again)


def ours(kind: type[BaseForm] = Form) -> set[type[BaseForm]]:
    """The product's own forms that no other one builds on."""
    below = {inner for each in kind.__subclasses__() for inner in ours(each)}
    return below or ({kind} if is_ours(kind) else set())


def _named(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


@pytest.mark.together
class EveryFormTest(TestCase):
    """The house stands for all of them: to open every page takes seconds."""

    house: House

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.house = furnished()

    def test_every_form_is_among_them(self) -> None:
        alone = {kind for kind in ours() if kind.__module__ != WITH_A_REQUEST}
        seen = {kind for form, _controls in self.house.forms for kind in type(form).mro()}
        # By their names: some are made for each page anew, and stay for a while.
        assert set(map(_named, alone - ONLY_BY_MAIL)) - set(map(_named, seen)) == set()

    @pytest.mark.once
    def test_every_address_that_takes_a_form_is_among_them(self) -> None:
        known = {door.name for door in self.house.doors if door.method == "post"}
        for name, address in self.house.addresses.items():
            for who in self.house.sessions if name not in known else ():
                with rolled_back():
                    assert self.house.browser(who).post(address).status_code not in (200, 422), f"{name} takes a form of {who}'s"

    @pytest.mark.once
    @inputs("forms", somewhere)
    def test_what_a_form_makes_of_it(self, sent: Somewhere) -> None:
        place, filling = sent
        alone = [pair for pair in self.house.forms if type(pair[0]).__module__ != WITH_A_REQUEST]
        form, controls = alone[place % len(alone)]
        form = sent_with(form, as_query(filling.of(controls, self.house.foreign)))
        # Forms of accounts ask the library for the request.
        with request_context(RequestFactory().get("/")):
            assert form.is_valid() or form.errors.get_json_data()

    @inputs("pages", somewhere)
    def test_what_a_page_answers(self, sent: Somewhere) -> None:
        place, filling = sent
        door = self.house.doors[place % len(self.house.doors)]
        assert is_plain(knock(self.house, door, filling.of(door.controls, self.house.foreign)))

    @inputs("queries", a_query)
    def test_what_a_page_makes_of_its_address(self, asked: tuple[int, dict[str, str]]) -> None:
        place, query = asked
        # Whether the installation is ready is no matter of the query; without the queue's worker it says no.
        addresses = [address for name, address in self.house.addresses.items() if name != "readyz"]
        sent = {name: value.encode("utf-8", "replace").decode() for name, value in query.items()}
        with rolled_back():
            assert is_plain(self.house.browser("Ann").get(addresses[place % len(addresses)], sent))

    def test_every_form_as_it_stands(self) -> None:
        """On both databases, whose tests of single pages are done on one: half of them save something then."""
        answers = {door: knock(self.house, door, {each.name: [*each.sent] for each in door.controls}) for door in self.house.doors}
        assert [door for door, answer in answers.items() if not is_plain(answer)] == []
        assert [answer.status_code for answer in answers.values()].count(302) > 40

    def test_a_null_byte_in_every_field(self) -> None:
        for door in self.house.doors:
            answers = {
                control.name: [f"{answer}\0" for answer in control.sent or control.choices[:1] or ("5",)] for control in door.controls
            }
            assert is_plain(knock(self.house, door, answers)), door

    @pytest.mark.once
    def test_no_field_at_all_and_each_many_times(self) -> None:
        for door in self.house.doors:
            many = {each.name: [*(each.choices or each.sent or ("5",))] * 3 for each in door.controls}
            for answers in ({}, many):
                assert is_plain(knock(self.house, door, answers)), door

    @pytest.mark.once
    def test_ten_thousand_fields(self) -> None:
        for door in self.house.doors:
            if door.method == "post":
                with rolled_back():
                    answer = self.house.browser(door.who, is_real=True).post(door.address, MANY_FIELDS, content_type=FORM)
                assert answer.status_code == 400, (door, answer.status_code)
                assert b"Traceback" not in answer.content
