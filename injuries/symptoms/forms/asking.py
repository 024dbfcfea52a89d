"""The check of the warning signs asked one question at a time: what a page shows of a question, and what it sends back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from injuries.symptoms.due import can_go_on, is_begun_today, latest_check, latest_check_and_request
from injuries.symptoms.forms.signs import WORDS
from injuries.symptoms.models import SignCheck
from injuries.symptoms.run_marks import derived_id
from injuries.symptoms.signs import ANSWERS, RANK, SIGN_BY_KEY, SIGN_KEYS, Sign
from runlog.core.pages import sign_form_id
from runlog.people.models import User

OPEN = "open"
TOTAL = len(SIGN_KEYS)


@dataclass(frozen=True)
class Question:
    """One question of a check; `check` is None until the first answer of it is saved."""

    sign: Sign
    log_id: str
    form_id: str
    check: SignCheck | None = None

    @classmethod
    def of(cls, athlete: User, check: SignCheck | None, log_id: str, number: int | None = None) -> Self:
        """Return the question of that number, else the first that is open."""
        first_open = SIGN_KEYS.index(check.open_signs[0]) if check and check.open_signs else 0
        index = first_open if number is None else number - 1
        return cls(SIGN_BY_KEY[SIGN_KEYS[index]], log_id, sign_form_id(athlete, log_id), check)

    @property
    def number(self) -> int:
        """Which of the twenty it is, counted from 1."""
        return SIGN_KEYS.index(self.sign.key) + 1

    @property
    def total(self) -> int:
        """How many questions a check has."""
        return TOTAL

    @property
    def answers(self) -> Mapping[str, str]:
        """What was answered so far, by sign."""
        return self.check.answers if self.check else {}

    @property
    def answer(self) -> str | None:
        """What this question was answered with."""
        return self.answers.get(self.sign.key)

    @property
    def open_count(self) -> int:
        """How many questions have no answer yet."""
        return TOTAL - len(self.answers)

    @property
    def choices(self) -> list[tuple[str, Any, bool]]:
        """Each answer that may be given with its word, and whether it stands: none lower than the one that was given."""
        return [(word, WORDS[word], word == self.answer) for word in WORDS if RANK[word] >= RANK[self.answer]]

    @property
    def action(self) -> str:
        """The address that takes the answer."""
        return reverse("sign_check_ask", args=[self.check.pk]) if self.check else reverse("sign_check_start")

    @property
    def before(self) -> str:
        """The address of the question before this one; empty for the first."""
        return self.at(self.number - 1) if self.number > 1 else ""

    @property
    def onward(self) -> str:
        """The address of the next open question after this one; empty where none is left."""
        left = [number for number in range(self.number + 1, TOTAL + 1) if SIGN_KEYS[number - 1] not in self.answers]
        return self.at(left[0]) if left else ""

    @property
    def summary(self) -> str:
        """The address of the check's own page; empty before it is made."""
        return reverse("sign_check_detail", args=[self.check.pk]) if self.check else ""

    def at(self, number: int) -> str:
        """Return the address of another question of the same check. A number, so that no address names a sign.

        It leads to the question itself: it is read out, and the next press of Tab reaches its first answer.
        """
        return f"{self.action}?question={number}#question"


def question_on_home(athlete: User, now: datetime, facts: Mapping[str, Any]) -> Question:
    """Return the question to begin or to go on with, as the facts of the flag that asks for the check tell. One statement."""
    latest, asked_at = latest_check_and_request(athlete, now, facts)
    if latest is not None and is_begun_today(athlete, latest, now) and (asked_at is None or latest.at >= asked_at):
        return Question.of(athlete, latest, latest.log_id)
    return Question.of(athlete, None, log_id_of_next(athlete, latest))


def log_id_of_next(athlete: User, latest: SignCheck | None) -> str:
    """Return the log id of the check that follows the latest one: the same for every page that is opened before it is begun.

    So two pages that both ask the first question make one check.
    """
    return derived_id("check", str(athlete.pk), latest.log_id if latest else "")


def question_now(athlete: User, now: datetime, number: int | None = None) -> Question:
    """Return a question of the check that can go on, else of the next one. One statement; two more for a check of today."""
    latest = latest_check(athlete, now)
    if latest is not None and can_go_on(athlete, latest, now):
        return Question.of(athlete, latest, latest.log_id, number)
    return Question.of(athlete, None, log_id_of_next(athlete, latest), number)


def read_number(text: str | None) -> int | None:
    """Return the number of a question as an address names it; None for anything else."""
    numbers = {str(number): number for number in range(1, TOTAL + 1)}
    return numbers.get(text or "")


class AnswerForm(forms.Form):
    """What a tap on one of the buttons sends."""

    sign = forms.ChoiceField(choices=[(key, key) for key in SIGN_KEYS])
    answer = forms.ChoiceField(
        choices=[(answer, answer) for answer in (*ANSWERS, OPEN)],
        error_messages={
            "required": _("Choose one of the answers, or leave the question open."),
            "invalid_choice": _("Choose one of the answers, or leave the question open."),
        },
    )

    def number(self) -> int:
        """Return which question is answered, once checked. Raises Http404 for a sign that is none."""
        if "sign" in self.errors:
            raise Http404
        return SIGN_KEYS.index(self.cleaned_data["sign"]) + 1

    def answers(self) -> dict[str, str]:
        """Return the answer by its sign, once valid; empty when it is left open."""
        given = self.cleaned_data["answer"]
        return {} if given == OPEN else {self.cleaned_data["sign"]: given}
