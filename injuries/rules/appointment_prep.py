"""An appointment is near, or one is worth making.

Says: when the appointment is, or that a flag asks for one and none is entered.
Because: a visit is short, and a page of notes makes the most of it.
Source: guidance section 8; a convention that follows the article's advice to prepare.
Never says: what will be found, or that a visit is needed where no flag says so.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from injuries.engine.history import History
from injuries.engine.levels import INFO, PAIN, SEE_PROVIDER
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

NEAR = _("You have an appointment on {appointment_on:date}: time to get your notes together.")
TODAY = _("You have an appointment today: take your notes along.")
NONE = _("Your log says to see a provider, and no appointment is entered yet.")
NEAR_IN_SHORT = _("Appointment on {appointment_on:date}")
NONE_IN_SHORT = _("No appointment entered")
CLEARS_NEAR = _("The day after the appointment, or marking it as attended.")
CLEARS_NONE = _("Entering an appointment.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield at most one finding: the next appointment that is near, else the wish for one."""
    ahead = [each for each in history.appointments if each.on >= history.on]
    last = history.on + timedelta(days=int(thresholds["days"]))
    near = next((each for each in ahead if each.on <= last and not each.attended), None)
    if near:
        facts: Facts = {
            "appointment_ids": [near.id],
            "appointment_on": near.on,
            "since_on": near.on - timedelta(days=int(thresholds["days"])),
        }
        yield Finding(INFO, "", TODAY if near.on == history.on else NEAR, NEAR_IN_SHORT, CLEARS_NEAR, facts)
    elif SEE_PROVIDER in earlier.after_care and not ahead:
        yield Finding(INFO, "", NONE, NONE_IN_SHORT, CLEARS_NONE, {"since_on": None})


RULE = Rule(
    key="appointment_prep",
    element=PAIN,
    stage=3,
    label=_("Getting ready for an appointment"),
    check=check,
    texts=(NEAR, TODAY, NONE, NEAR_IN_SHORT, NONE_IN_SHORT, CLEARS_NEAR, CLEARS_NONE),
    thresholds=(Threshold("days", default=7, low=2, high=21, unit="d", label=_("Days ahead")),),
    example=Finding(
        INFO,
        "",
        NEAR,
        NEAR_IN_SHORT,
        CLEARS_NEAR,
        {"appointment_on": date(2026, 11, 27), "since_on": date(2026, 11, 20)},
    ),
)
