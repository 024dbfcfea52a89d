"""The roster: the athletes of a coach, the most pressing first; the same as a file; and whether all of it is still shared."""

from collections import Counter
from datetime import datetime, timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from injuries.coaching.forms import NoteForm
from injuries.coaching.queries import digest_of, shared_now
from injuries.coaching.roster import FILTERS, SORTS, Asked, chosen, passed_by, rows
from injuries.coaching.roster_csv import as_csv
from injuries.coaching.roster_queries import Standing, standings
from injuries.guidance.sweeping import queue_assessment
from runlog.people.access import note_looks
from runlog.people.invitations import open_invitations
from runlog.people.models import Invitation, Look
from runlog.people.requests import PersonRequest

PAGE = 50
LOOK_AGAIN_AFTER = timedelta(days=7)


@require_safe
def athlete_list(request: PersonRequest) -> HttpResponse:
    """Show the athletes of the coach. A fixed number of statements, and each row is noted as a look."""
    now, coach = timezone.now(), request.user
    today, asked, found = coach.today(now), Asked.of(request.GET.get), standings(coach, now)
    page = Paginator(chosen(found, asked, today), PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    _note(request, shown, Look.What.ROSTER, now)
    noted = next((each for each in shown if str(each.athlete) == request.GET.get("note")), None)
    passed = Counter(name for each in found for name in passed_by(each, today))
    facts = {
        "today": today,
        "total": len(found),
        "changed": passed["changed"],
        "page": page,
        # As mappings, in which templates look names up several times as fast.
        "rows": [vars(row) for row in rows(shown, coach)],
        "asked": asked,
        "filters": [(name, words, passed[name]) for name, words in FILTERS.items()],
        "labels": _labels(found),
        "sorts": SORTS.items(),
        "shared": digest_of((each.link, each.grants) for each in found),
        "noted": noted and noted.athlete,
        "note_form": noted and NoteForm.fresh(coach, now, revisit_on=noted.revisit_on, suggested_on=today + LOOK_AGAIN_AFTER),
        "invitations": open_invitations(coach, Invitation.For.ATHLETE, now),
    }
    return render(request, "coaching/athlete_list.html", facts)


@require_safe
def athlete_csv(request: PersonRequest) -> HttpResponse:
    """Send what the roster shows, all pages of it, as a file."""
    now, coach = timezone.now(), request.user
    shown = chosen(standings(coach, now), Asked.of(request.GET.get), coach.today(now))
    _note(request, shown, Look.What.CSV, now)
    answer = HttpResponse(as_csv(rows(shown, coach)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="athletes-{coach.today(now).isoformat()}.csv"'
    return answer


@require_safe
def athlete_state(request: PersonRequest) -> JsonResponse:
    """Say by a mark what is shared with the reader: open pages ask, and load themselves anew when it is another."""
    return JsonResponse({"state": digest_of(shared_now(request.user, timezone.now()))})


def _note(request: PersonRequest, shown: list[Standing], what: Look.What, now: datetime) -> None:
    note_looks(request.user, {each.athlete: each.today for each in shown if each.grants}, what, now)
    if any(each.is_stale for each in shown):
        queue_assessment(now)


def _labels(found: list[Standing]) -> list[tuple[str, int]]:
    names = [name for each in found for name in each.labels]
    return [(name, names.count(name)) for name in sorted(set(names), key=str.casefold)]
