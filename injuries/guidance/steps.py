"""What can be done about a flag, by rule: the one list of it. What has a `spot` is done on the flag's own page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from injuries.engine.levels import EMERGENCY, SEE_PROVIDER, at_least

# By the word before the colon of a scope: the kind of record that it names.
SCOPE_KINDS = {"run": "runs", "shoe": "shoes", "screen": "sign_checks", "leg": "leg_reports"}
# Where a check or report is closed, by the same word.
SEEN_PAGES = {"screen": "sign_check_resolve", "leg": "leg_resolve"}


@dataclass(frozen=True)
class Step:
    """Something that can be done; `of_scope`: to the record which the flag's scope names.

    It is done on the page of that name, or where `spot` names a form of `spots` on the page of the flag. One with a `fact` is
    there only for a flag that rests on a fact of that name.
    """

    label: str | Promise
    page: str
    icon: str
    of_scope: bool = False
    spot: str = ""
    fact: str = ""


@dataclass(frozen=True)
class StepLink:
    """A step with its address."""

    label: str | Promise
    url: str
    icon: str
    spot: str = ""


CHECK_SIGNS = Step(_("Go through the warning signs"), "sign_check_start", "exclamation-octagon")
APPOINTMENT = Step(_("Enter an appointment"), "appointment_new", "calendar-check", spot="appointment")
PREPARE = Step(_("Prepare for the appointment"), "appointment_prepare_new", "pencil")
HOME_CARE = Step(_("Log home care"), "home_care_new", "plus-lg", spot="home_care")
SCORE = Step(_("Enter how your back is"), "check_in", "activity", spot="score")
OPEN_RUN = Step(_("Open the run"), "run_detail", "journal-text", of_scope=True)
OPEN_RUNS = Step(_("Go to your runs"), "run_list", "journal-text")
WEEKS = Step(_("See your warm-ups by day"), "run_weeks", "calendar3")
RETIRE = Step(_("Retire the pair"), "shoe_retire", "shoe", of_scope=True, spot="retire")
WEAR_CHECK = Step(_("Log a wear check"), "shoe_check_new", "eye", of_scope=True, spot="check")
LIMITS = Step(_("Set another limit"), "shoe_limits", "pencil", of_scope=True, spot="limits")
COMFORT = Step(_("Rate its comfort again"), "shoe_comfort_new", "eye", of_scope=True, spot="comfort")
SEEN = _("A clinician has seen this, or it was ticked by mistake")
# The likeliest first. A rule that is not here has its advice and the warning signs to go to.
STEPS: Mapping[str, tuple[Step, ...]] = {
    "skipped_warm_up": (OPEN_RUN,),
    "warm_up_habit": (OPEN_RUNS, WEEKS),
    "tight_without_warm_up": (OPEN_RUN,),
    "worn_shoes": (RETIRE, WEAR_CHECK, LIMITS),
    "failed_shoe_check": (RETIRE, WEAR_CHECK),
    "old_shoes": (RETIRE, WEAR_CHECK),
    "uncomfortable_shoes": (COMFORT, RETIRE),
    "single_pair": (Step(_("Go to your shoes"), "shoe_list", "shoe"),),
    "runs_without_shoe": (OPEN_RUNS,),
    "session_spike": (OPEN_RUN,),
    "return_after_gap": (OPEN_RUN,),
    "low_strength": (Step(_("Log strength work"), "strength_new", "strength"),),
    "low_walking": (Step(_("Log a walk"), "walk_new", "plus-lg"),),
    "persistent_pain": (APPOINTMENT, HOME_CARE, CHECK_SIGNS),
    "worsening_pain": (APPOINTMENT, CHECK_SIGNS, HOME_CARE),
    "pain_stops_running": (APPOINTMENT, CHECK_SIGNS, HOME_CARE),
    "pain_zone": (OPEN_RUN, SCORE),
    "pain_not_settled": (OPEN_RUN, SCORE),
    "early_pain": (SCORE, HOME_CARE),
    "recurring_pain": (HOME_CARE, CHECK_SIGNS),
    "silent_episode": (SCORE,),
    "warning_sign_check_due": (CHECK_SIGNS,),
    "appointment_prep": (
        replace(PREPARE, fact="appointment_on"),
        Step(_("Go to your appointments"), "appointment_list", "calendar-check", fact="appointment_on"),
        APPOINTMENT,
        PREPARE,
    ),
    "leg_weakness": (
        Step(_("Answer the questions about your leg"), "leg_edit", "pencil", of_scope=True),
        Step(SEEN, "leg_resolve", "calendar-check", of_scope=True),
        CHECK_SIGNS,
    ),
    "urgent_signs": (
        Step(_("What to say"), "sign_check_detail", "chat-left-text", of_scope=True),
        Step(SEEN, "sign_check_resolve", "calendar-check", of_scope=True),
        APPOINTMENT,
    ),
    "emergency_signs": (Step(SEEN, "sign_check_resolve", "calendar-check", of_scope=True),),
}
FOR_EMERGENCIES = (Step(_("Seek urgent care now"), "emergency", "telephone-fill"),)


def steps_of(rule: str, level: str, facts: Mapping[str, Any], target: int | None, page: str) -> tuple[StepLink, ...]:
    """Return the steps for a flag of the rule that rests on these facts.

    `target` is the key of the record that its scope names, where that is known; `page` is the address of the flag's own page.
    """
    first = FOR_EMERGENCIES if level == EMERGENCY else ()
    fitting = (step for step in STEPS.get(rule, ()) if not step.fact or step.fact in facts)
    # Whoever is to see somebody may bring the log along, and so may who has an appointment: the flag is lower then.
    last = (PREPARE,) if at_least(level, SEE_PROVIDER) or "appointment_on" in facts else ()
    # Each page once, where it stands first.
    return tuple(_links({step.page: step for step in (*first, *fitting, *last)}.values(), target, page))


def _links(steps: Iterable[Step], target: int | None, page: str) -> Iterator[StepLink]:
    for step in steps:
        if step.of_scope and target is None:
            continue
        here = f"{page}?do={step.spot}#do-{step.spot}"
        url = here if step.spot else reverse(step.page, args=[target] if step.of_scope else None)
        yield StepLink(step.label, url, step.icon, step.spot)
