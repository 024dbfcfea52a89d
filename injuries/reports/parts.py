"""The parts of a report, which the athlete puts on the page or leaves off, and the papers that it is printed on."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from injuries.engine.signs import NEVER_SHARED, SIGNS
from injuries.symptoms.records import PREPARATION_FIELDS


class Part(TextChoices):
    """One part, in the order of the page; those of the athlete's own words are named as in an appointment."""

    QUESTIONS = "questions", _("What I want to ask")
    SIGNS = "signs", _("Warning signs")
    COURSE = "course", _("Pain, with its chart")
    PLACE = "place", _("Where it hurts, and when")
    RUNNING = "running", _("Running")
    SHOES = "shoes", _("Shoes")
    WARM_UP = "warm_up", _("Warm-ups")
    STRENGTH = "strength", _("Strength work and walking")
    TRIED = "tried", _("What I tried at home")
    HOW_IT_BEGAN = "how_it_began", _("How it began")
    MEDICINES = "medicines", _("Medicines I take")
    PAST_EPISODES = "past_episodes", _("Back pain before this")
    OTHER_CONDITIONS = "other_conditions", _("Other conditions")
    GOALS = "goals", _("What I want to be able to do")
    LONG_PAIN = "long_pain", _("Questions about pain of 12 weeks or more")


OWN_WORDS = tuple(Part(name) for name in PREPARATION_FIELDS)


class Paper(TextChoices):
    """The sheet."""

    A4 = "a4", _("A4")
    LETTER = "letter", _("US Letter")


# Where shops sell US Letter; everywhere else A4 is usual. Source: Unicode CLDR, supplemental data, paperSize.
_IN_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
_PRIVATE_WORDS: Mapping[str, object] = {
    "saddle_numbness": _("Feeling around the genitals, back passage and inner thighs"),
    "bladder_change": _("Bladder"),
    "bowel_change": _("Bowels"),
    "genital_change": _("Feeling in the genitals, and sexual function"),
}
# The most private answers in the order of the questions, with the words by which one chooses whether they go on the page.
PRIVATE_SIGNS = {key: _PRIVATE_WORDS[key] for key in SIGNS if key in NEVER_SHARED}


def usual_paper(country: str) -> Paper:
    """Return the paper that is usual in a country (two letters, or empty)."""
    return Paper.LETTER if country in _IN_LETTER else Paper.A4


@dataclass(frozen=True)
class Chosen:
    """What goes on the page: every part but those left off, of the private answers only those named."""

    paper: Paper
    left_off: frozenset[str] = frozenset()
    private_signs: frozenset[str] = frozenset()

    def has(self, part: Part) -> bool:
        """Tell whether a part goes on the page."""
        return part not in self.left_off
