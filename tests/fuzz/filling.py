"""Fills forms: as somebody would who means it, but for a few of the answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from tests.fuzz.doors import Control
from tests.fuzz.strange import Luck

# Tried in turn where a control says nothing of what it wants.
LIKELY = ("5", "45:00", "2026-11-20", "2026-11-20T07:30", "ann@example.org", "A word.", "")


class Way(IntEnum):
    """What is wrong with an answer."""

    ANOTHER = 0
    MANY = 1
    NONE = 2
    FOREIGN = 3
    WITH_NULL = 4


@dataclass(frozen=True)
class Filling:
    """How a form is filled: a number that chooses among what is likely, and which answers are changed, how, and to what."""

    choice: int
    edits: tuple[tuple[int, Way, str], ...]

    def of(self, controls: Sequence[Control], foreign: Sequence[str] = ()) -> dict[str, list[str]]:
        """Return the answers by name."""
        answers = {control.name: self._likely(control, place) for place, control in enumerate(controls)}
        for place, way, word in self.edits if controls else ():
            control = controls[place % len(controls)]
            answers[control.name] = _edited(answers[control.name], way, word, foreign)
        return answers

    def _likely(self, control: Control, place: int) -> list[str]:
        chosen = self.choice + place * 7
        if control.choices and chosen % 3:
            return [control.choices[chosen % len(control.choices)]]
        if any(control.sent) or control.kind in ("radio", "checkbox", "submit", "hidden"):
            return list(control.sent)
        return [LIKELY[chosen % len(LIKELY)]]


def _edited(answers: list[str], way: Way, word: str, foreign: Sequence[str]) -> list[str]:
    if way is Way.MANY:
        return [*answers, word, word]
    if way is Way.NONE:
        return []
    if way is Way.WITH_NULL:
        return [f"{answer}\0" for answer in answers or [word]]
    return [foreign[len(word) % len(foreign)] if foreign and way is Way.FOREIGN else word]


def a_filling(luck: Luck) -> Filling:
    """Any of them, with up to four answers changed."""
    return Filling(luck.below(1_000), tuple(luck.up_to(4, lambda: (luck.below(41), Way(luck.below(len(Way))), luck.word()))))


def as_query(answers: dict[str, list[str]]) -> QueryDict:
    """The answers as a form reads them."""
    query = QueryDict(mutable=True)
    for name, values in answers.items():
        query.setlist(name, [value.encode("utf-8", "replace").decode() for value in values])
    return query


def as_body(answers: dict[str, list[str]], controls: Iterable[Control]) -> dict[str, Any]:
    """The answers as the test client sends them, a file where one is asked for."""
    files = {control.name for control in controls if control.kind == "file"}
    body: dict[str, Any] = {}
    for name, values in answers.items():
        plain = [value.encode("utf-8", "replace").decode() for value in values]
        body[name] = [SimpleUploadedFile("run.fit", value.encode()) for value in plain] if name in files else plain
    return body
