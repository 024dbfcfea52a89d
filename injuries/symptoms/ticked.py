"""What was ticked, in the words of the athlete, and what to say about it when calling for help (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from injuries.engine.levels import EMERGENCY, SEE_PROVIDER, URGENT
from injuries.symptoms.signs import FOLLOW_UPS, SIGNS

HOW_SOON = {
    EMERGENCY: gettext_lazy("I was told to get this looked at now."),
    URGENT: gettext_lazy("I was told to get medical advice about this today."),
    SEE_PROVIDER: gettext_lazy("I was told to have this looked at in the next few days."),
}


class Check(Protocol):
    """A warning-sign check."""

    @property
    def answers(self) -> Mapping[str, str]:
        """The answers by sign."""


class Report(Protocol):
    """A leg report."""

    @property
    def answers(self) -> Mapping[str, bool | None]:
        """The follow-ups by key."""


@dataclass(frozen=True)
class Ticked:
    """What was answered with yes and with not sure, each in the order in which it is asked."""

    yes: tuple[str, ...] = ()
    not_sure: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was ticked."""
        return bool(self.yes or self.not_sure)


def what_was_ticked(checks: Iterable[Check], leg_reports: Iterable[Report]) -> Ticked:
    """Return what the checks and reports say together, each thing once; of two answers to one sign the higher counts."""
    checks, leg_reports = list(checks), list(leg_reports)
    yes = [sign.said for sign in SIGNS if any(check.answers.get(sign.key) == "yes" for check in checks)]
    unsure = [sign.said for sign in SIGNS if any(check.answers.get(sign.key) == "not_sure" for check in checks)]
    legs = [said for report in leg_reports for said in _said_of_leg(report.answers)]
    return Ticked(_once([*yes, *legs]), _once(said for said in unsure if said not in yes))


def what_to_say(ticked: Ticked, level: str | None) -> str:
    """Return sentences to read out when asking for help, the last of them how soon it is needed at the level."""
    parts = [_("I have back pain.")]
    if ticked.yes:
        parts.append(_("What is new or changed: %(signs)s.") % {"signs": "; ".join(ticked.yes)})
    if ticked.not_sure:
        parts.append(_("I am not sure about: %(signs)s.") % {"signs": "; ".join(ticked.not_sure)})
    if level in HOW_SOON:
        parts.append(str(HOW_SOON[level]))
    return " ".join(parts)


def _said_of_leg(answers: Mapping[str, bool | None]) -> list[Any]:
    said = [words for key, (_question, words) in FOLLOW_UPS.items() if answers[key]]
    return said if answers["both_legs"] else [_("a leg felt weak, lazy or dragged"), *said]


def _once(words: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(word) for word in words))
