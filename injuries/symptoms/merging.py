"""Merging answers about warning signs: one may be added or raised, never lowered or dropped (guidance section 9; pure)."""

from collections.abc import Mapping

from injuries.symptoms.signs import FOLLOW_UPS, RANK, SIGN_KEYS

Answers = Mapping[str, str | None]
FollowUps = Mapping[str, bool | None]


def merge_answers(known: Answers, given: Answers) -> dict[str, str]:
    """Return a check's answers with the higher of both for every sign; a sign that neither answers is left out.

    no < not sure < yes; `None` and a missing key mean "not answered". Keys keep the order in which the signs are asked.
    """
    higher = {key: max(known.get(key), given.get(key), key=RANK.__getitem__) for key in SIGN_KEYS}
    return {key: answer for key, answer in higher.items() if answer is not None}


def merge_follow_ups(known: FollowUps, given: FollowUps) -> dict[str, bool | None]:
    """Return a leg report's six follow-ups with the higher of both: not answered < no < yes."""
    return {key: _higher(known.get(key), given.get(key)) for key in FOLLOW_UPS}


def raised(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, list[object]]:
    """Return [old, new] of every key whose answer differs."""
    return {key: [before.get(key), answer] for key, answer in after.items() if answer != before.get(key)}


def _higher(known: bool | None, given: bool | None) -> bool | None:
    if known is None or given is None:
        return given if known is None else known
    return known or given
