"""The roster: filters, order, and the rows in the words and units of the coach."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from injuries.coaching import roster_queries as queries
from injuries.coaching.roster_queries import Latest, Running, Standing
from injuries.coaching.sharing import NOT_SHARED
from injuries.coaching.sharing import reason as tell
from injuries.engine.levels import ELEMENTS, UNKNOWN
from injuries.guidance.sentences import Reader, write_day
from runlog.core.looks import LEVELS
from runlog.core.units import format_distance
from runlog.people.grants import Grant
from runlog.people.models import User

NONE = "–"
FILTERS: Mapping[str, object] = {
    "": gettext_lazy("All"),
    "word": gettext_lazy("Needs a word"),
    "changed": gettext_lazy("Changed"),
    "revisit": gettext_lazy("Look again today"),
    "resting": gettext_lazy("Dealt with"),
}
SORTS: Mapping[str, object] = {
    "": gettext_lazy("most pressing first"),
    "name": gettext_lazy("name"),
    "entry": gettext_lazy("last entry"),
    "distance": gettext_lazy("distance in 7 days"),
}


def passed_by(each: Standing, today: date) -> list[str]:
    """Return the filters that let somebody through; `today` is the coach's."""
    resting, to_revisit = each.is_resting(today), each.is_to_revisit(today)
    lets_through = {
        "": True,
        "word": (each.is_loud and not resting) or to_revisit,
        "changed": each.is_changed,
        "revisit": to_revisit,
        "resting": resting,
    }
    return [name for name, holds in lets_through.items() if holds]


def in_order(found: Iterable[Standing], sort: str, today: date) -> list[Standing]:
    """Return them in the order that was asked for. No statement, or one for the orders that go by the log.

    The order knows only what is shared, as all of a `Standing` does: it tells nothing of the rest.
    """
    found = sorted(found, key=lambda each: (each.name.casefold(), each.athlete))
    if sort == "entry":
        days = queries.latest(found)
        return sorted(found, key=lambda each: days[each.athlete].entry_on or date.min, reverse=True)
    if sort == "distance":
        run, _scores = queries.lately(found)
        return sorted(found, key=lambda each: run.get(each.athlete, Running()).distance_m or Decimal(-1), reverse=True)
    return found if sort == "name" else sorted(found, key=lambda each: _pressing(each, today))


def _pressing(each: Standing, today: date) -> tuple[bool, int, float]:
    """Who rests comes last; then the kind of reason and its level; then what has risen lately."""
    return each.is_resting(today), -each.weight, -each.risen_at.timestamp() if each.risen_at else 0


@dataclass(frozen=True)
class Row:
    """One athlete as the roster shows them; texts are empty where there is nothing to say."""

    athlete: int
    url: str
    name: str
    labels: Sequence[str]
    level: str
    reason: str
    since: str
    changed: str
    as_of: str
    # All three in a line.
    told: str
    elements: tuple[str, ...]
    # The worst pain of each of the last 28 days, oldest first; empty where it is not shared.
    pains: Sequence[int | None]
    pain: str
    last_run: str
    last_entry: str
    week: str
    longest: str
    note: str
    revisit: str


def rows(shown: Sequence[Standing], coach: User) -> list[Row]:
    """Return the rows of some athletes, in the coach's units. Three statements and maybe a fourth, however many they are."""
    flags, days, seen = queries.top_flags(shown), queries.latest(shown), queries.levels_seen(shown)
    (run, scores), units, place = queries.lately(shown), coach.units, reverse("athlete_list")

    def row(each: Standing) -> Row:
        reader, key = Reader(units, each.today), each.athlete
        flag = flags.get(key)
        pain = scores.get(key)
        since = _("since %(day)s") % {"day": write_day(flag.since_on, each.today)} if flag else ""
        beside = since, _changed(each, seen), _as_of(each)
        return Row(
            athlete=key,
            url=f"{place}{key}/",
            name=each.name,
            labels=each.labels,
            level=flag.level if flag else "",
            reason=tell(flag, reader) if flag else _quiet(each),
            since=since,
            changed=beside[1],
            as_of=beside[2],
            told=" · ".join(filter(None, beside)),
            elements=_states(days[key].states, each),
            pains=pain or (),
            pain=_pain(pain),
            note=each.note,
            revisit=write_day(each.revisit_on, each.today) if each.revisit_on else "",
            **_running(each, run.get(key), days[key], units),
        )

    return [row(each) for each in shown]


def _quiet(each: Standing) -> str:
    if Grant.PAIN in each.grants:
        return _("Nothing flagged.") if each.assessed_on else ""
    return _("Nothing flagged about the shoes.") if Grant.TRAINING in each.grants else _("Nothing is shared with you now.")


def _changed(each: Standing, seen: Mapping[int, str | None]) -> str:
    if each.looked_at is None:
        return _("not looked at yet")
    if each.athlete not in seen or seen[each.athlete] == each.level:
        return ""
    level = seen[each.athlete]
    return _("was “%(level)s” when you last looked") % {"level": LEVELS[level].word} if level else _("new since you last looked")


def _as_of(each: Standing) -> str:
    if not each.grants or not each.is_stale:
        return ""
    return _("as of %(day)s") % {"day": write_day(each.assessed_on, each.today)} if each.assessed_on else _("not checked yet")


def _states(states: Mapping[str, str], each: Standing) -> tuple[str, ...]:
    if Grant.PAIN not in each.grants:
        return (NOT_SHARED,) * len(ELEMENTS)
    return tuple(states.get(element, UNKNOWN) for element in ELEMENTS)


def _pain(scores: Sequence[int | None] | None) -> str:
    if scores is None:
        return _("Pain is not shared with you")
    known = [score for score in scores if score is not None]
    if not known:
        return _("no entry in 28 days")
    words = ngettext("worst %(worst)s, %(count)s entry day", "worst %(worst)s, %(count)s entry days", len(known))
    return words % {"worst": max(known), "count": len(known)}


def _running(each: Standing, run: Running | None, days: Latest, units: str) -> dict[str, str]:
    entry = _day(days.entry_on, each.today) if each.grants else _hidden()
    if run is None:
        return {"last_run": _hidden(), "last_entry": entry, "week": _hidden(), "longest": _hidden()}
    week = NONE if run.distance_m is None else format_distance(run.distance_m, units)
    longest = NONE if run.longest_m is None else format_distance(run.longest_m, units)
    return {"last_run": _day(days.run_on, each.today), "last_entry": entry, "week": week, "longest": longest}


def _hidden() -> str:
    return _("not shared")


def _day(on: date | None, today: date) -> str:
    return write_day(on, today) if on else NONE


@dataclass(frozen=True)
class Asked:
    """What a roster shows: a filter, a label and an order, each empty for none."""

    filter: str = ""
    label: str = ""
    sort: str = ""

    @staticmethod
    def of(get: Callable[[str, str], str]) -> "Asked":
        """Read them from a query; what is not known is as if not asked."""
        wanted, sort = get("show", ""), get("sort", "")
        return Asked(wanted if wanted in FILTERS else "", get("label", ""), sort if sort in SORTS else "")


def chosen(found: Iterable[Standing], asked: Asked, today: date) -> list[Standing]:
    """Return those that filter and label let through, in order."""
    wanted = [each for each in found if asked.filter in passed_by(each, today) and (not asked.label or asked.label in each.labels)]
    return in_order(wanted, asked.sort, today)
