"""Why an athlete stands where they stand in a roster: the kinds of reason in their order, and which rules make each (pure)."""

from injuries.engine.levels import CAUTION, EMERGENCY, LEVELS, NOTICE, SEE_PROVIDER, URGENT

# The most pressing first. What stands in none of them is the rest.
GROUPS: tuple[tuple[str, ...], ...] = (
    ("emergency_signs", "urgent_signs", "leg_weakness"),
    ("persistent_pain", "pain_stops_running"),
    ("worsening_pain", "early_pain", "pain_not_settled", "pain_zone"),
    ("silent_episode",),
    ("worn_shoes", "failed_shoe_check"),
)
# Good to know is the rest, whatever it is about; and alone it calls for no word.
LOUD = (NOTICE, CAUTION, SEE_PROVIDER, URGENT, EMERGENCY)
# These are never put aside by a note.
NEVER_RESTS = (URGENT, EMERGENCY)
# A weight is the group's times this, plus one for the lowest level, two for the next ...; 0 is no flag at all.
STEP = len(LEVELS) + 1


def level_of(weight: int) -> str | None:
    """Return the level in a weight; None where there is no flag."""
    return LEVELS[weight % STEP - 1] if weight % STEP else None
