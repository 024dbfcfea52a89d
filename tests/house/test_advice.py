"""Every starter advice text belongs to a rule or a card, says where it comes from and when to look at it again, and minds its words."""

from collections.abc import Iterable
from datetime import date

import pytest

from injuries.engine.contract import CARDS
from injuries.rules import all_rules
from runlog.environment import ROOT
from tests.house.words import unfit_words

FILES = sorted((ROOT / "injuries" / "guidance" / "advice").glob("*.md"))
ELEMENTS = {**{rule.key: rule.element for rule in all_rules()}, **CARDS}
LONGEST_BODY = 2200
"""Characters; an advice text is to be read on a phone."""


def parts(text: str) -> tuple[dict[str, str], list[str], str]:
    """Split an advice text into its fields, its sources and its body."""
    empty, head, body = text.split("---\n", 2)
    lines = head.splitlines()
    fields = dict(line.split(": ", 1) for line in lines if line[0] != " " and ": " in line)
    sources = [line.removeprefix("  - ") for line in lines if line.startswith("  - ")]
    assert empty == ""
    assert len(lines) == len(fields) + len(sources) + lines.count("sources:")
    return fields, sources, body


def faults(key: str, text: str) -> Iterable[str]:
    """Say what is wrong with an advice text."""
    fields, sources, body = parts(text)
    if set(fields) != {"title", "element", "review_by"} or fields.get("element") != ELEMENTS.get(key):
        yield f"{key}: its fields are {fields}"
    if not sources:
        yield f"{key}: it names no source"
    if "<" in body or not 300 < len(body) < LONGEST_BODY:
        yield f"{key}: its body has {len(body)} characters, or HTML"
    if not fields.get("review_by", "") > date(2026, 11, 1).isoformat():
        yield f"{key}: nobody will look at it again"
    yield from (f"{key}: it says {word!r}" for word in unfit_words(" ".join([fields.get("title", ""), " ".join(body.split())])))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_advice(file):
    assert list(faults(file.stem, file.read_text(encoding="utf-8"))) == []


def test_every_rule_and_every_card_has_one():
    assert {file.stem for file in FILES} == {rule.key for rule in all_rules()} | set(CARDS)


HEAD = "---\ntitle: Worn\nelement: footwear\nreview_by: 2027-05-01\nsources:\n  - A, 2020\n---\n"
BODY = "It has gone far. " * 20
PLANTED = {
    "another element": HEAD.replace("footwear", "pain") + BODY,
    "no title": HEAD.replace("title: Worn\n", "") + BODY,
    "no source": HEAD.replace("  - A, 2020\n", "") + BODY,
    "a review that is over": HEAD.replace("2027", "2025") + BODY,
    "next to nothing": HEAD + "Look.",
    "far too much": HEAD + BODY * 20,
    "HTML": HEAD + BODY + "<b>now</b>",
    **{
        f"the word {word}": HEAD + BODY + word
        for word in ("diagnosis", "risk", "safe", "All clear", "all\nclear", "prevents", "reduces", "fracture", "sciatica")
    },
    "the word in its title": HEAD.replace("Worn", "Safe shoes") + BODY,
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name):
    assert len(list(faults("worn_shoes", PLANTED[name]))) == 1


def test_a_good_one_is_let_be():
    assert list(faults("worn_shoes", HEAD + BODY)) == []
