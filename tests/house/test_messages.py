"""Every word that the product says to somebody: none that it must not use, and none that is hard to read at twelve."""

import re
from collections.abc import Iterable
from functools import cache

import pytest

from injuries.guidance.starter_texts import starter_texts
from injuries.rules import all_rules
from runlog.environment import ROOT
from tests.house.files import texts
from tests.house.messages import Message, messages, of_module, of_template, plain_words
from tests.house.reading_age import SENTENCE_END, WORD, grade, syllables_of
from tests.house.words import unfit_words

all_messages = cache(messages)
ADVICE = [(text.key, text.text) for text in starter_texts()]
RULE_TEXTS = [(rule.key, text) for rule in all_rules() for text in rule.texts]

# What may be said though a word of it may not: the questions of section 9, and that the product does not do it.
MAY_SAY = {
    "Have you ever had cancer, and is this pain new?",
    "cancer at some time, and this pain is new",
    "A weak immune system, a serious infection lately, or injected drugs?",
    "a weak immune system, a serious infection lately, or injected drugs",
}
DENIED = re.compile(r"\b(?:(?:does|do|can) not|is not a|are not a|not a|no|never) diagnos\w*", re.IGNORECASE)

MOST_WHOLE, MOST_SENTENCE, MOST_OF_RULE, MOST_OF_MESSAGE = 6, 13, 7, 10
"""Grades: of a whole advice text, of a single sentence of it, of what a rule says, of any message. One sentence is a rough measure."""
SHORTEST = 8
"""Words; of shorter ones the formula says nothing."""
FIXED_WORDS = re.compile(
    r"medical advice|clinician has seen|entries_needed|marking it as attended"  # of rules: who it is that helps, and lists
    r"|[Rr]adiofrequency|immune system|needles around|[Oo]steoporosis|urine"  # of section 9: what things are called
    r"|import a file|terminal named|running log that sets|another account has it|since it cannot be kept|reads along"  # of accounts
)
PLACE = re.compile(r"\{\{?[^}]*\}\}?|%\(\w+\)[sd]")
MARKUP = re.compile(r"[*_#>]")


def unfit(said: Iterable[Message]) -> list[str]:
    """Say where a message uses a word that this product does not use."""
    return [f"{place} says {word!r}: {text}" for place, text in said if text not in MAY_SAY for word in unfit_words(DENIED.sub("", text))]


def sentences(text: str) -> list[str]:
    """Return the sentences of a Markdown text that are long enough to be measured."""
    return [part for part in SENTENCE_END.split(MARKUP.sub("", text)) if len(WORD.findall(part)) >= SHORTEST]


def hard(said: Iterable[Message], most: float) -> list[str]:
    """Say which messages are harder to read than `most`."""
    return [
        f"{place}, grade {found:.1f}: {text}"
        for place, text in said
        if len(WORD.findall(text)) >= SHORTEST and not FIXED_WORDS.search(text) and (found := grade(PLACE.sub("five", text))) > most
    ]


def test_all_messages_are_found() -> None:
    """Of every room, and what the rules say among them."""
    said = {text for _place, text in all_messages()}
    assert {text for _key, text in RULE_TEXTS} <= said
    places = {place.rsplit("/", 1)[0] for place, _text in all_messages()}
    assert {"injuries/rules", "injuries/symptoms", "injuries/guidance", "templates/guidance", "templates/symptoms", "templates"} <= places


def test_no_message_uses_a_word_that_this_product_does_not_use() -> None:
    assert unfit(all_messages()) == []


def test_no_page_says_one_without_marking_it() -> None:
    pages = texts(ROOT / "templates", ".html", ".txt")
    assert unfit((path, plain_words(text)) for path, text in pages.items()) == []


def test_no_advice_uses_one() -> None:
    titles = [(text.key, text.title) for text in starter_texts()]
    assert unfit(titles + [(key, " ".join(text.split())) for key, text in ADVICE]) == []


@pytest.mark.parametrize(("key", "text"), ADVICE, ids=[key for key, _text in ADVICE])
def test_advice_reads_easily(key: str, text: str) -> None:
    assert grade(MARKUP.sub("", text)) <= MOST_WHOLE
    assert hard([(key, each) for each in sentences(text)], MOST_SENTENCE) == []


def test_what_rules_say_reads_easily() -> None:
    assert hard(RULE_TEXTS, MOST_OF_RULE) == []


def test_what_pages_say_reads_easily() -> None:
    assert hard(all_messages(), MOST_OF_MESSAGE) == []


PLANTED = {
    "a module": of_module("from x import gettext as _\nSAID = _('Your risk is up.')"),
    "a lazy one": of_module("x = gettext_lazy('It is safe to run.')"),
    "a plural": of_module("x = ngettext('One', 'That prevents %(count)s injuries.', 2)"),
    "one with a context": of_module("x = pgettext_lazy('All clear', 'All clear')"),
    "a template": of_template("<p>{% translate 'A likely fracture.' %}</p>"),
    "a block": of_template("{% blocktranslate count n=2 trimmed %}\n One.\n{% plural %}\n It reduces\n your pain.{% endblocktranslate %}"),
    "plain words": iter([plain_words('<p title="No danger">{# risk #}{% if safe %}Hello{% endif %}</p>')]),
    "a filter": of_template('{{ line|default:_("A diagnosis: a disc.") }}'),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_word_is_found(name: str) -> None:
    assert len(unfit((name, text) for text in PLANTED[name])) == 1


@pytest.mark.parametrize("said", ["This is not a diagnosis.", "It does not diagnose.", "No warning signs were ticked.", "Worth checking."])
def test_an_innocent_sentence_passes(said: str) -> None:
    assert unfit([("here", said)]) == []


HARD = (
    "Notwithstanding considerable heterogeneity of methodological quality, accumulated longitudinal evidence indicates "
    "that musculoskeletal symptomatology deteriorates following accelerated progression."
)
EASY = "Your back has hurt for nine days now. Keep moving, and log how it feels in the morning."


def test_a_planted_hard_sentence_is_found() -> None:
    assert len(hard([("here", HARD)], MOST_SENTENCE)) == 1
    assert hard([("here", EASY)], MOST_OF_RULE) == []
    assert grade(EASY) < 4 < 20 < grade(HARD)


@pytest.mark.parametrize(
    ("word", "count"), [("back", 1), ("hurts", 1), ("limited", 3), ("running", 2), ("appointment", 3), ("times", 1), ("a", 1)]
)
def test_syllables(word: str, count: int) -> None:
    assert syllables_of(word) == count
