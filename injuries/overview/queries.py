"""What the pages of this room read of a log: days for the chart, runs with their scores, the morning's question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from injuries.overview.run_words import pain_words, warm_up_words
from injuries.symptoms.choices import MORNING_HOURS
from injuries.symptoms.models import LegReport, PainScore
from runlog.people.access import Sight, cut, rows
from runlog.people.models import User
from runlog.training.models import Run
from runlog.training.queries.shoes import started

RUN_MOMENTS = (PainScore.Moment.BEFORE_RUN, PainScore.Moment.DURING_RUN, PainScore.Moment.AFTER_RUN)


@dataclass(frozen=True)
class RunLine:
    """A run and its highest linked back scores, in the order before, during, after; `None` where there is none."""

    run: Run
    scores: tuple[int | None, ...]
    # Whether the reader sees pain at all: else nothing is said of there being none.
    has_pain: bool = True

    @property
    def month(self) -> date:
        """The first day of the run's month."""
        return self.run.local_on.replace(day=1)

    @property
    def has_scores(self) -> bool:
        """Whether any of the three was given."""
        return any(score is not None for score in self.scores)

    @property
    def pain(self) -> str:
        """The scores in words; nothing of a missed session without any."""
        if self.has_scores:
            return pain_words(self.scores)
        return _("no pain entry") if self.has_pain and not self.run.is_missed else ""

    @property
    def warm_up(self) -> str:
        """The warm-up in words."""
        return warm_up_words(self.run)


def worst_by_day(sight: Sight, first: date, last: date) -> dict[date, int]:
    """Return the highest back score of every day that has one. At most one query."""
    scores = rows(PainScore, sight).filter(local_on__range=(first, last), area__in=PainScore.BACK_AREAS)
    return dict(scores.order_by().values_list("local_on").annotate(Max("score")))


def runs_between(sight: Sight, first: date, last: date) -> list[tuple[date, Decimal | None]]:
    """Return the date and distance of every run of the days. At most one query."""
    runs = started(rows(Run, sight).filter(local_on__range=(first, last)))
    return list(runs.values_list("local_on", "distance_m"))


def lines_of(runs: Iterable[Run], sight: Sight) -> list[RunLine]:
    """Return the runs with their scores, cut to what the reader may see. At most one query."""
    runs = cut(runs, sight)
    worst = worst_of_runs(runs) if sight.pain else {}
    return [RunLine(run, tuple(worst.get((run.pk, moment)) for moment in RUN_MOMENTS), sight.pain) for run in runs]


def worst_of_runs(runs: Sequence[Run]) -> Mapping[tuple[int, str], int]:
    """Return the highest linked back score by run and moment. One query."""
    scores = PainScore.objects.filter(**_of(runs), area__in=PainScore.BACK_AREAS, moment_of_day__in=RUN_MOMENTS)
    found = scores.order_by().values_list("run_id", "moment_of_day").annotate(Max("score"))
    return {(run, moment): score for run, moment, score in found}


def latest_lines(sight: Sight, count: int) -> list[RunLine]:
    """Return the latest runs and missed sessions with their scores. At most two queries."""
    return lines_of(rows(Run, sight).newest_first().select_related("shoe")[:count], sight)


def run_to_ask_about(lines: Iterable[RunLine], athlete: User, now: datetime) -> Run | None:
    """Return yesterday's latest run, in the hours of the morning, while no back score of it is in the log. At most one query."""
    local = athlete.local(now)
    if local.hour not in MORNING_HOURS:
        return None
    today = local.date()
    yesterday = today - timedelta(days=1)
    run = next((line.run for line in lines if not line.run.is_missed and line.run.local_on == yesterday), None)
    return None if run is None or has_morning_score(athlete, today) else run


def has_morning_score(athlete: User, today: date) -> bool:
    """Tell whether a back score of the day counts as the morning's (guidance section 8, `pain_not_settled`)."""
    scores = PainScore.objects.filter(athlete=athlete, local_on=today, area__in=PainScore.BACK_AREAS)
    return any(
        score.moment_of_day == PainScore.Moment.MORNING
        or (score.moment.hour in MORNING_HOURS and score.moment_of_day not in (PainScore.Moment.DURING_RUN, PainScore.Moment.AFTER_RUN))
        for score in scores
    )


def scores_of(run: Run) -> list[PainScore]:
    """Return every score linked to the run, by time. One query."""
    return list(PainScore.objects.filter(**_of([run])).order_by("at", "pk"))


def leg_reports_of(run: Run) -> list[LegReport]:
    """Return every leg report linked to the run. One query."""
    return list(LegReport.objects.filter(**_of([run])).order_by("at", "pk"))


def _of(runs: Sequence[Run]) -> dict[str, Any]:
    """Say which runs, and whose they are, by which an index and a database in parts find the rows."""
    return {"athlete__in": {run.athlete_id for run in runs}, "run__in": [run.pk for run in runs]}
