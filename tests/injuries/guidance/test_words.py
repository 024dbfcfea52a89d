"""Nothing that this room says to a runner diagnoses, scores a risk, or promises anything."""

import re
from pathlib import Path

import pytest

from injuries.guidance import flag_page, presentation, steps
from injuries.guidance.fact_words import FACTS, WORDS
from injuries.guidance.starter_texts import starter_texts
from injuries.rules import all_rules
from runlog.environment import ROOT

# What guidance section 2 forbids; "not a diagnosis" and "no diagnosis" are what every page must say.
FORBIDDEN = re.compile(
    r"(?<!not a )(?<!no )\bdiagnos|\brisks?\b|\bsafe(ly|r)?\b|all clear|\bprevent|reduces? your|\bcured?\b|acute:chronic",
    re.IGNORECASE,
)
TEMPLATES = sorted((ROOT / "templates" / "guidance").glob("*.html"))
MODULES = [Path(module.__file__) for module in (flag_page, presentation, steps)]


def said_by_rules() -> list[str]:
    return [text for rule in all_rules() for text in (rule.label, *rule.texts, *(each.label for each in rule.thresholds))]


@pytest.mark.parametrize("path", [*TEMPLATES, *MODULES], ids=lambda path: path.name)
def test_pages(path: Path) -> None:
    assert FORBIDDEN.findall(path.read_text()) == []


@pytest.mark.parametrize("text", list(starter_texts()), ids=lambda text: text.key)
def test_advice(text: object) -> None:
    assert FORBIDDEN.search(f"{text.title} {text.text}") is None


def test_rules_and_their_facts() -> None:
    labels = [str(label) for label, _ in FACTS.values()] + [str(word) for word in WORDS.values()]
    assert [said for said in (*said_by_rules(), *labels) if FORBIDDEN.search(said)] == []


@pytest.mark.parametrize("bad", ["Your risk is up.", "It is safe to run.", "All clear!", "Prevents pain.", "The diagnosis: a disc."])
def test_a_forbidden_word_is_found(bad: str) -> None:
    assert FORBIDDEN.search(bad)
