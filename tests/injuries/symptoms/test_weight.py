"""How much answers weigh by themselves."""

import pytest

from injuries.symptoms.signs import FOLLOW_UPS
from injuries.symptoms.weight import check_level, leg_level


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({}, None),
        ({"chest_pain": "no", "fever": "no"}, None),
        ({"fever": "not_sure"}, "see_provider"),
        ({"fever": "not_sure", "chest_pain": "not_sure"}, "urgent"),
        ({"fever": "yes", "chest_pain": "no"}, "urgent"),
        ({"fever": "yes", "chest_pain": "yes"}, "emergency"),
    ],
)
def test_the_highest_answer_of_a_check_counts(answers, level):
    assert check_level(answers) == level


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({}, None),
        ({"numbness": False, "worsening": None}, None),
        ({"numbness": True}, "see_provider"),
        ({"numbness": True, "lasting": True}, "urgent"),
        ({"catching": True}, "urgent"),
        ({"cannot_lift_foot": True, "worsening": True}, "emergency"),
        ({"both_legs": True}, "emergency"),
    ],
)
def test_the_highest_follow_up_counts(answers, level):
    assert leg_level(dict.fromkeys(FOLLOW_UPS) | answers) == level
