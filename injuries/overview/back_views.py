"""The pages of a back: the latest episode with the list of all, every episode by its day, and when its pain began."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from injuries.engine.history import History
from injuries.guidance.assessing import ensure_assessed
from injuries.guidance.episode_queries import days_lost, load_history
from injuries.guidance.episode_stories import Story, correction_in_force
from injuries.guidance.episode_words import tried_rows, weeks
from injuries.guidance.sentences import Reader, write_day
from injuries.guidance.stored_thresholds import StoredThresholds
from injuries.overview.back_charting import chart_part
from injuries.overview.back_timeline import BEFORE, timeline
from injuries.overview.back_words import (
    days_lost_words,
    episode_url,
    list_row,
    return_row,
    state_word,
    state_words,
    stats_of,
    summary_of,
)
from injuries.rules.recurring_pain import RULE as RECURRING
from injuries.symptoms.actions import correct_onset
from injuries.symptoms.forms import OnsetForm
from runlog.people.access import Sight, own_sight
from runlog.people.models import User
from runlog.people.requests import PersonRequest

NO_EPISODE_DAYS = 84
# Of more episodes the rest is folded away.
LISTED = 10
BOTH = ("GET", "HEAD", "POST")


@require_safe
def back(request: PersonRequest) -> HttpResponse:
    """Show the latest episode and the list of all; what an episode is, while there is none."""
    now = timezone.now()
    ensure_assessed(request.user, now)
    history, thresholds = load_history(request.user, now)
    stories = stories_of(request.user, history, thresholds)
    if not stories:
        return _no_episode(request, history)
    return _page(request, stories, stories[0], _onset_form(request, stories[0], now), now)


@require_http_methods(BOTH)
def back_episode(request: PersonRequest, opened_on: str) -> HttpResponse:
    """Show one episode; a POST says when its pain began."""
    now = timezone.now()
    if request.method != "POST":
        ensure_assessed(request.user, now)
    stories = stories_of(request.user, *load_history(request.user, now))
    story = opened(stories, opened_on)
    form = _onset_form(request, story, now)
    if form.is_valid():
        return _correct(request, story, form, now)
    return _page(request, stories, story, form, now, status=_status(form))


@require_http_methods(BOTH)
def onset_edit(request: PersonRequest, opened_on: str) -> HttpResponse:
    """Ask on a page of its own when the pain of an episode began."""
    now = timezone.now()
    story = opened(stories_of(request.user, *load_history(request.user, now)), opened_on)
    form = _onset_form(request, story, now)
    if form.is_valid():
        return _correct(request, story, form, now)
    day, url = write_day(story.episode.opened_on, request.user.today(now)), episode_url(story.episode)
    facts = {
        "form": form,
        "heading": _("When did this pain begin?"),
        "lead": _("Your log shows this pain since %(day)s. Did it begin before you logged it?") % {"day": day},
        "back_url": url,
        "cancel_url": url,
        "back": _("My back"),
    }
    return render(request, "components/form_page.html", facts, status=_status(form))


def stories_of(athlete: User, history: History, thresholds: StoredThresholds) -> list[Story]:
    """Return all episodes, newest first. One statement."""
    lost, within = days_lost(athlete), RECURRING.numbers(thresholds.numbers.get(RECURRING.key))["days"]
    return [Story(history, episode, lost, int(within)) for episode in reversed(history.episodes)]


def opened(stories: Sequence[Story], opened_on: str) -> Story:
    """Return the episode that opened on the day. Raises Http404 where none did."""
    story = next((each for each in stories if each.episode.opened_on.isoformat() == opened_on), None)
    if story is None:
        raise Http404
    return story


def _page(
    request: PersonRequest, stories: Sequence[Story], story: Story, form: OnsetForm, now: datetime, status: int = 200
) -> HttpResponse:
    facts = episode_facts(own_sight(request.user, now), request.user.units, stories, story, request.GET)
    return render(request, "overview/back.html", facts | {"onset_form": form}, status=status)


def episode_facts(sight: Sight, units: str, stories: Sequence[Story], story: Story, asked: QueryDict) -> dict[str, Any]:
    """Return what the page of an episode needs, for whoever may see the pain; `units` are the reader's. Eleven statements."""
    reader = Reader(units, sight.today)
    page, days = timeline(sight, story, reader, asked.get("page"))
    first = story.episode.opened_on - BEFORE
    return {
        "story": story,
        "rows": [list_row(each) for each in stories[:LISTED]],
        "older": [list_row(each) for each in stories[LISTED:]],
        "part": chart_part(sight, units, story.history, first, story.last, asked.get("part")),
        "page": page,
        "days": days,
        "summary": summary_of(stories),
        **_words(story, reader),
    }


def _words(story: Story, reader: Reader) -> dict[str, Any]:
    return {
        "tag": _("%(state)s · %(weeks)s") % {"state": state_word(story), "weeks": weeks(story.course.age_days)},
        "stats": stats_of(story),
        "state": state_words(story, reader),
        "lost": days_lost_words(story),
        "tried": tried_rows(story, reader),
        "came_back": return_row(story.came_back, reader),
    }


def _no_episode(request: PersonRequest, history: History) -> HttpResponse:
    last = history.on
    entries = history.days.entries(NO_EPISODE_DAYS, last)
    first = last - timedelta(days=NO_EPISODE_DAYS - 1)
    part = chart_part(own_sight(request.user, timezone.now()), request.user.units, history, first, last, None) if entries else None
    return render(request, "overview/back_empty.html", {"part": part, "latest_on": history.days.latest_entry(last)})


def _onset_form(request: PersonRequest, story: Story, now: datetime) -> OnsetForm:
    """Return the form that says when the pain of an episode began; the page posts it to the episode's own address."""
    user = request.user
    writer = {"units": user.units, "zone": user.time_zone, "now": now, "today": user.today(now)}
    sent = request.POST if request.method == "POST" else None
    return OnsetForm(sent, initial={"onset_on": story.episode.onset_on}, opened_on=story.episode.opened_on, **writer)


def _correct(request: PersonRequest, story: Story, form: OnsetForm, now: datetime) -> HttpResponse:
    """Store the correction; one that counts already is changed, for another of an earlier opening would not win over it."""
    known = correction_in_force(story.history.log.onsets, story.episode, story.history.on)
    opened_on = known.opened_on if known else story.episode.opened_on
    correct_onset(athlete=request.user, opened_on=opened_on, onset_on=form.cleaned_data["onset_on"], now=now)
    messages.success(request, _("Saved."))
    return redirect("back") if story.is_latest else redirect("back_episode", story.episode.opened_on.isoformat())


def _status(form: OnsetForm) -> int:
    return 422 if form.is_bound else 200
