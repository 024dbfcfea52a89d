"""A sign that needs emergency care was ticked in a warning-sign check that nobody has closed.

Says: when it was ticked, and that urgent care is needed now; on the athlete's own page also which signs.
Because: with these signs hours can matter, whatever is behind them.
Source: guidance section 9; Finucane et al., JOSPT 2020;50:350-372, doi 10.2519/jospt.2020.9971, which also says how little is known of how
well single signs tell, so they are acted on and never added up.
Never says: what the signs come from, how likely that is, or that a check without them means that all is well.
"""

from collections.abc import Iterator
from datetime import date

from injuries.engine.history import History
from injuries.engine.levels import EMERGENCY, PAIN
from injuries.engine.log import SignCheck
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule
from injuries.engine.sentences import gettext_noop as _
from injuries.engine.signs import OLD_DAYS, signs_of

ONE = _("Seek urgent care now: on {on:date} you ticked a warning sign that needs help at once.")
MORE = _("Seek urgent care now: on {on:date} you ticked {signs_count:count} warning signs that need help at once.")
ONE_OLD = _("Seek urgent care now if this is still happening: on {on:date} you ticked a warning sign that needs help at once.")
MORE_OLD = _(
    "Seek urgent care now if this is still happening: on {on:date} you ticked {signs_count:count} warning signs that need help at once."
)
SENTENCES = {(True, False): ONE, (False, False): MORE, (True, True): ONE_OLD, (False, True): MORE_OLD}
IN_SHORT = _("Emergency sign ticked on {on:date}")
CLEARS = _("Noting that a clinician has seen it, or that it was ticked by mistake. Nothing else, and no later check.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield a finding for each open check with such an answer, complete or not."""
    for each in history.sign_checks:
        signs = signs_of(each, {EMERGENCY})
        if signs and not history.happened(each.resolved):
            yield _finding(each, signs, (history.on - each.on).days)


def _finding(each: SignCheck, signs: list[str], days_old: int) -> Finding:
    facts: Facts = {
        "check_ids": [each.id],
        "on": each.on,
        "since_on": each.on,
        "days_old": days_old,
        "signs": signs,
        "signs_count": len(signs),
        "answers": {sign: each.answers[sign] for sign in signs},
    }
    sentence = SENTENCES[len(signs) == 1, days_old > OLD_DAYS]
    return Finding(EMERGENCY, f"screen:{each.id}", sentence, IN_SHORT, CLEARS, facts)


RULE = Rule(
    key="emergency_signs",
    element=PAIN,
    stage=1,
    label=_("Emergency warning signs"),
    check=check,
    texts=(*SENTENCES.values(), IN_SHORT, CLEARS),
    snooze_days=0,
    example=Finding(
        EMERGENCY,
        "screen:made-up",
        ONE,
        IN_SHORT,
        CLEARS,
        {
            "on": date(2026, 11, 22),
            "since_on": date(2026, 11, 22),
            "days_old": 0,
            "signs": ["both_legs"],
            "signs_count": 1,
            "answers": {"both_legs": "yes"},
        },
    ),
)
