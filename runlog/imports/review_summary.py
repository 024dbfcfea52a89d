"""What was found, what is going to be done, and what became of it: a few sentences with their counts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from runlog.core.units import format_count
from runlog.imports.models import EntryKind, Outcome, Verdict
from runlog.imports.review_queries import Tally
from runlog.imports.review_words import activities, by_kind, listed


@dataclass(frozen=True)
class Summary:
    """The sentence with the counts, what else is to be known, and the words on the button, empty where there is nothing to do."""

    first: str
    rest: tuple[str, ...] = ()
    button: str = ""


def found(tally: Tally, passed_over: int) -> Summary:
    """Say what an import holds before it is stored."""
    parts = [_new(tally), *_known(tally)]
    first = listed(part for part in parts if part)
    rest = [_merging(tally), _not_said(tally), _passed_over(passed_over)]
    button = _button(tally)
    if not button:
        rest.append(_("There is nothing to add to your log."))
    return Summary(
        f"{first}." if first else _("Nothing was found in these files."), tuple(sentence for sentence in rest if sentence), button
    )


def _new(tally: Tally) -> str:
    new = tally.kinds(verdict=Verdict.NEW)
    return listed(_of_kind(kind, count) for kind, count in new.items() if count)


def _of_kind(kind: str, count: int) -> str:
    words = {
        EntryKind.RUN: ngettext("%(count)s new run", "%(count)s new runs", count),
        EntryKind.WALK: ngettext("%(count)s new walk", "%(count)s new walks", count),
        EntryKind.STRENGTH: ngettext("%(count)s new strength session", "%(count)s new strength sessions", count),
    }
    return words[EntryKind(kind)] % {"count": format_count(count)}


def _known(tally: Tally) -> list[str]:
    words = {
        Verdict.SAME: _("%(count)s in your log already"),
        Verdict.TWIN: _("%(count)s from another device"),
        Verdict.DELETED: _("%(count)s that you deleted before"),
        Verdict.NOT_KEPT: _("%(count)s of other sports"),
        Verdict.UNREADABLE: _("%(count)s that cannot be read"),
    }
    counts = {verdict: tally.count(verdict=verdict) for verdict in words}
    unknown = tally.count(verdict=Verdict.NEW, kind=EntryKind.UNKNOWN)
    asked = [_("%(count)s of a sport that we do not know") % {"count": format_count(unknown)}] if unknown else []
    return asked + [words[verdict] % {"count": format_count(count)} for verdict, count in counts.items() if count]


def _merging(tally: Tally) -> str:
    if not tally.to_merge:
        return ""
    said = ngettext(
        "%(count)s is made one with the run that is there.", "%(count)s are made one with the runs that are there.", tally.to_merge
    )
    return f"{said % {'count': format_count(tally.to_merge)}} {_('What you typed stays as it is.')}"


def _not_said(tally: Tally) -> str:
    is_asked = tally.count(kind=EntryKind.UNKNOWN) > tally.count(kind=EntryKind.UNKNOWN, verdict=Verdict.UNREADABLE)
    return _("Say below what the unknown ones were. Without an answer they are left out.") if is_asked else ""


def _passed_over(count: int) -> str:
    said = ngettext("%(count)s other file was passed over.", "%(count)s other files were passed over.", count)
    return said % {"count": format_count(count)} if count else ""


def _button(tally: Tally) -> str:
    adds = by_kind(tally.to_add)
    if adds:
        return _("Add %(what)s") % {"what": adds}
    return _("Complete %(what)s") % {"what": activities(tally.to_merge)} if tally.to_merge else ""


def became(tally: Tally) -> Summary:
    """Say what an import did."""
    added = by_kind(tally.kinds(outcome=Outcome.ADDED))
    first = _("%(what)s added to your log.") % {"what": added} if added else _("Nothing was added to your log.")
    return Summary(first, tuple(f"{sentence}." for sentence in outcome_parts(tally)))


def outcome_parts(tally: Tally, *, with_added: bool = False) -> list[str]:
    """Return how many entries ended in which way, in few words each."""
    unreadable = tally.count(verdict=Verdict.UNREADABLE)
    counts = {
        _("%(count)s added"): tally.count(outcome=Outcome.ADDED) if with_added else 0,
        _("%(count)s made one with what you had"): tally.count(outcome=Outcome.MERGED),
        _("%(count)s came into your log by another way meanwhile"): tally.count(outcome=Outcome.MEANWHILE),
        _("%(count)s left out"): tally.count(outcome=Outcome.LEFT) - tally.count(outcome=Outcome.LEFT, verdict=Verdict.UNREADABLE),
        _("%(count)s could not be read"): unreadable,
    }
    return [words % {"count": format_count(count)} for words, count in counts.items() if count]
