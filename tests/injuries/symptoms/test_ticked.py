"""What was ticked and how it is said."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from injuries.symptoms.signs import FOLLOW_UPS
from injuries.symptoms.ticked import what_to_say, what_was_ticked


@dataclass
class Given:
    answers: dict[str, Any] = field(default_factory=dict)


def leg(**answers):
    return Given(dict.fromkeys(FOLLOW_UPS) | answers)


def test_a_no_and_an_open_question_are_not_ticked():
    assert not what_was_ticked([Given({"fever": "no"})], [])


def test_of_two_answers_to_one_sign_the_higher_counts():
    ticked = what_was_ticked([Given({"fever": "not_sure"}), Given({"fever": "yes", "lump": "not_sure"})], [])
    assert ticked.yes == ("a fever of 38 °C or more, chills, or feeling very unwell",)
    assert ticked.not_sure == ("a lump, swelling or changed shape of the back",)


def test_a_leg_report_is_said_even_with_no_follow_up_answered():
    assert what_was_ticked([], [leg()]).yes == ("a leg felt weak, lazy or dragged",)
    assert what_was_ticked([], [leg(both_legs=True)]).yes == ("both legs felt weak, lazy or dragged",)


def test_what_to_say_holds_all_that_was_ticked_and_keeps_doubt_apart():
    said = what_to_say(what_was_ticked([Given({"chest_pain": "yes", "lump": "not_sure"})], [leg(worsening=True)]), "emergency")
    assert "chest pain with the back pain; a leg felt weak, lazy or dragged; it is getting worse" in said
    assert "I am not sure about: a lump" in said


@pytest.mark.parametrize(
    ("level", "how_soon"),
    [
        ("emergency", "I was told to get this looked at now."),
        ("urgent", "I was told to get medical advice about this today."),
        ("see_provider", "I was told to have this looked at in the next few days."),
        (None, "I have back pain. What is new or changed: night sweats."),
    ],
)
def test_what_to_say_ends_with_how_soon_as_the_level_has_it(level, how_soon):
    said = what_to_say(what_was_ticked([Given({"night_sweats": "yes"})], []), level)
    assert said.endswith(how_soon)
    assert said.count("I was told") == (level is not None)
