"""A warning sign that needs advice soon was ticked, or one could not be ruled out, in a check that nobody has closed.

Says: when it was ticked, how many signs, whether "yes" or "not sure", and how soon to get advice.
Because: a clinician would want to look at these signs soon; being unsure of an emergency sign counts as much.
Source: guidance section 9; NICE NG59 recommendation 1.1.1 (think of other causes); Yusuf et al. 2019, doi 10.1186/s12891-019-2949-6 (a
missing sign says little: fever is there in about half of the cases it is asked for).
Never says: what the signs come from, how likely that is, or that a check without them means that all is well.
"""

from collections.abc import Iterator
from datetime import date

from injuries.engine.history import History
from injuries.engine.levels import PAIN, SEE_PROVIDER, URGENT
from injuries.engine.log import SignCheck
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule
from injuries.engine.sentences import gettext_noop as _
from injuries.engine.signs import OLD_DAYS, signs_of

ONE = _("Get medical advice today: on {on:date} you ticked a warning sign.")
MORE = _("Get medical advice today: on {on:date} you ticked {signs_count:count} warning signs.")
UNSURE = _("Get medical advice today: on {on:date} you were not sure about a warning sign that can need help at once.")
UNSURE_MORE = _(
    "Get medical advice today: on {on:date} you were not sure about {signs_count:count} warning signs that can need help at once."
)
UNSURE_LATER = _("See a provider in the next few days: on {on:date} you were not sure about a warning sign.")
UNSURE_LATER_MORE = _("See a provider in the next few days: on {on:date} you were not sure about {signs_count:count} warning signs.")
ONE_OLD = _("Get medical advice today if this is still happening: on {on:date} you ticked a warning sign.")
MORE_OLD = _("Get medical advice today if this is still happening: on {on:date} you ticked {signs_count:count} warning signs.")
SENTENCES = {
    ("yes", True): ONE,
    ("yes", False): MORE,
    ("unsure", True): UNSURE,
    ("unsure", False): UNSURE_MORE,
    ("later", True): UNSURE_LATER,
    ("later", False): UNSURE_LATER_MORE,
    ("old", True): ONE_OLD,
    ("old", False): MORE_OLD,
}
IN_SHORT = _("Warning sign ticked on {on:date}")
IN_SHORT_UNSURE = _("Not sure about a warning sign on {on:date}")
CLEARS = _("Noting that a clinician has seen it, or that it was ticked by mistake. Nothing else, and no later check.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield a finding for each open check with such an answer, complete or not, at the level of the highest."""
    for each in history.sign_checks:
        signs = signs_of(each, {URGENT, SEE_PROVIDER})
        if signs and not history.happened(each.resolved):
            yield _finding(each, signs, (history.on - each.on).days)


def _finding(each: SignCheck, signs: list[str], days_old: int) -> Finding:
    level = URGENT if signs_of(each, {URGENT}) else SEE_PROVIDER
    told = signs_of(each, {level})
    ticked = [sign for sign in told if each.answers[sign] == "yes"]
    facts: Facts = {
        "check_ids": [each.id],
        "on": each.on,
        "since_on": each.on,
        "days_old": days_old,
        "signs": signs,
        "signs_count": len(ticked or told),
        "answers": {sign: each.answers[sign] for sign in signs},
    }
    kind = "later" if level == SEE_PROVIDER else "unsure" if not ticked else "old" if days_old > OLD_DAYS else "yes"
    short = IN_SHORT if ticked else IN_SHORT_UNSURE
    return Finding(level, f"screen:{each.id}", SENTENCES[kind, len(ticked or told) == 1], short, CLEARS, facts)


RULE = Rule(
    key="urgent_signs",
    element=PAIN,
    stage=1,
    label=_("Warning signs"),
    check=check,
    texts=(*SENTENCES.values(), IN_SHORT, IN_SHORT_UNSURE, CLEARS),
    snooze_days=0,
    example=Finding(
        URGENT,
        "screen:made-up",
        MORE,
        IN_SHORT,
        CLEARS,
        {
            "on": date(2026, 11, 20),
            "since_on": date(2026, 11, 20),
            "days_old": 2,
            "signs": ["fever", "night_sweats"],
            "signs_count": 2,
            "answers": {"fever": "yes", "night_sweats": "yes"},
        },
    ),
)
