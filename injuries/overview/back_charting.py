"""The chart of an episode: some weeks before it and all of it, in parts that can still be read when it lasts for years."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator

from injuries.engine.history import History
from injuries.overview.back_queries import flags_marked
from injuries.overview.queries import runs_between
from runlog.core.charts import BackChart, Mark, Shade, back_chart
from runlog.people.access import Sight

PART_DAYS = 182
# A rest shorter than this is drawn with the part before it.
SHORTEST_PART_DAYS = 56


@dataclass(frozen=True)
class ChartPart:
    """One part of a long chart, the latest being part 1."""

    chart: BackChart
    page: Page[int]

    @property
    def first(self) -> date:
        """Its first day."""
        return self.chart.days[0].on

    @property
    def last(self) -> date:
        """Its last day."""
        return self.chart.days[-1].on


def chart_part(sight: Sight, units: str, history: History, first: date, last: date, asked: str | None) -> ChartPart:
    """Return the asked part of the chart of `first` .. `last`; what is no number is the latest part. Two statements.

    The reader may see the pain; the runs only where they may see those too. `units` are the reader's.
    """
    ago = range((last - first).days + 1)
    page: Page[int] = Paginator(ago, PART_DAYS, orphans=SHORTEST_PART_DAYS).get_page(asked)
    since, until = (last - timedelta(days=page.object_list[place]) for place in (-1, 0))
    shades = [Shade(episode.onset_on, episode.closed_on or history.on) for episode in history.episodes]
    chart = back_chart(
        first=since,
        last=until,
        pains=history.days.daily_max,
        runs=runs_between(sight, since, until),
        units=units,
        has_runs=sight.training,
        episodes=shades,
        marks=[Mark(on, level) for on, level in sorted(flags_marked(sight, since, until))],
    )
    return ChartPart(chart, page)
