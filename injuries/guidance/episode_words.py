"""What every page says of an episode: how long it has lasted, its stage, what was tried at home."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from injuries.guidance.episode_stories import Story, Tried
from injuries.guidance.sentences import Reader, write_day, write_number
from injuries.symptoms.choices import HomeCareKind

WEEK_DAYS = 7
# The word of the stage, and how long that is.
STAGES = {
    "acute": (gettext_lazy("acute"), gettext_lazy("under 6 weeks")),
    "subacute": (gettext_lazy("subacute"), gettext_lazy("6 to 12 weeks")),
    "persistent": (gettext_lazy("persistent"), gettext_lazy("12 weeks or more")),
}


@dataclass(frozen=True)
class Row:
    """One line of a list: what, how much, and more about it."""

    what: str
    value: str
    url: str = ""


def weeks(days: int) -> str:
    """Write days as weeks with one decimal: 2.6 weeks."""
    number = write_number(Decimal(days) / WEEK_DAYS)
    return ngettext("%(number)s week", "%(number)s weeks", 1 if number == "1" else 2) % {"number": number}


def stage_words(story: Story) -> str:
    """Return the stage with what it means: acute (under 6 weeks)."""
    word, meaning = STAGES[story.course.stage]
    return f"{word} ({meaning})"


def tried_rows(story: Story, reader: Reader) -> list[Row]:
    """Return what was tried at home, a line a kind."""
    return [Row(kind_words(each), times(each, reader)) for each in story.tried]


def kind_words(tried: Tried) -> str:
    """Return what was tried."""
    return str(HomeCareKind(tried.kind).label) if tried.kind else _("Not said what")


def times(tried: Tried, reader: Reader) -> str:
    """Return on how many days it was tried, first and last."""
    first, last = write_day(tried.first, reader.today), write_day(tried.last, reader.today)
    if tried.days == 1:
        return _("on 1 day, %(day)s") % {"day": first}
    return _("on %(days)s days, %(first)s to %(last)s") % {"days": tried.days, "first": first, "last": last}
