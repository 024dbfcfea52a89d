"""What a roster reads: of every athlete the little that order and filters go by, and the facts of the rows that are shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, partial
from typing import Any

from django.db.models import BigIntegerField, Case, F, Max, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from injuries.coaching.models import CoachNote, Label
from injuries.coaching.reasons import GROUPS, LOUD, NEVER_RESTS, STEP, level_of
from injuries.engine.levels import FOOTWEAR, INFO, LEVELS
from injuries.guidance.models import Flag, FlagEvent
from injuries.guidance.rows import Gathered, RowArray, decode, read_day, read_json, read_moment
from injuries.symptoms.models import HomeCare, LegReport, PainScore, SignCheck
from runlog.core.dates import today_in
from runlog.core.prepared import Prepared
from runlog.people.access import athletes_of
from runlog.people.grants import Grant, Terms
from runlog.people.models import User
from runlog.training.models import Run, StrengthSession, Walk
from runlog.training.queries.shoes import started

SPARK_DAYS = 28
WEEK_DAYS = 7
# How far back a missed session counts as the last entry.
LOOKED_BACK = timedelta(days=90)
_RUN, _SCORE = "run", "score"
# Room for the key of a flag beside its weight in one number.
KEYS = 10**12
ENTRIES: Mapping[Grant, tuple[type[Any], ...]] = {
    Grant.TRAINING: (Run, Walk, StrengthSession),
    Grant.PAIN: (PainScore, LegReport, SignCheck, HomeCare),
}
_ENTRY_COLUMNS = (*(f"{grant}_{model._meta.model_name}" for grant, models in ENTRIES.items() for model in models), "pain_missed")


@dataclass(slots=True)
class Standing:
    """One athlete of a coach: what is granted today, and what order and filters go by; nothing that is not shared is in it."""

    link: int
    athlete: int
    name: str
    today: date
    grants: frozenset[Grant]
    assessed_on: date | None
    is_due: bool
    # When the coach last opened the athlete's page, and last wrote a note; None for never.
    looked_at: datetime | None
    noted_at: datetime | None
    # What the latest note says: an earlier day to look again ends with it.
    revisit_on: date | None
    note: str
    labels: list[str] = field(default_factory=list)
    # The weight of the most pressing flag (reasons), and its key behind it.
    top: int = 0
    # When a flag of level notice or more was last raised or rose.
    risen_at: datetime | None = None

    @property
    def weight(self) -> int:
        """How pressing the most pressing flag is."""
        return self.top // KEYS

    @property
    def flag(self) -> int:
        """The key of that flag; 0 for none."""
        return self.top % KEYS

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
        if self.revisit_on is None or self.noted_at is None or self.revisit_on <= today or self.level in NEVER_RESTS:
            return False
        return self.risen_at is None or self.risen_at <= self.noted_at

    def is_to_revisit(self, today: date) -> bool:
        """Tell whether the day to look again has come."""
        return self.revisit_on is not None and self.revisit_on <= today


def standings(coach: User, now: datetime) -> list[Standing]:
    """Return every athlete of the coach. Three statements at most."""
    today, grants = cache(partial(today_in, now)), cache(_grants)
    found = {row[0]: _standing(row, today, grants) for row in _LINKS.rows([coach.pk])}
    for link, name in _LABELS.rows([coach.pk]):
        found[link].labels.append(name)
    by_athlete = {each.athlete: each for each in found.values()}
    for athlete, top, risen_at, shoes_top, shoes_risen_at in _PRESSING.rows(list(by_athlete)) if by_athlete else ():
        each = by_athlete[athlete]
        if Grant.PAIN in each.grants:
            each.top, each.risen_at = top, read_moment(risen_at)
        elif Grant.TRAINING in each.grants:
            each.top, each.risen_at = shoes_top or 0, read_moment(shoes_risen_at)
    return list(found.values())


def _write_links(coaches: Sequence[int]) -> QuerySet[Any, Any]:
    """Ask for the links, each with its latest note as JSON."""
    notes = CoachNote.objects.filter(link=OuterRef("pk")).order_by("-at", "-pk")
    latest_note = Subquery(notes.values(row=RowArray("at", "revisit_on", "text"))[:1])
    links = athletes_of(coaches).annotate(looked_at=_as_text(F("opened_at")), noted=latest_note)
    return links.values_list(
        *("pk", "athlete_id", "athlete__display_name", "athlete__email", "athlete__time_zone"),
        *("training_until", "pain_until", "notes_until", "athlete__assessment__on", "athlete__assessment__is_due"),
        *("looked_at", "noted"),
    )


def _write_labels(coaches: Sequence[int]) -> QuerySet[Any, Any]:
    return Label.objects.filter(link__in=athletes_of(coaches)).order_by("name").values_list("link_id", "name")


def _grants(training: Any, pain: Any, notes: Any, today: date) -> frozenset[Grant]:
    return Terms(read_day(training), read_day(pain), read_day(notes)).on(today)


def _standing(row: Sequence[Any], today_in_zone: Callable[[str], date], grants: Callable[..., frozenset[Grant]]) -> Standing:
    link, athlete, name, email, zone, training, pain, notes, assessed_on, is_due, looked_at, noted = row
    noted_at, revisit_on, note = decode(noted) if noted else (None, None, "")
    today = today_in_zone(zone)
    return Standing(
        link=link,
        athlete=athlete,
        name=name or email.partition("@")[0],
        today=today,
        grants=grants(training, pain, notes, today),
        assessed_on=read_day(assessed_on),
        is_due=is_due is None or bool(is_due),
        looked_at=read_moment(looked_at),
        noted_at=read_moment(noted_at),
        revisit_on=read_day(revisit_on),
        note=note,
    )


def _write_pressing(athletes: Sequence[int]) -> QuerySet[Any, Any]:
    """Ask for the most pressing flag of each athlete, and when one was last raised or rose; then the same of footwear alone."""
    flags = Flag.objects.open().filter(athlete__in=athletes).order_by().values("athlete")
    shoes, loud = Q(element=FOOTWEAR), ~Q(level=INFO)
    return flags.annotate(
        top=Max(_weight()),
        risen=_as_text(Max("risen_at", filter=loud)),
        shoes_top=Max(_weight(), filter=shoes),
        shoes_risen=_as_text(Max("risen_at", filter=shoes & loud)),
    ).values_list("athlete", "top", "risen", "shoes_top", "shoes_risen")


def _as_text(moment: Any) -> Cast:
    """Return the expression for a moment as text: `read_moment` takes a tenth of the time that PostgreSQL's driver takes to read one."""
    return Cast(moment, TextField())


def _weight() -> Any:
    """Return the expression for a flag's weight, with its key behind it."""
    number = BigIntegerField()
    zero = Value(0, output_field=number)
    # Worn shoes, of which there are the most, are asked for first.
    ranks = enumerate(reversed(GROUPS), start=1)
    groups = [When(rule__in=rules, then=Value(rank * STEP * KEYS, output_field=number)) for rank, rules in ranks]
    group = Case(When(level=INFO, then=zero), default=Case(*groups, default=zero, output_field=number), output_field=number)
    levels = [When(level=level, then=Value((place + 1) * KEYS, output_field=number)) for place, level in enumerate(LEVELS)]
    return group + Case(*levels, default=zero, output_field=number) + F("pk")


_LINKS, _LABELS, _PRESSING = Prepared(_write_links), Prepared(_write_labels), Prepared(_write_pressing)


@dataclass(frozen=True)
class Running:
    """The last seven days of running: distance and longest run in metres; None where no run with a distance is logged: that is not 0."""

    distance_m: Decimal | None = None
    longest_m: Decimal | None = None


def _running(distances: Sequence[Decimal | None]) -> Running:
    known = [each for each in distances if each is not None]
    return Running(sum(known, Decimal(0)) if known else None, max(known, default=None))


@dataclass(frozen=True)
class Latest:
    """The days of the last run and of the last entry of any kind that is shared, None for none; the states of the five elements."""

    run_on: date | None = None
    entry_on: date | None = None
    states: Mapping[str, str] = field(default_factory=dict)


def latest(shown: Iterable[Standing]) -> dict[int, Latest]:
    """Return the last days and the elements of each, by athlete. One statement, in which each table is asked for one row an athlete."""
    shown = list(shown)
    if not shown:
        return {}
    last = max(each.today for each in shown)
    rows = _LATEST.rows([each.athlete for each in shown], last, last - LOOKED_BACK)
    by_athlete = {key: (read_json(states), dict(zip(_ENTRY_COLUMNS, days, strict=True))) for key, states, *days in rows}
    return {each.athlete: _latest(each, *by_athlete[each.athlete]) for each in shown}


def _write_latest(athletes: Sequence[int], last: date, first: date) -> QuerySet[Any, Any]:
    columns = {f"{grant}_{model._meta.model_name}": _last_day(model, last) for grant, models in ENTRIES.items() for model in models}
    missed = Run.objects.filter(athlete=OuterRef("pk"), local_on__range=(first, last), limited_by_back=Run.Limited.NOT_STARTED)
    columns["pain_missed"] = Subquery(missed.order_by("-local_on").values("local_on")[:1])
    states = Cast(KeyTextTransform("elements", "assessment__result"), TextField())
    rows = User.objects.filter(pk__in=athletes).annotate(states=states, **columns)
    return rows.values_list("pk", "states", *_ENTRY_COLUMNS)


def _last_day(model: type[Any], last: date) -> Subquery:
    rows = model.objects.filter(athlete=OuterRef("pk"), local_on__lte=last)
    rows = started(rows) if model is Run else rows
    return Subquery(rows.order_by("-local_on").values("local_on")[:1])


def _latest(each: Standing, states: Mapping[str, str] | None, days: Mapping[str, Any]) -> Latest:
    known = {name: min(on, each.today) for name, day in days.items() if (on := read_day(day))}
    entries = [on for name, on in known.items() if name.partition("_")[0] in each.grants]
    return Latest(
        run_on=known.get("training_run") if Grant.TRAINING in each.grants else None,
        entry_on=max(entries, default=None),
        states=states or {} if Grant.PAIN in each.grants else {},
    )


def lately(shown: Iterable[Standing]) -> tuple[dict[int, Running], dict[int, list[int | None]]]:
    """Return, by athlete, the running of the last 7 days and the worst pain of each of the last 28, oldest first, where they are shared.

    None is a day without an entry. One statement.
    """
    shown = list(shown)
    today = {each.athlete: each.today for each in shown}
    distances: dict[int, list[Decimal | None]] = {each.athlete: [] for each in shown if Grant.TRAINING in each.grants}
    scores: dict[int, list[int | None]] = {each.athlete: [None] * SPARK_DAYS for each in shown if Grant.PAIN in each.grants}
    first, last = _span(today, SPARK_DAYS) if today else (date.min, date.min)
    days_ago = cache(_days_ago)
    for kind, athlete, found in _LATELY.rows(list(today), first, last, last - timedelta(days=WEEK_DAYS)) if today else ():
        known = days_ago(today[athlete])
        days = ((known[on], value) for on, value in decode(found) if on in known)
        if kind == _RUN and athlete in distances:
            distances[athlete] = [None if value is None else Decimal(value) for ago, value in days if ago < WEEK_DAYS]
        elif kind == _SCORE and athlete in scores:
            _fill(scores[athlete], days)
    return {athlete: _running(known) for athlete, known in distances.items()}, scores


def _days_ago(today: date) -> dict[str, int]:
    """Return the last days as they stand in rows, each with how many days ago it is."""
    return {(today - timedelta(days=ago)).isoformat(): ago for ago in range(SPARK_DAYS)}


def _fill(days: list[int | None], scores: Iterable[tuple[int, int]]) -> None:
    """Put the worst score of each day in its place."""
    for ago, score in scores:
        place = SPARK_DAYS - 1 - ago
        days[place] = max(days[place] or 0, score)


def _write_lately(athletes: Sequence[int], first: date, last: date, week: date) -> QuerySet[Any, Any]:
    runs = started(Run.objects.filter(athlete__in=athletes, local_on__range=(week, last)))
    scores = PainScore.objects.filter(athlete__in=athletes, local_on__range=(first, last), area__in=PainScore.BACK_AREAS)
    return _gathered(_SCORE, scores, "score").union(_gathered(_RUN, runs, "distance_m"), all=True)


def _gathered(kind: str, records: QuerySet[Any], column: str) -> QuerySet[Any, Any]:
    """Return the day and one column of the records of each athlete, as one text."""
    rows = records.order_by().values("athlete").annotate(rows=Gathered(F("local_on"), F(column)))
    return rows.values_list(Value(kind), "athlete", "rows")


_LATEST, _LATELY = Prepared(_write_latest), Prepared(_write_lately)


def top_flags(shown: Iterable[Standing]) -> dict[int, Flag]:
    """Return the most pressing flag of each, by athlete. One statement, none where nobody has one."""
    keys = [each.flag for each in shown if each.flag]
    return {flag.athlete_id: flag for flag in _FLAGS.objects(keys)} if keys else {}


def _write_flags(keys: Sequence[int]) -> QuerySet[Flag]:
    return Flag.objects.filter(pk__in=keys)


_FLAGS = Prepared(_write_flags)


def levels_seen(shown: Iterable[Standing]) -> dict[int, str | None]:
    """Return the level that the top flag had when the coach last looked, by athlete, of those that have something risen since.

    None: it was not there. One statement, none where nothing has risen.
    """
    risen = {each.flag: each for each in shown if each.flag and each.looked_at and each.is_changed}
    found: dict[int, str | None] = {each.athlete: None for each in risen.values()}
    events = FlagEvent.objects.filter(flag__in=list(risen)).order_by("at", "pk") if risen else FlagEvent.objects.none()
    for flag, at, level in events.values_list("flag_id", "at", "level"):
        each = risen[flag]
        if each.looked_at and at <= each.looked_at:
            found[each.athlete] = level
    return found


def _span(days: Mapping[int, date], count: int) -> tuple[date, date]:
    """Return the days that hold the last `count` of each athlete's."""
    return min(days.values()) - timedelta(days=count - 1), max(days.values())
