"""The rules that guidance sections 4-9 name, with the element of each, whether they are written yet or not."""

from injuries.engine.levels import ELEMENTS, FOOTWEAR, PAIN, POSTURE, STRENGTH, WARM_UP

CONTRACT: dict[str, str] = {
    "skipped_warm_up": WARM_UP,
    "warm_up_habit": WARM_UP,
    "tight_without_warm_up": WARM_UP,
    "worn_shoes": FOOTWEAR,
    "failed_shoe_check": FOOTWEAR,
    "old_shoes": FOOTWEAR,
    "uncomfortable_shoes": FOOTWEAR,
    "single_pair": FOOTWEAR,
    "runs_without_shoe": FOOTWEAR,
    "slumped_posture": POSTURE,
    "session_spike": STRENGTH,
    "return_after_gap": STRENGTH,
    "low_strength": STRENGTH,
    "low_walking": STRENGTH,
    "low_energy": STRENGTH,
    "persistent_pain": PAIN,
    "worsening_pain": PAIN,
    "pain_stops_running": PAIN,
    "pain_zone": PAIN,
    "pain_not_settled": PAIN,
    "early_pain": PAIN,
    "recurring_pain": PAIN,
    "one_sided_pain": PAIN,
    "silent_episode": PAIN,
    "warning_sign_check_due": PAIN,
    "appointment_prep": PAIN,
    "emergency_signs": PAIN,
    "urgent_signs": PAIN,
    "leg_weakness": PAIN,
}

FIRST_STAGE = frozenset({"emergency_signs", "urgent_signs", "leg_weakness", "persistent_pain", "worsening_pain", "pain_stops_running"})
"""The six whose levels other rules read."""

LAST_STAGE = frozenset({"early_pain", "low_strength", "low_walking", "appointment_prep"})
"""The four that read them."""

CARDS: dict[str, str] = {
    "radiofrequency-ablation": PAIN,
    "discs": PAIN,
    "posture": POSTURE,
    "pelvis": POSTURE,
    "walking": STRENGTH,
    "why-we-run": STRENGTH,
    "preparing-for-an-appointment": PAIN,
}
"""Advice texts without a rule (section 10), with the element of each."""


def keys_of(element: str) -> frozenset[str]:
    """Return the keys of all rules that the contract gives to an element."""
    return _KEYS[element]


def stage_of(key: str) -> int:
    """Return in which order a rule runs: 1 is read by others, 2 reads no flags, 3 reads those of stage 1."""
    if key in FIRST_STAGE:
        return 1
    return 3 if key in LAST_STAGE else 2


_KEYS = {element: frozenset(key for key, own in CONTRACT.items() if own == element) for element in ELEMENTS}
