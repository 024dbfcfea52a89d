"""Nothing that this room says to a runner diagnoses, scores a risk, or promises anything."""

from pathlib import Path

import pytest

from injuries.guidance import answer_views, flag_history, flag_page, outcomes, presentation, response_actions, spot_forms, spots, steps
from injuries.guidance.fact_words import FACTS, WORDS
from injuries.guidance.starter_texts import starter_texts
from injuries.guidance.words import unfit_words
from injuries.rules import all_rules
from runlog.environment import ROOT

TEMPLATES = sorted((ROOT / "templates" / "guidance").rglob("*.html"))
SPEAKING = (answer_views, flag_history, flag_page, outcomes, presentation, response_actions, spot_forms, spots, steps)
MODULES = [Path(module.__file__) for module in SPEAKING]


def said_by_rules() -> list[str]:
    return [text for rule in all_rules() for text in (rule.label, *rule.texts, *(each.label for each in rule.thresholds))]


@pytest.mark.parametrize("path", [*TEMPLATES, *MODULES], ids=lambda path: path.name)
def test_pages(path: Path) -> None:
    assert unfit_words(path.read_text()) == []


@pytest.mark.parametrize("text", list(starter_texts()), ids=lambda text: text.key)
def test_advice(text: object) -> None:
    assert unfit_words(f"{text.title} {text.text}") == []


def test_rules_and_their_facts() -> None:
    labels = [str(label) for label, _ in FACTS.values()] + [str(word) for word in WORDS.values()]
    assert [said for said in (*said_by_rules(), *labels) if unfit_words(said)] == []


@pytest.mark.parametrize("bad", ["Your risk is up.", "It is safe to run.", "All clear!", "Prevents pain.", "The diagnosis: a disc."])
def test_a_forbidden_word_is_found(bad: str) -> None:
    assert unfit_words(bad)
