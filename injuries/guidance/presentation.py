"""What pages say of flags and elements, in the language and the units of who reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from injuries.engine.assess import NEVER_SUPPRESSED, NOT_NEEDED
from injuries.engine.levels import CAUTION, ELEMENTS, LEVELS, OK, UNCHECKED, at_least
from injuries.guidance.evidence import FactRow, facts_of, rule_label, thresholds_of
from injuries.guidance.models import Flag
from injuries.guidance.queries import State
from injuries.guidance.responses import Hidden
from injuries.guidance.sentences import Reader, fill, write_day
from injuries.guidance.steps import StepLink, steps_of
from runlog.core import looks

MOST_ROWS = 3
# The check for warning signs is asked for beside the three, whatever else there is to say.
NOT_COUNTED = NEVER_SUPPRESSED

Targets = Mapping[str, int]
# By a flag's key.
AllHidden = Mapping[int, Hidden]


@dataclass(frozen=True)
class FlagView:
    """A flag as a page shows it: the sentences filled, what it rests on as rows, the steps with their addresses."""

    pk: int
    rule: str
    label: str
    level: str
    element: str
    is_suppressed: bool
    is_open: bool
    sentence: str
    short: str
    clears: str
    since_on: date
    facts: tuple[FactRow, ...]
    thresholds: tuple[FactRow, ...]
    steps: tuple[StepLink, ...]
    url: str
    # None where its athlete has not hidden it.
    hidden: Hidden | None = None
    hidden_line: str = ""
    # The day on which the episode opened that it is about, as its page is addressed; empty for every other.
    episode: str = ""

    @property
    def is_high(self) -> bool:
        """Whether it is shown in full rather than as a row."""
        return at_least(self.level, CAUTION)

    @property
    def look(self) -> looks.Look:
        """The word and icon of the level."""
        return looks.LEVELS[self.level]

    @property
    def element_look(self) -> looks.Look:
        """The word and icon of the element."""
        return looks.ELEMENTS[self.element]


@dataclass(frozen=True)
class Attention:
    """What needs attention: full cards from caution up, the first rows of what is smaller, and how many flags are open in all."""

    cards: tuple[FlagView, ...]
    rows: tuple[FlagView, ...]
    total: int
    # How many of these the athlete has hidden.
    hidden: int = 0
    # Whether the first flag was taken out, to stand by itself.
    is_rest: bool = False


@dataclass(frozen=True)
class ElementRow:
    """One of the five elements: `state` is a level, ok, unknown or unchecked; `line` says why, empty where there is nothing to say."""

    key: str
    state: str
    line: str
    url: str

    @property
    def label(self) -> str:
        """The element's name."""
        return str(looks.ELEMENTS[self.key].word)

    @property
    def icon(self) -> str:
        """The element's icon in the sprite."""
        return looks.ELEMENTS[self.key].icon

    @property
    def word(self) -> str:
        """The state in words."""
        return str(looks.STATES[self.state].word)


def render(flag: Flag, reader: Reader, targets: Targets | None = None, hidden: Hidden | None = None) -> FlagView:
    """Return a flag for a reader; steps about the record that its scope names need `targets` (queries.targets_of)."""
    page = reverse("flag_detail", args=[flag.pk])
    return FlagView(
        pk=flag.pk,
        rule=flag.rule,
        label=rule_label(flag.rule),
        level=flag.level,
        element=flag.element,
        is_suppressed=flag.is_suppressed,
        episode=flag.scope.removeprefix("episode:") if flag.scope.startswith("episode:") else "",
        is_open=flag.cleared_on is None,
        sentence=fill(flag.sentence, flag.facts, reader),
        short=fill(flag.short, flag.facts, reader),
        clears=fill(flag.clears, flag.facts, reader),
        since_on=flag.since_on,
        facts=facts_of(flag.rule, flag.facts, reader),
        thresholds=thresholds_of(flag.rule, flag.facts.get("thresholds") or {}, reader),
        steps=steps_of(flag.rule, flag.level, flag.facts, (targets or {}).get(flag.scope), page),
        url=page,
        hidden=hidden,
        hidden_line=_hidden_line(hidden, reader) if hidden else "",
    )


def attention(flags: Iterable[Flag], reader: Reader, targets: Targets | None = None, hidden: AllHidden | None = None) -> Attention:
    """Return what home shows of the open flags (State.flags), of the small ones three.

    Neither suppressed ones are shown nor those that the athlete has `hidden` (State.hidden); both are in the list of all.
    """
    ordered, kept_back = Flag.in_order(flags), hidden or {}
    shown = [flag for flag in ordered if not flag.is_suppressed and flag.pk not in kept_back]
    cards = [flag for flag in shown if at_least(flag.level, CAUTION)]
    small = [flag for flag in shown if not at_least(flag.level, CAUTION)]
    counted = [flag for flag in small if flag.rule not in NOT_COUNTED][:MOST_ROWS]
    rows = [flag for flag in small if flag in counted or flag.rule in NOT_COUNTED]
    count = sum(flag.pk in kept_back for flag in ordered)
    return Attention(_rendered(cards, reader, targets), _rendered(rows, reader, targets), len(ordered), count)


def elements(state: State, reader: Reader) -> tuple[ElementRow, ...]:
    """Return the five elements in their order, each with its state and the line that says why."""
    page = reverse("flag_list")
    return tuple(ElementRow(key, state.elements[key], _line(key, state, reader), f"{page}#{key}") for key in ELEMENTS)


def _rendered(flags: Iterable[Flag], reader: Reader, targets: Targets | None) -> tuple[FlagView, ...]:
    return tuple(render(flag, reader, targets) for flag in flags)


def _line(key: str, state: State, reader: Reader) -> str:
    """Return why an element stands where it does: its highest flag, what could not be run, what is missing."""
    word = state.elements[key]
    if word in LEVELS:
        return _reason([flag for flag in state.flags if flag.element == key and flag.level == word], state, reader)
    if any(each["element"] == key for each in state.failures):
        return _("Part of this could not be checked.")
    if word == UNCHECKED:
        return _("Nothing flagged so far; some of its checks are still to come.")
    missing = next((each for each in state.insufficient if each["element"] == key and each["rule"] not in NOT_NEEDED), None)
    if word == OK or missing is None:
        return ""
    return fill(missing["missing"], missing["facts"], reader)


def _reason(flags: Iterable[Flag], state: State, reader: Reader) -> str:
    """Return what the first flag says in short; of hidden ones, which count too, only where there are no others."""
    hidden = state.hidden(reader.today)
    flag = min(flags, key=lambda each: each.pk in hidden, default=None)
    if flag is None:
        return ""
    line = fill(flag.short or flag.sentence, flag.facts, reader)
    return f"{line} · {_hidden_line(hidden[flag.pk], reader)}" if flag.pk in hidden else line


def _hidden_line(hidden: Hidden, reader: Reader) -> str:
    day = {"day": write_day(hidden.until_on, reader.today)}
    return (_("Snoozed: hidden until the end of %(day)s.") if hidden.is_snoozed else _("Hidden until the end of %(day)s.")) % day
