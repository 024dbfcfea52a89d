"""The twenty warning signs of guidance section 9, and the level that each answer means."""

from collections.abc import Container

from injuries.engine.levels import EMERGENCY, SEE_PROVIDER, URGENT
from injuries.engine.log import SignCheck

EMERGENCY_SIGNS = (
    "saddle_numbness",
    "bladder_change",
    "bowel_change",
    "genital_change",
    "both_legs",
    "leg_worsening",
    "chest_pain",
    "major_trauma",
    "sudden_tearing",
)
URGENT_SIGNS = (
    "fever",
    "one_leg_weak",
    "weight_loss",
    "rest_pain",
    "lump",
    "cancer_history",
    "low_immunity",
    "fragile_bones",
    "upper_back",
    "strain_pain",
    "night_sweats",
)
SIGNS = EMERGENCY_SIGNS + URGENT_SIGNS
"""In the order in which they are asked."""

NEVER_SHARED = frozenset({"saddle_numbness", "bladder_change", "bowel_change", "genital_change"})
"""Answers that no coach is ever shown and that never leave in an e-mail."""

ANSWERS = ("yes", "no", "not_sure")

OLD_DAYS = 7
"""Of an older check it is asked whether this is still happening."""

_LEVELS = {
    **{(sign, "yes"): EMERGENCY for sign in EMERGENCY_SIGNS},
    **{(sign, "not_sure"): URGENT for sign in EMERGENCY_SIGNS},
    **{(sign, "yes"): URGENT for sign in URGENT_SIGNS},
    **{(sign, "not_sure"): SEE_PROVIDER for sign in URGENT_SIGNS},
}


def level_of(sign: str, answer: str) -> str | None:
    """Return the level that an answer to a sign means, None for a `no`."""
    return _LEVELS.get((sign, answer))


def signs_of(check: SignCheck, levels: Container[str]) -> list[str]:
    """Return the signs of a check whose answer means one of some levels, in the order in which they are asked."""
    worrying = {sign for sign, answer in check.answers.items() if level_of(sign, answer) in levels}
    return [sign for sign in SIGNS if sign in worrying]
