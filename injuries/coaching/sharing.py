"""How a log stands as far as a coach may know it: flags, elements and episode cut to the grants, told without the athlete's "you"."""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace

from django.utils.translation import gettext as _

from injuries.engine.levels import ELEMENTS, FOOTWEAR
from injuries.guidance import presentation
from injuries.guidance.evidence import rule_label
from injuries.guidance.models import Flag
from injuries.guidance.presentation import Attention, ElementRow, FlagView
from injuries.guidance.queries import State, state_of
from injuries.guidance.sentences import Reader, fill, write_day
from runlog.people.access import Sight

NOT_SHARED = "hidden"


def state_for(sight: Sight) -> State:
    """Return how the athlete's log stands, as of its latest assessment, cut to the grants. Two statements.

    Without the pain only flags of footwear are left, and nothing that could tell of the pain: a state of an element, whether a
    flag is kept back behind an urgent one, or whether the check of warning signs has failed.
    """
    state = replace(state_of(sight.athlete), responses={})
    if sight.pain:
        return state
    return State(
        flags=tuple(_alone(flag) for flag in state.flags if sight.training and flag.element == FOOTWEAR),
        on=state.on,
        elements=dict.fromkeys(ELEMENTS, NOT_SHARED),
        is_due=state.is_due,
        has_old_thresholds=state.has_old_thresholds,
    )


def told(flag: Flag, reader: Reader) -> FlagView:
    """Return a flag for a coach: in short words, which speak to nobody, without steps, and of a check for warning signs only its day."""
    if not flag.scope.startswith("screen:"):
        view = presentation.render(flag, reader)
        return replace(view, sentence=reason(flag, reader), steps=(), url="")
    bare = copy(flag)
    on = flag.facts.get("on")
    bare.facts, bare.sentence, bare.short, bare.clears = {"on": on}, "", "", flag.clears
    words = reason(flag, reader)
    view = presentation.render(bare, reader)
    return replace(view, sentence=words, short=words, thresholds=(), steps=(), url="")


def reason(flag: Flag, reader: Reader) -> str:
    """Return what a flag says to a coach."""
    if flag.scope.startswith("screen:"):
        on = flag.facts.get("on")
        return _("Warning signs answered on %(day)s") % {"day": write_day(on, reader.today)} if on else _("Warning signs answered")
    return fill(flag.short, flag.facts, reader) or rule_label(flag.rule)


def attention_for(state: State, reader: Reader) -> Attention:
    """Return all open flags that are shown, the high ones in full."""
    views = [told(flag, reader) for flag in Flag.in_order(state.flags) if not flag.is_suppressed]
    return Attention(tuple(view for view in views if view.is_high), tuple(view for view in views if not view.is_high), len(views))


def elements_for(state: State, reader: Reader) -> tuple[ElementRow, ...]:
    """Return the five elements with why each stands where it does."""
    if NOT_SHARED in state.elements.values():
        return tuple(ElementRow(key, NOT_SHARED, "", "#attention") for key in ELEMENTS)
    rows = presentation.elements(state, reader)
    return tuple(replace(row, url="#attention", line=_line(row, state.flags, reader)) for row in rows)


def _line(row: ElementRow, flags: Iterable[Flag], reader: Reader) -> str:
    flag = next((each for each in Flag.in_order(flags) if each.element == row.key and each.level == row.state), None)
    return reason(flag, reader) if flag else row.line


def _alone(flag: Flag) -> Flag:
    """Return a flag as if there were no other."""
    alone = copy(flag)
    alone.is_suppressed = False
    return alone
