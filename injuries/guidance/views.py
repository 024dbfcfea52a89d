"""The pages of flags and of the library of advice."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from injuries.guidance import presentation
from injuries.guidance.assessing import ensure_assessed
from injuries.guidance.bookshelf import current_versions, shelves
from injuries.guidance.flag_page import history_lines, record_links, sections
from injuries.guidance.models import AdviceVersion, Flag
from injuries.guidance.named import ids_in, records_named, scope_ids, targets_among
from injuries.guidance.prose import line_of_prose, prose
from injuries.guidance.queries import history_of, targets_of
from injuries.guidance.sentences import Reader
from runlog.core.looks import ELEMENTS
from runlog.people.access import own
from runlog.people.models import User
from runlog.people.requests import PersonRequest


@dataclass(frozen=True)
class AdviceView:
    """An advice text as a page shows it."""

    key: str
    element: str
    title: str
    html: SafeString
    sources: tuple[SafeString, ...]
    number: int
    published_on: date
    review_by: date | None


@require_safe
def flag_list(request: PersonRequest) -> HttpResponse:
    """Show every open flag by element, those kept back too, and what could not be judged."""
    now, athlete = timezone.now(), request.user
    state, reader = ensure_assessed(athlete, now), _reader(athlete, now)
    facts = {"state": state, "sections": sections(state, reader, targets_of(athlete, state.flags))}
    return render(request, "guidance/flag_list.html", facts)


@require_safe
def flag_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one flag: what it says, why, what would clear it, the advice, what can be done, and its history."""
    now, athlete = timezone.now(), request.user
    state, reader = ensure_assessed(athlete, now), _reader(athlete, now)
    flag = own(Flag, athlete, pk)
    records = records_named(athlete, ids_in(flag.facts), scope_ids([flag]))
    facts = {
        "flag": presentation.render(flag, reader, targets_among(records)),
        "cleared_on": flag.cleared_on,
        "was_not_checked": any(failure["rule"] == flag.rule for failure in state.failures),
        "records": record_links(records, reader),
        "history": history_lines(list(history_of(flag)), reader),
        "advice": _shown(current_versions([flag.rule], reader.today).get(flag.rule)),
    }
    return render(request, "guidance/flag_detail.html", facts)


@require_safe
def advice_list(request: PersonRequest) -> HttpResponse:
    """Show the library, by element."""
    shown = [(ELEMENTS[shelf.element], shelf) for shelf in shelves(request.user.today(timezone.now()))]
    return render(request, "guidance/advice_list.html", {"shelves": shown})


@require_safe
def advice_detail(request: PersonRequest, key: str) -> HttpResponse:
    """Show one text as it is in force."""
    advice = _shown(current_versions([key], request.user.today(timezone.now())).get(key))
    if advice is None:
        raise Http404
    return render(request, "guidance/advice_detail.html", {"advice": advice, "element": ELEMENTS[advice.element]})


def _reader(athlete: User, now: datetime) -> Reader:
    return Reader(athlete.units, athlete.today(now))


def _shown(version: AdviceVersion | None) -> AdviceView | None:
    if version is None or version.published_on is None:
        return None
    return AdviceView(
        key=version.advice.key,
        element=version.advice.element,
        title=version.title,
        html=prose(version.text),
        sources=tuple(line_of_prose(source) for source in version.sources),
        number=version.number,
        published_on=version.published_on,
        review_by=version.review_by,
    )
