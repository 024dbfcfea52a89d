"""How much the answers of one check or leg report weigh, as far as they tell by themselves (pure).

The rules decide what is flagged; they see the whole log and the calendar too. These words stand on the record's own page.
"""

from collections.abc import Mapping

from injuries.engine.levels import EMERGENCY, SEE_PROVIDER, URGENT, highest
from injuries.engine.signs import level_of

FOLLOW_UP_LEVELS = {
    "both_legs": EMERGENCY,
    "worsening": EMERGENCY,
    "cannot_lift_foot": URGENT,
    "catching": URGENT,
    "lasting": URGENT,
    "numbness": SEE_PROVIDER,
}


def check_level(answers: Mapping[str, str]) -> str | None:
    """Return the highest level that the answers of a check mean, None where none means any."""
    levels = (level_of(sign, answer) for sign, answer in answers.items())
    return highest(level for level in levels if level)


def leg_level(answers: Mapping[str, bool | None]) -> str | None:
    """Return the highest level that the follow-ups of a leg report mean, None where no one was answered with yes."""
    return highest(FOLLOW_UP_LEVELS[key] for key, answer in answers.items() if answer)
