"""The warning signs and the follow-ups of a leg report, in plain words (guidance section 9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

ANSWERS = ("yes", "no", "not_sure")
# The higher counts: an answer may be raised, never lowered.
RANK = {None: 0, "no": 1, "not_sure": 2, "yes": 3}


@dataclass(frozen=True)
class Sign:
    """One warning sign: its question, how it is said when ticked, and whether it is for the athlete's eyes alone."""

    key: str
    question: Any
    said: Any
    is_private: bool = False


SIGNS = (
    Sign(
        "saddle_numbness",
        _("Numbness or pins and needles around your genitals, back passage or inner thighs?"),
        _("numbness or pins and needles around the genitals, back passage or inner thighs"),
        is_private=True,
    ),
    Sign(
        "bladder_change",
        _("New trouble starting, stopping, feeling or holding your pee?"),
        _("new trouble starting, stopping, feeling or holding urine"),
        is_private=True,
    ),
    Sign(
        "bowel_change",
        _("Have you newly lost control or feeling when you open your bowels?"),
        _("new loss of bowel control or feeling"),
        is_private=True,
    ),
    Sign(
        "genital_change",
        _("Have you newly lost feeling in your genitals, or sexual function?"),
        _("new loss of genital feeling or sexual function"),
        is_private=True,
    ),
    Sign(
        "both_legs",
        _("New pain, tingling, weakness or numbness in both legs?"),
        _("new pain, tingling, weakness or numbness in both legs"),
    ),
    Sign(
        "leg_worsening",
        _("Is a leg getting weaker over hours or days, or can you not stand on it?"),
        _("a leg getting weaker over hours or days, or too weak to stand on"),
    ),
    Sign("chest_pain", _("Chest pain together with the back pain?"), _("chest pain with the back pain")),
    Sign(
        "major_trauma",
        _("Did it begin after a serious accident or a fall from a height?"),
        _("it began after a serious accident or a fall from a height"),
    ),
    Sign(
        "sudden_tearing",
        _("Sudden tearing pain in your back or belly, and feeling faint?"),
        _("sudden tearing back or belly pain with faintness"),
    ),
    Sign(
        "fever",
        _("A fever of 38 °C or more, chills, or feeling very unwell?"),
        _("a fever of 38 °C or more, chills, or feeling very unwell"),
    ),
    Sign(
        "one_leg_weak",
        _("New weakness of one leg or foot: tripping, or toes that will not lift?"),
        _("new weakness of one leg or foot"),
    ),
    Sign("weight_loss", _("Losing weight without trying to?"), _("weight loss without trying")),
    Sign(
        "rest_pain",
        _("Does it stay bad when you lie still or at night, whatever the position?"),
        _("pain that stays bad lying still or at night"),
    ),
    Sign("lump", _("A lump, a swelling or a changed shape of your back?"), _("a lump, swelling or changed shape of the back")),
    Sign("cancer_history", _("Have you ever had cancer, and is this pain new?"), _("cancer at some time, and this pain is new")),
    Sign(
        "low_immunity",
        _("A weak immune system, a serious infection lately, or injected drugs?"),
        _("a weak immune system, a serious infection lately, or injected drugs"),
    ),
    Sign(
        "fragile_bones",
        _("Osteoporosis or long use of steroids, and a sudden pain?"),
        _("osteoporosis or long steroid use, and a sudden pain"),
    ),
    Sign(
        "upper_back",
        _("Is the pain mainly high up, between your shoulder blades?"),
        _("pain mainly high up between the shoulder blades"),
    ),
    Sign("strain_pain", _("Is it worse when you cough, sneeze or strain?"), _("pain that is worse on coughing, sneezing or straining")),
    Sign("night_sweats", _("Night sweats?"), _("night sweats")),
)
SIGN_KEYS = tuple(sign.key for sign in SIGNS)
SIGN_BY_KEY: Mapping[str, Sign] = {sign.key: sign for sign in SIGNS}

# A leg report's follow-ups: the question, and how a "yes" is said.
FOLLOW_UPS: Mapping[str, tuple[Any, Any]] = {
    "both_legs": (_("Was it both legs?"), _("both legs felt weak, lazy or dragged")),
    "cannot_lift_foot": (
        _("Do you have trouble lifting your foot and toes, or walking on your heels?"),
        _("trouble lifting the foot and toes, or walking on the heels"),
    ),
    "catching": (_("Do your toes catch, or does your foot slap down?"), _("toes that catch or a foot that slaps")),
    "numbness": (_("Numbness or pins and needles?"), _("numbness or pins and needles")),
    "lasting": (_("Was it still there 60 minutes after, or is it there at rest?"), _("still there after 60 minutes, or at rest")),
    "worsening": (_("Is it getting worse?"), _("it is getting worse")),
}
