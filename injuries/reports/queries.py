"""What a report reads of a log: a fixed number of statements, whatever the length of the log."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import Count

from injuries.engine.log import Run as EngineRun
from injuries.guidance.episode_queries import days_lost, load_history
from injuries.reports.content import Answered, AppointmentReport, Recorded, ScoreGroup, Span, before_of, report_of, span_of
from injuries.reports.models import ReportChoice
from injuries.reports.parts import Chosen, usual_paper
from injuries.symptoms.models import Appointment, LegReport, PainScore, SignCheck
from runlog.core.dates import at_offset
from runlog.people.access import Sight, rows
from runlog.people.models import User
from runlog.training.models import Run


def load_report(sight: Sight, now: datetime) -> AppointmentReport:
    """Return what the athlete's own log knows for an appointment at `now`. Seven statements."""
    history, _thresholds = load_history(sight.athlete, now)
    span = span_of(history)
    found = Recorded(
        runs=list(_runs(sight, Span(before_of(span).first, span.last))),
        scores=list(_scores(sight, span)),
        checks=[_answered(row, history.on) for row in _until(SignCheck, sight, history.on)],
        leg_reports=[_answered(row, history.on) for row in _until(LegReport, sight, history.on)],
        lost=days_lost(sight.athlete),
    )
    return report_of(history, found, sight.athlete.units)


def _answered(row: SignCheck | LegReport, on: date) -> Answered:
    """Return a check or leg report as it stands on a day: a resolution that is dated later has not happened yet."""
    closed = (row.resolved_on, row.resolved_how) if row.is_closed(on) else (None, None)
    return Answered(row.local_on, row.answers, *closed)


def coming_appointment(athlete: User, now: datetime) -> Appointment | None:
    """Return the next appointment that is neither cancelled nor over. One statement."""
    ahead = Appointment.objects.of(athlete).filter(local_on__gte=athlete.today(now)).exclude(cancelled=True).exclude(attended=True)
    return ahead.order_by("local_on", "pk").first()


def chosen_for(appointment: Appointment | None, country: str) -> Chosen:
    """Return what goes on the report of an appointment; before anything was chosen all but the private answers. One statement at most."""
    row = ReportChoice.objects.filter(appointment=appointment).first() if appointment else None
    return row.chosen if row else Chosen(usual_paper(country))


def _runs(sight: Sight, span: Span) -> Iterator[EngineRun]:
    columns = ("log_id", "started_at", "offset_min", "distance_m", "duration_s", "shoe__log_id", "limited_by_back", "warm_up_state")
    found = rows(Run, sight).between(span.first, span.last).order_by("started_at", "pk").values_list(*columns)
    for log_id, started_at, offset_min, distance_m, duration_s, shoe, limited, warm_up in found:
        moment = at_offset(started_at, offset_min)
        yield EngineRun(log_id, moment, distance_m, duration_s, shoe=shoe, limited_by_back=limited, warm_up_state=warm_up)


def _scores(sight: Sight, span: Span) -> Iterator[ScoreGroup]:
    alike = ("area", "side", "moment_of_day", "worse_with_impact", "score")
    found = rows(PainScore, sight).between(span.first, span.last).order_by(*alike).values_list(*alike).annotate(Count("pk"))
    return (ScoreGroup(*values) for values in found)


def _until(model: type[SignCheck] | type[LegReport], sight: Sight, on: object) -> Iterable[SignCheck | LegReport]:
    return rows(model, sight).filter(local_on__lte=on).order_by("at", "pk")
