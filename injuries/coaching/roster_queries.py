"""What a roster reads: of every athlete the little that order and filters go by, and the facts of the rows that are shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Case, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When

from injuries.coaching.models import CoachNote, Label
from injuries.coaching.reasons import GROUPS, LOUD, NEVER_RESTS, STEP, level_of
from injuries.engine.levels import FOOTWEAR, LEVELS
from injuries.guidance.models import Assessment, Flag, FlagEvent
from injuries.symptoms.models import HomeCare, LegReport, PainScore, SignCheck
from runlog.core.dates import today_in
from runlog.people.access import athletes_of
from runlog.people.grants import Grant, Terms
from runlog.people.models import Look, User
from runlog.training.models import Run, StrengthSession, Walk
from runlog.training.queries.shoes import started

SPARK_DAYS = 28
WEEK_DAYS = 7
# Room for the key of a flag beside its weight in one number.
KEYS = 10**12
ENTRIES: Mapping[Grant, tuple[type[Any], ...]] = {
    Grant.TRAINING: (Run, Walk, StrengthSession),
    Grant.PAIN: (PainScore, LegReport, SignCheck, HomeCare),
}


@dataclass(slots=True)
class Standing:
    """One athlete of a coach: what is granted today, and what order and filters go by; nothing that is not shared is in it."""

    link: int
    athlete: int
    name: str
    today: date
    grants: frozenset[Grant]
    terms: Terms
    assessed_on: date | None
    is_due: bool
    # When the coach last opened the athlete's page, and last dealt with the row; None for never.
    looked_at: datetime | None
    dealt_at: datetime | None
    revisit_on: date | None
    note: str
    labels: list[str] = field(default_factory=list)
    # The weight of the most pressing flag (reasons), and its key.
    weight: int = 0
    flag: int = 0
    # When a flag of level notice or more was last raised or rose.
    risen_at: datetime | None = None

    @property
    def level(self) -> str | None:
        """The level of the most pressing flag."""
        return level_of(self.weight)

    @property
    def is_loud(self) -> bool:
        """Whether something is worth a word."""
        return self.level in LOUD

    @property
    def is_changed(self) -> bool:
        """Whether the coach has not looked since something was raised or rose, or never."""
        return self.looked_at is None or (self.risen_at is not None and self.risen_at > self.looked_at)

    @property
    def is_stale(self) -> bool:
        """Whether the athlete's day, or the last change, is not assessed yet."""
        return self.is_due or self.assessed_on is None or self.assessed_on < self.today

    def is_resting(self, today: date) -> bool:
        """Tell whether it is dealt with: until the day to look again, and as long as nothing gets worse. Warning signs never are."""
        if self.revisit_on is None or self.dealt_at is None or self.revisit_on <= today or self.level in NEVER_RESTS:
            return False
        return self.risen_at is None or self.risen_at <= self.dealt_at

    def is_to_revisit(self, today: date) -> bool:
        """Tell whether the day to look again has come."""
        return self.revisit_on is not None and self.revisit_on <= today


def standings(coach: User, now: datetime) -> list[Standing]:
    """Return every athlete of the coach. Three statements."""
    found = [_standing(row, now) for row in _links(coach)]
    _add_labels(found)
    _add_weights(found)
    return found


def _links(coach: User) -> QuerySet[Any, Any]:
    dealt = CoachNote.objects.filter(link=OuterRef("pk"), revisit_on__isnull=False).order_by("-at", "-pk")
    looks = Look.objects.filter(viewer=coach, athlete=OuterRef("athlete"), what=Look.What.TODAY).order_by("-on")
    return (
        athletes_of(coach)
        .annotate(
            looked_at=Subquery(looks.values("last_at")[:1]),
            dealt_at=Subquery(dealt.values("at")[:1]),
            revisit_on=Subquery(dealt.values("revisit_on")[:1]),
            note=Subquery(dealt.values("text")[:1]),
        )
        .values_list(
            *("pk", "athlete_id", "athlete__display_name", "athlete__email", "athlete__time_zone"),
            *("training_until", "pain_until", "notes_until", "athlete__assessment__on", "athlete__assessment__is_due"),
            *("looked_at", "dealt_at", "revisit_on", "note"),
        )
    )


def _standing(row: Sequence[Any], now: datetime) -> Standing:
    link, athlete, name, email, zone, training, pain, notes, assessed_on, is_due, *rest = row
    terms, today = Terms(training, pain, notes), today_in(now, zone)
    looked_at, dealt_at, revisit_on, note = rest
    return Standing(
        link=link,
        athlete=athlete,
        name=name or email.partition("@")[0],
        today=today,
        grants=terms.on(today),
        terms=terms,
        assessed_on=assessed_on,
        is_due=is_due is not False,
        looked_at=looked_at,
        dealt_at=dealt_at,
        revisit_on=revisit_on,
        note=note or "",
    )


def _add_labels(found: Sequence[Standing]) -> None:
    by_link = {each.link: each for each in found}
    for link, name in Label.objects.filter(link__in=list(by_link)).order_by("name").values_list("link_id", "name"):
        by_link[link].labels.append(name)


def _add_weights(found: Sequence[Standing]) -> None:
    """Ask for the most pressing flag of each, of those that are shared."""
    pain = [each.athlete for each in found if Grant.PAIN in each.grants]
    shoes = [each.athlete for each in found if Grant.TRAINING in each.grants and Grant.PAIN not in each.grants]
    shared = Flag.objects.open().filter(Q(athlete__in=pain) | Q(athlete__in=shoes, element=FOOTWEAR))
    rows = shared.order_by().values("athlete").annotate(top=Max(_pressing()), risen=Max("risen_at", filter=Q(level__in=LOUD)))
    by_athlete = {each.athlete: each for each in found}
    for athlete, top, risen in rows.values_list("athlete", "top", "risen"):
        each = by_athlete[athlete]
        each.weight, each.flag = divmod(top, KEYS)
        each.risen_at = risen


def _pressing() -> Any:
    """Return the expression for a flag's weight, with its key behind it."""
    number = BigIntegerField()
    groups = [
        When(rule__in=rules, level__in=LOUD, then=Value((len(GROUPS) - place) * STEP * KEYS, output_field=number))
        for place, rules in enumerate(GROUPS)
    ]
    levels = [When(level=level, then=Value((place + 1) * KEYS, output_field=number)) for place, level in enumerate(LEVELS)]
    zero = Value(0, output_field=number)
    return Case(*groups, default=zero, output_field=number) + Case(*levels, default=zero, output_field=number) + F("pk")


@dataclass(frozen=True)
class Running:
    """The last seven days of running: distance and longest run in metres; None where no run of them has a distance."""

    runs: int = 0
    distance_m: Decimal | None = None
    longest_m: Decimal | None = None


def running(shown: Iterable[Standing]) -> dict[int, Running]:
    """Return the running of those who share it, by athlete. One statement."""
    days = {each.athlete: each.today for each in shown if Grant.TRAINING in each.grants}
    if not days:
        return {}
    first, last = _span(days, WEEK_DAYS)
    runs = started(Run.objects.filter(athlete__in=list(days), local_on__range=(first, last))).order_by()
    found: dict[int, list[Decimal | None]] = defaultdict(list)
    for athlete, on, distance_m in runs.values_list("athlete_id", "local_on", "distance_m"):
        if 0 <= (days[athlete] - on).days < WEEK_DAYS:
            found[athlete].append(distance_m)
    return {athlete: _running(found.get(athlete, [])) for athlete in days}


def _running(distances: Sequence[Decimal | None]) -> Running:
    known = [each for each in distances if each is not None]
    return Running(len(distances), sum(known, Decimal(0)) if known or not distances else None, max(known, default=None))


@dataclass(frozen=True)
class Latest:
    """The days of the last run and of the last entry of any kind that is shared; None for none."""

    run_on: date | None = None
    entry_on: date | None = None


def latest(shown: Iterable[Standing]) -> dict[int, Latest]:
    """Return the last days of each, by athlete. One statement, in which each table is asked for one row an athlete."""
    shown = list(shown)
    if not shown:
        return {}
    last = max(each.today for each in shown)
    columns = {f"{grant}_{model._meta.model_name}": _last_day(model, last) for grant, models in ENTRIES.items() for model in models}
    missed = Run.objects.filter(athlete=OuterRef("pk"), local_on__lte=last, limited_by_back=Run.Limited.NOT_STARTED)
    columns["pain_missed"] = Subquery(missed.order_by("-local_on").values("local_on")[:1])
    rows = User.objects.filter(pk__in=[each.athlete for each in shown]).values("pk").annotate(**columns)
    by_athlete = {row["pk"]: row for row in rows}
    return {each.athlete: _latest(each, by_athlete.get(each.athlete, {})) for each in shown}


def _last_day(model: type[Any], last: date) -> Subquery:
    rows = model.objects.filter(athlete=OuterRef("pk"), local_on__lte=last)
    rows = started(rows) if model is Run else rows
    return Subquery(rows.order_by("-local_on").values("local_on")[:1])


def _latest(each: Standing, row: Mapping[str, Any]) -> Latest:
    known = {name: min(day, each.today) for name, day in row.items() if isinstance(day, date)}
    entries = [day for name, day in known.items() if name.partition("_")[0] in each.grants]
    return Latest(known.get("training_run") if Grant.TRAINING in each.grants else None, max(entries, default=None))


def pains(shown: Iterable[Standing]) -> dict[int, list[int | None]]:
    """Return the worst pain of each of the last 28 days, oldest first, of those who share it; None is a day without an entry.

    One statement.
    """
    days = {each.athlete: each.today for each in shown if Grant.PAIN in each.grants}
    if not days:
        return {}
    first, last = _span(days, SPARK_DAYS)
    scores = PainScore.objects.filter(athlete__in=list(days), local_on__range=(first, last), area__in=PainScore.BACK_AREAS)
    found: dict[int, list[int | None]] = {athlete: [None] * SPARK_DAYS for athlete in days}
    for athlete, on, score in scores.order_by().values_list("athlete_id", "local_on").annotate(Max("score")):
        ago = (days[athlete] - on).days
        if 0 <= ago < SPARK_DAYS:
            found[athlete][SPARK_DAYS - 1 - ago] = score
    return found


def element_states(shown: Iterable[Standing]) -> dict[int, Mapping[str, str]]:
    """Return the states of the five elements of those who share them, by athlete. One statement."""
    keys = [each.athlete for each in shown if Grant.PAIN in each.grants]
    rows = Assessment.objects.filter(athlete__in=keys).values_list("athlete_id", "result__elements")
    return {athlete: states or {} for athlete, states in rows}


def top_flags(shown: Iterable[Standing]) -> dict[int, Flag]:
    """Return the most pressing flag of each, by athlete. One statement."""
    return {flag.athlete_id: flag for flag in Flag.objects.filter(pk__in=[each.flag for each in shown if each.flag])}


def levels_before(shown: Iterable[Standing], flags: Mapping[int, Flag]) -> dict[int, str | None]:
    """Return the level at which the coach last saw each top flag that has risen since, by athlete; None: it was not there.

    One statement, none where nothing has risen.
    """
    risen = {each.flag: each for each in shown if each.looked_at and each.flag and flags[each.athlete].risen_at > each.looked_at}
    if not risen:
        return {}
    seen: dict[int, str | None] = {each.athlete: None for each in risen.values()}
    events = FlagEvent.objects.filter(flag__in=list(risen)).order_by("at", "pk").values_list("flag_id", "at", "level")
    for flag, at, level in events:
        each = risen[flag]
        if each.looked_at and at <= each.looked_at:
            seen[each.athlete] = level
    return seen


def _span(days: Mapping[int, date], count: int) -> tuple[date, date]:
    """Return the days that hold the last `count` of each athlete's."""
    return min(days.values()) - timedelta(days=count - 1), max(days.values())
