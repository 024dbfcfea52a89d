"""The timeline of an episode: day by day, newest first, a page of days at a time; stretches without an entry are said."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from injuries.engine.episodes import OPENING_SCORE, Episode
from injuries.engine.levels import LEVELS, highest, rank
from injuries.guidance.episode_stories import Story, silences
from injuries.guidance.sentences import Reader
from injuries.overview.back_lines import (
    Line,
    appointment_line,
    care_line,
    check_line,
    flag_line,
    leg_line,
    pain_line,
    run_line,
    shoe_lines,
    silence_line,
)
from injuries.overview.back_queries import Happened, Span, event_days, happened, shoe_keys
from injuries.overview.back_words import closing_words, episode_url
from runlog.people.access import Sight

PAGE_DAYS = 20
# What came before may have to do with it.
BEFORE = timedelta(days=28)
SHORTEST_SILENCE = 2


@dataclass(frozen=True)
class Day:
    """A day with what happened on it."""

    on: date
    lines: tuple[Line, ...]

    @property
    def month(self) -> date:
        """The first day of its month."""
        return self.on.replace(day=1)

    @property
    def look(self) -> str:
        """The highest level of its lines, else `unknown` where one of them says that nothing is known, else empty."""
        levels = [line.level for line in self.lines]
        return highest(level for level in levels if level in LEVELS) or next((level for level in levels if level), "")


def span_of(story: Story) -> Span:
    """Return the days that the timeline of an episode covers: from four weeks before it, or from the day its pain began."""
    first = min(story.episode.onset_on, story.episode.opened_on - BEFORE)
    return Span(first, story.last, story.last if story.is_closed else date.max)


def timeline(sight: Sight, story: Story, reader: Reader, asked: str | None) -> tuple[Page[date], list[Day]]:
    """Return one page of days, and the days with what happened on them. Nine statements."""
    span = span_of(story)
    above, below = list(_headlines(story, span, reader)), list(_days_and_shoes(sight, story, span))
    days = {line.on for line in chain(above, below)} | event_days(sight, span)
    page: Page[date] = Paginator(sorted(days, reverse=True), PAGE_DAYS).get_page(asked)
    shown = list(page.object_list)
    stored = _stored_lines(happened(sight, shown[-1], shown[0]), story, reader, sight)
    by_day: dict[date, list[Line]] = defaultdict(list)
    for line in chain(above, stored, below):
        # The pages of records are the athlete's own.
        by_day[line.on].append(line if sight.is_own else replace(line, url=""))
    return page, [Day(on, tuple(by_day[on])) for on in shown]


def _headlines(story: Story, span: Span, reader: Reader) -> Iterator[Line]:
    """Say how episodes opened and closed, and where the log is silent."""
    silent = silences(story.history.days.entry_days, span.first, span.last, SHORTEST_SILENCE)
    lines = chain(
        *(_episode_lines(episode, story) for episode in story.history.episodes),
        _onset_lines(story),
        (silence_line(first, last, reader.today) for first, last in silent),
    )
    return (line for line in lines if span.first <= line.on <= span.last)


def _days_and_shoes(sight: Sight, story: Story, span: Span) -> Iterator[Line]:
    """Say the worst pain of each day with an entry, and what became of shoes. One statement."""
    history = story.history
    lines = chain(
        (pain_line(day, history.days.daily_max[day]) for day in history.days.entry_days if span.first <= day <= span.last),
        shoe_lines(history.pairs, shoe_keys(sight.athlete), history.on) if sight.training else (),
    )
    return (line for line in lines if span.first <= line.on <= span.last)


def _episode_lines(episode: Episode, story: Story) -> Iterator[Line]:
    own, score = episode == story.episode, story.history.days.daily_max[episode.opened_on]
    url = "" if own else episode_url(episode)
    if episode.closed_on:
        told = Story(story.history, episode)
        yield Line(episode.closed_on, _("The episode closed") if own else _("An earlier episode closed"), closing_words(told), url)
    why = _("Pain %(score)s; a day with 4 or more opens an episode.") if score >= OPENING_SCORE else _again()
    yield Line(episode.opened_on, _("The episode opened") if own else _("Another episode opened"), why % {"score": score}, url)


def _again() -> str:
    return _("Pain %(score)s, and pain again within three days.")


def _onset_lines(story: Story) -> Iterator[Line]:
    if story.episode.onset_on != story.episode.opened_on:
        yield Line(story.episode.onset_on, _("The pain began"), _("Entered by hand; the log shows it from later on."))


def _stored_lines(found: Happened, story: Story, reader: Reader, sight: Sight) -> Iterable[Line]:
    """Say what stands in the tables, the most telling first."""
    return chain(
        (flag_line(event, reader, sight) for event in sorted(found.flag_events, key=lambda event: rank(event.level), reverse=True)),
        (check_line(check, reader.today) for check in found.sign_checks),
        (leg_line(report, reader.today) for report in found.leg_reports),
        (appointment_line(each, story.history.on) for each in found.appointments),
        (run_line(line, reader) for line in found.runs),
        (care_line(care) for care in found.home_care),
    )
