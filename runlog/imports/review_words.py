"""What the pages of an import say: of the whole in numbers, and of each entry in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from runlog.core.units import format_count
from runlog.core.words import Words
from runlog.imports.entries import TIMED, seconds_of
from runlog.imports.models import Decision, Entry, EntryKind, Verdict
from runlog.imports.review_queries import ALL, Tally

# What is on offer for an entry, by what the look at the log gave; what stands first is the usual.
OFFERS: dict[str, tuple[tuple[str, Words], ...]] = {
    Verdict.NEW: ((Decision.ADD, _("Add it")), (Decision.LEAVE, _("Leave it out"))),
    Verdict.SAME: (
        (Decision.LEAVE, _("Keep mine as it is")),
        (Decision.MERGE, _("Fill in what mine lacks")),
    ),
    Verdict.TWIN: (
        (Decision.MERGE, _("Make one of both")),
        (Decision.LEAVE, _("Keep mine as it is")),
        (Decision.ADD, _("Add it as another one")),
    ),
    Verdict.DELETED: ((Decision.LEAVE, _("Leave it out")), (Decision.ADD, _("Add it again"))),
    Verdict.NOT_KEPT: ((Decision.LEAVE, _("Leave it out")), (Decision.ADD, _("Add it"))),
}
FILTERS: dict[str, Words] = {
    Verdict.NEW: _("New"),
    Verdict.TWIN: _("Same run, other device"),
    Verdict.SAME: _("In your log already"),
    Verdict.DELETED: _("Deleted by you"),
    Verdict.NOT_KEPT: _("Other sports"),
    Verdict.UNREADABLE: _("Cannot be read"),
}
# Shown together unless asked otherwise: what fits on a page.
FEW = 50
KINDS: tuple[tuple[str, Words], ...] = (
    (EntryKind.RUN, _("Run")),
    (EntryKind.WALK, _("Walk")),
    (EntryKind.STRENGTH, _("Strength")),
    (EntryKind.OTHER, _("Something else")),
)


def offers(entry: Entry) -> list[tuple[str, Words]]:
    """Return what is on offer for an entry; beside another one of the same import, none of both is the runner's yet."""
    is_beside_mine = entry.match_kind != "entries"
    return [(value, words if is_beside_mine or value != Decision.LEAVE else _("Leave it out")) for value, words in OFFERS[entry.verdict]]


def kinds(entry: Entry) -> list[tuple[str, Words]]:
    """Return what an entry can be kept as."""
    return [(value, words) for value, words in KINDS if value not in TIMED or seconds_of(entry)]


def runs(count: int) -> str:
    """Say how many runs."""
    return ngettext("%(count)s run", "%(count)s runs", count) % {"count": format_count(count)}


def walks(count: int) -> str:
    """Say how many walks."""
    return ngettext("%(count)s walk", "%(count)s walks", count) % {"count": format_count(count)}


def sessions(count: int) -> str:
    """Say how many strength sessions."""
    return ngettext("%(count)s strength session", "%(count)s strength sessions", count) % {"count": format_count(count)}


def activities(count: int) -> str:
    """Say how many activities."""
    return ngettext("%(count)s activity", "%(count)s activities", count) % {"count": format_count(count)}


SAYS = {EntryKind.RUN: runs, EntryKind.WALK: walks, EntryKind.STRENGTH: sessions}


def listed(parts: Iterable[str]) -> str:
    """Join parts of a sentence: a, b and c."""
    *most, last = list(parts) or [""]
    return str(_("%(most)s and %(last)s")) % {"most": ", ".join(most), "last": last} if most else last


def by_kind(counts: dict[str, int]) -> str:
    """Say how many of each kind: 2,412 runs and 12 walks; empty where there are none."""
    return listed(say(counts[kind]) for kind, say in SAYS.items() if counts.get(kind))


def said(sentence: str | Promise) -> str:
    """Translate a sentence that a reader gave."""
    return str(_(str(sentence))) if sentence else ""


@dataclass(frozen=True)
class Filter:
    """One way to look at what was found."""

    verdict: str
    word: Words
    count: str


def filters(tally: Tally) -> list[Filter]:
    """Return the verdicts that occur, with their counts; all of them together first, where there are several."""
    counts = {verdict: tally.count(verdict=verdict) for verdict in FILTERS}
    found = [Filter(verdict, word, format_count(counts[verdict])) for verdict, word in FILTERS.items() if counts[verdict]]
    return [Filter(ALL, _("All"), format_count(tally.total)), *found] if len(found) > 1 else found


def shown(tally: Tally, asked: str) -> str:
    """Return the verdict to show: the one that was asked for, else all where they fit on a page, else the first that occurs."""
    there = [each.verdict for each in filters(tally)]
    if asked in there:
        return asked
    return ALL if tally.total <= FEW else there[1 if len(there) > 1 else 0]
