"""The check of the warning signs on home: asked right there while it is due and not hidden."""

from dataclasses import dataclass, replace
from datetime import datetime

from injuries.guidance.presentation import Attention, FlagView
from injuries.guidance.queries import State
from injuries.rules.warning_sign_check_due import RULE
from injuries.symptoms.forms.asking import Question, question_on_home
from runlog.people.models import User


@dataclass(frozen=True)
class CheckCard:
    """Why the check is asked for, and the question to begin or to go on with."""

    flag: FlagView
    question: Question


def check_card(found: Attention, state: State, athlete: User, now: datetime) -> tuple[CheckCard | None, Attention]:
    """Take the flag that asks for the check out of the rows of home. One statement where it is there."""
    flag = next((row for row in found.rows if row.rule == RULE.key), None)
    if flag is None:
        return None, found
    rows = tuple(row for row in found.rows if row is not flag)
    is_rest = found.is_rest or not (rows or found.cards)
    facts = next(each.facts for each in state.flags if each.pk == flag.pk)
    return CheckCard(flag, question_on_home(athlete, now, facts)), replace(found, rows=rows, is_rest=is_rest)
