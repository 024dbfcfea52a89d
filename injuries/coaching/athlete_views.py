"""The pages of one athlete for a coach, as far as the grants go; and the same pages for the athlete, to see what the coach sees.

Every view here asks `access` first, which answers 404 to everybody else and notes the coach's look.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from injuries.coaching.forms import LabelsForm, NoteForm
from injuries.coaching.queries import digest_of, labels_of, notes_of, shared_now
from injuries.coaching.sharing import attention_for, elements_for, state_for
from injuries.guidance.episode_queries import load_history
from injuries.guidance.sentences import Reader
from injuries.guidance.sweeping import queue_assessment
from injuries.overview.back_views import episode_facts, opened, stories_of
from injuries.overview.diary_views import diary_facts
from injuries.overview.queries import latest_lines, lines_of
from injuries.overview.today import chart_of, stats_of
from injuries.symptoms.models import PainScore
from runlog.people.access import Sight, cut, let_in, preview, rows
from runlog.people.coaching_queries import grant_lines
from runlog.people.grants import Grant
from runlog.people.models import Look, User
from runlog.people.requests import PersonRequest
from runlog.training.models import ComfortRating, Run
from runlog.training.queries import shoes_of
from runlog.training.queries.facts import ShoeFacts

LATELY = 5
# The pages about an athlete, with the grants of which each needs one.
PAIN, TRAINING, EITHER = (Grant.PAIN,), (Grant.TRAINING,), (Grant.TRAINING, Grant.PAIN)
PAGES: tuple[tuple[str, Any, tuple[Grant, ...]], ...] = (
    ("detail", _("Today"), ()),
    ("back", _("Back"), PAIN),
    ("shoes", _("Shoes"), TRAINING),
    ("diary", _("Diary"), EITHER),
)
What = Look.What
# Takes the request, what is seen and when, and the parts of the address behind the athlete.
Page = Callable[..., HttpResponse]


def _for_coach(page: Page, what: Look.What, needs: Iterable[Grant] = ()) -> Page:
    """Return the view of a page for the coach of the athlete with the key in the address."""

    @require_safe
    def view(request: PersonRequest, pk: int, **parts: Any) -> HttpResponse:
        now = timezone.now()
        return page(request, let_in(request.user, pk, what, now, needs=needs), now, **parts)

    return view


def _for_athlete(page: Page, needs: Iterable[Grant] = ()) -> Page:
    """Return the view of the same page for the athlete: what the coach of their own link with that key sees."""

    @require_safe
    def view(request: PersonRequest, pk: int, **parts: Any) -> HttpResponse:
        now = timezone.now()
        return page(request, preview(request.user, pk, now, needs=needs), now, **parts)

    return view


def athlete_page(
    request: PersonRequest, seen: Sight, now: datetime, *, note: NoteForm | None = None, labels: LabelsForm | None = None, status: int = 200
) -> HttpResponse:
    """Show how the log stands, to the coach also what they have noted; `note` and `labels` are forms that were refused."""
    facts = _standing_facts(seen, request.user, now)
    if seen.link and not seen.is_preview:
        notes = list(notes_of(seen.link))
        facts |= {
            "notes": notes,
            "is_refused": bool(note or labels),
            "note_form": note or NoteForm.fresh(request.user, now, revisit_on=notes[0].revisit_on if notes else None),
            "labels_form": labels or LabelsForm(user=request.user, now=now, initial={"names": ", ".join(labels_of(seen.link))}),
        }
    return _render(request, "detail", seen, facts, status)


def _standing_facts(seen: Sight, reader: User, now: datetime) -> dict[str, Any]:
    """Return what the log shows now. At most seven statements."""
    state, told = state_for(seen), Reader(reader.units, seen.today)
    is_stale = state.is_stale(seen.today)
    if seen.grants and is_stale:
        queue_assessment(now)
    chart = chart_of(seen, state.episode, state.flags, reader.units)
    return {
        "state": state,
        "is_stale": is_stale,
        "elements": elements_for(state, told),
        "attention": attention_for(state, told),
        "chart": chart,
        "stats": stats_of(chart, state.episode) if seen.pain else (),
        "lines": latest_lines(seen, LATELY),
    }


def _back(request: PersonRequest, seen: Sight, now: datetime, opened_on: str = "") -> HttpResponse:
    """Show the latest episode, or that of a day, and the list of all."""
    history, thresholds = load_history(seen.athlete, now)
    stories = stories_of(seen.athlete, history, thresholds)
    if not stories and not opened_on:
        return _render(request, "back", seen, {})
    story = opened(stories, opened_on) if opened_on else stories[0]
    return _render(request, "back", seen, episode_facts(seen, request.user.units, stories, story, request.GET))


def _shoes(request: PersonRequest, seen: Sight, now: datetime) -> HttpResponse:
    """Show the pairs with their distance, checks and comfort."""
    return _render(request, "shoes", seen, _pairs(seen, now))


def _pairs(seen: Sight, now: datetime) -> dict[str, Any]:
    """Return the pairs in use and those retired, each with its latest comfort. Two statements."""
    ratings = ComfortRating.objects.filter(shoe__athlete=seen.athlete, on__lte=seen.today).order_by("on", "position")
    comfort = {rating.shoe_id: rating for rating in ratings}
    pairs = [(_cut_pair(facts, seen), comfort.get(facts.shoe.pk)) for facts in shoes_of(seen.athlete, now)]
    return {"in_use": [pair for pair in pairs if not pair[0].is_retired], "retired": [pair[0] for pair in pairs if pair[0].is_retired]}


def _cut_pair(facts: ShoeFacts, seen: Sight) -> ShoeFacts:
    cut([facts.shoe], seen)
    return facts if seen.notes or facts.check is None else replace(facts, check=replace(facts.check, note=None))


def _diary(request: PersonRequest, seen: Sight, now: datetime) -> HttpResponse:
    """Show what is shared by date, newest first."""

    def address(kind: str, pk: int) -> str:
        return seen.address("run", pk) if kind == "run" and seen.training else ""

    return _render(request, "diary", seen, diary_facts(request.GET, seen, address))


def _run(request: PersonRequest, seen: Sight, now: datetime, run: int) -> HttpResponse:
    """Show one run; what the back said of it, where that is shared."""
    found = get_object_or_404(rows(Run, seen).select_related("shoe"), pk=run)
    line = lines_of([found], seen)[0]
    scores = cut(rows(PainScore, seen).filter(run=found).order_by("at", "pk"), seen)
    return _render(request, "run", seen, {"run": line.run, "scores": scores})


def _print(request: PersonRequest, seen: Sight, now: datetime) -> HttpResponse:
    """Show everything of today on one page, to print; the coach's notes stay out of it."""
    facts = _standing_facts(seen, request.user, now) | (_pairs(seen, now) if seen.training else {})
    return _render(request, "print", seen, facts)


def _render(request: PersonRequest, here: str, seen: Sight, facts: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Draw a page with what all of them have: what is shared, and the way to the others."""
    pages = [(name, words) for name, words, needs in PAGES if seen.may(needs)]
    same: dict[str, Any] = {
        "seen": seen,
        "here": here,
        "seen_pages": pages,
        "shares": grant_lines(seen.link, seen.today) if seen.link else (),
    }
    if not seen.is_preview:
        same["shared"] = digest_of(shared_now(request.user, timezone.now()))
    return render(request, f"coaching/athlete_{here}.html", {**facts, **same}, status=status)


athlete_detail, seen_detail = _for_coach(athlete_page, What.TODAY), _for_athlete(athlete_page)
athlete_back, seen_back = _for_coach(_back, What.BACK, PAIN), _for_athlete(_back, PAIN)
athlete_shoes, seen_shoes = _for_coach(_shoes, What.SHOES, TRAINING), _for_athlete(_shoes, TRAINING)
athlete_diary, seen_diary = _for_coach(_diary, What.DIARY, EITHER), _for_athlete(_diary, EITHER)
athlete_run, seen_run = _for_coach(_run, What.RUN, TRAINING), _for_athlete(_run, TRAINING)
athlete_print, seen_print = _for_coach(_print, What.PRINT), _for_athlete(_print)
