"""What the pages of a back say of an episode: plain words and numbers with their period, unknown said as unknown."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from injuries.engine.episodes import Episode
from injuries.guidance.episode_stories import Return, Story
from injuries.guidance.episode_words import WEEK_DAYS, Row, stage_words, weeks
from injuries.guidance.sentences import Reader, write_day, write_number

STATES = {
    "open": gettext_lazy("open"),
    "quiet": gettext_lazy("quiet"),
    "stale": gettext_lazy("no news"),
}

Stat = tuple[str, str, str]


def state_word(story: Story) -> str:
    """Return the state in a word."""
    return _("closed") if story.is_closed else str(STATES[story.course.state])


def state_words(story: Story, reader: Reader) -> str:
    """Return the state in a sentence."""
    if story.is_closed:
        return closing_words(story)
    if story.course.state == "quiet":
        text = _("Quiet: no pain in the last 7 days, on %(entries)s of which there is an entry.")
        return text % {"entries": story.week_entries}
    if story.course.state == "stale":
        return _("Open, but there has been no entry for 28 days or more.")
    latest = story.history.days.latest_entry(story.last) or story.episode.opened_on
    return _("Open. The latest entry on the back is of %(day)s.") % {"day": write_day(latest, reader.today)}


def closing_words(story: Story) -> str:
    """Return how an episode closed. It never says that a back is well."""
    entries = story.closing_entries
    if not entries:
        return _("Closed: 28 days without any entry, and then a new one.")
    return _("Closed: 28 days without pain, %(entries)s of them with an entry.") % {"entries": entries}


def stats_of(story: Story) -> list[Stat]:
    """Return five numbers: what, number, small print."""
    course = story.course
    age = _("Lasted") if story.is_closed else _("Age")
    entries = _("of %(days)s") % {"days": story.days}
    return [
        (age, weeks(course.age_days), stage_words(story)),
        (_("First days"), write_number(course.baseline), _("of 10, middle score")),
        _current(story),
        (_("Worst"), str(max(story.scores)), _("of 10")),
        (_("Days with an entry"), str(len(story.scores)), entries),
    ]


def _current(story: Story) -> Stat:
    what = _("Its last 7 days") if story.is_closed else _("Last 7 days")
    if story.course.current is not None:
        return what, write_number(story.course.current), _counted(story.week_entries)
    missing = story.entries_missing
    if story.is_closed:
        return what, _("not known"), _("%(entries)s of 4 entries needed") % {"entries": story.week_entries}
    return what, _("not known"), ngettext("%(count)s more entry needed", "%(count)s more entries needed", missing) % {"count": missing}


def _counted(entries: int) -> str:
    return ngettext("from %(count)s entry", "from %(count)s entries", entries) % {"count": entries}


def days_lost_words(story: Story) -> str:
    """Return the days of running lost with what counts as one."""
    meaning = _("A day of running is lost when a session is logged that was not started because of the back, and no run that day.")
    if not story.days_lost:
        return f"{meaning} {_('None is logged here.')}"
    count = ngettext("This episode has %(count)s such day.", "This episode has %(count)s such days.", story.days_lost) % {
        "count": story.days_lost
    }
    return f"{meaning} {count}"


def return_row(back: Return | None, reader: Reader) -> Row | None:
    """Return what the episode came back after, None when it is none that came back."""
    if back is None:
        return None
    days = ngettext("%(days)s day", "%(days)s days", back.gap_days) % {"days": back.gap_days}
    if back.previous is None:
        text = _("There was back pain in the year before the log, and this opened %(days)s after the log began.")
        return Row(text % {"days": days}, "")
    text = _("It opened %(days)s after an earlier one had closed.") % {"days": days}
    return Row(text, _("The episode of %(day)s") % {"day": write_day(back.previous.opened_on, reader.today)}, episode_url(back.previous))


@dataclass(frozen=True)
class ListRow:
    """One line of the list of all episodes."""

    story: Story
    weeks: str
    state: str
    worst: int
    url: str

    @property
    def key(self) -> str:
        """The day on which it opened, as its page is addressed."""
        return self.story.episode.opened_on.isoformat()


def list_row(story: Story) -> ListRow:
    """Return an episode as the list of all has it."""
    return ListRow(
        story, write_number(Decimal(story.course.age_days) / WEEK_DAYS), state_word(story), max(story.scores), episode_url(story.episode)
    )


def summary_of(stories: Iterable[Story]) -> str:
    """Return how many episodes there are: 1 open, 2 closed."""
    closed = [story.is_closed for story in stories]
    parts = [_("1 open episode")] if not all(closed) else []
    if any(closed):
        parts.append(ngettext("%(count)s closed episode", "%(count)s closed episodes", sum(closed)) % {"count": sum(closed)})
    return " · ".join(parts)


def episode_url(episode: Episode) -> str:
    """Return the address of an episode's own page."""
    return reverse("back_episode", args=[episode.opened_on.isoformat()])
