"""What an assessment says, and its form as a document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from injuries.engine.episodes import OpenEpisode
from injuries.engine.rule import Facts
from injuries.engine.sentences import plain

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding of a rule; `level` is the one after *under care*, `facts["thresholds"]` holds the numbers of the rule used."""

    rule: str
    scope: str
    element: str
    level: str
    level_before_care: str
    suppressed: bool
    sentence: str
    short: str
    clears: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Insufficient:
    """A rule that could not judge a scope for want of data."""

    rule: str
    scope: str
    element: str
    missing: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that could not be run."""

    rule: str
    element: str
    error: Exception


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the rules say of a log on one day: flags by falling level, rule and scope; states of the five elements in their order."""

    on: date
    episode: OpenEpisode | None
    elements: Mapping[str, str]
    flags: tuple[Flag, ...] = ()
    insufficient: tuple[Insufficient, ...] = ()
    failures: tuple[Failure, ...] = field(default=(), compare=False)

    def as_document(self) -> dict[str, Json]:
        """Return the document that `assess` prints: plain JSON values, in metric units and English."""
        return {
            "on": self.on.isoformat(),
            "episode": _episode(self.episode),
            "elements": dict(self.elements),
            "flags": [_flag(flag) for flag in self.flags],
            "insufficient": [_insufficient(each) for each in self.insufficient],
        }


def as_json(value: object) -> Json:
    """Return a fact as JSON holds it: decimals as numbers, dates as ISO text."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): as_json(own) for key, own in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_json(own) for own in value]
    raise TypeError(f"no fact can be a {type(value).__name__}")


def _flag(flag: Flag) -> dict[str, Json]:
    return {
        "rule": flag.rule,
        "scope": flag.scope,
        "element": flag.element,
        "level": flag.level,
        "suppressed": flag.suppressed,
        "facts": as_json(flag.facts),
        "clears": plain(flag.clears, flag.facts),
    }


def _insufficient(each: Insufficient) -> dict[str, Json]:
    return {"rule": each.rule, "scope": each.scope, "missing": plain(each.missing, each.facts)}


def _episode(open_episode: OpenEpisode | None) -> Json:
    if open_episode is None:
        return None
    episode, course = open_episode.episode, open_episode.course
    return {
        "opened_on": episode.opened_on.isoformat(),
        "onset_on": episode.onset_on.isoformat(),
        "age_days": course.age_days,
        "stage": course.stage,
        "state": course.state,
        "baseline": as_json(course.baseline),
        "current": as_json(course.current),
        "improving": course.improving,
    }
