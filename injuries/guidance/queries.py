"""Questions about flags and assessments; the statements of each are counted in its docstring."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from injuries.engine.levels import ELEMENTS, EMERGENCY, UNKNOWN, URGENT
from injuries.guidance.models import Assessment, Flag, FlagEvent, FlagResponse, ThresholdVersion
from injuries.guidance.named import records_named, scope_ids, targets_among
from injuries.guidance.responses import Hidden, Response, hidden_by
from runlog.core.prepared import Prepared
from runlog.people.models import User


@dataclass(frozen=True)
class State:
    """How a log stands: the latest assessment, and the open flags, highest first, then newest; suppressed ones too."""

    flags: tuple[Flag, ...] = ()
    # The day of the assessment; None before the first.
    on: date | None = None
    # None when no episode is open, else the keys of the log format: opened_on, onset_on, age_days, stage, state, baseline ...
    episode: Mapping[str, Any] | None = None
    elements: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(ELEMENTS, UNKNOWN))
    insufficient: tuple[Mapping[str, Any], ...] = ()
    failures: tuple[Mapping[str, Any], ...] = ()
    is_due: bool = True
    # Warning signs may go unseen: pages show the static list of them.
    has_failed: bool = False
    # A curator has set thresholds since.
    has_old_thresholds: bool = False
    # By a flag's key, the newest response since it was raised or last rose.
    responses: Mapping[int, Response] = field(default_factory=dict)

    def hidden(self, today: date) -> dict[int, Hidden]:
        """Return by key those of the flags that the athlete has hidden for now."""
        found = {flag.pk: hidden_by(flag, self.responses.get(flag.pk), today) for flag in self.flags}
        return {key: each for key, each in found.items() if each is not None}

    def is_stale(self, today: date) -> bool:
        """Tell whether the log or a threshold has changed, or a day has ended, since the assessment."""
        return self.is_due or self.has_old_thresholds or self.on is None or self.on < today


@dataclass(frozen=True)
class OpenWarnings:
    """The open flags of level urgent and emergency, highest first, and whether more may go unseen."""

    flags: tuple[Flag, ...] = ()
    has_failed: bool = False

    @property
    def emergencies(self) -> tuple[Flag, ...]:
        """Those of level emergency."""
        return tuple(flag for flag in self.flags if flag.level == EMERGENCY)


def state_of(athlete: User) -> State:
    """Return how the athlete's log stands. Two statements."""
    flags = Flag.in_order(_FLAGS.objects([athlete.pk]))
    responses = _responses(flags)
    row = next(iter(_ASSESSMENTS.objects([athlete.pk])), None)
    if row is None:
        return State(flags, responses=responses)
    found = row.result
    return State(
        flags=flags,
        on=row.on,
        episode=found.get("episode"),
        elements=found.get("elements") or dict.fromkeys(ELEMENTS, UNKNOWN),
        insufficient=tuple(found.get("insufficient", ())),
        failures=tuple(found.get("failures", ())),
        is_due=row.is_due,
        has_failed=row.has_failed,
        has_old_thresholds=row.has_old_thresholds,
        responses=responses,
    )


def _write_assessments(athletes: Sequence[int]) -> QuerySet[Any]:
    is_old = Exists(ThresholdVersion.objects.filter(pk__gt=OuterRef("threshold_version")))
    return Assessment.objects.filter(athlete__in=athletes).annotate(has_old_thresholds=is_old)


def _write_flags(athletes: Sequence[int]) -> QuerySet[Any]:
    """Ask for open flags, each with its newest response since it was raised or last rose, so that this takes no statement of its own."""
    flags = Flag.objects.filter(athlete__in=athletes).open()
    same = {"athlete": OuterRef("athlete"), "rule": OuterRef("rule"), "scope": OuterRef("scope"), "at__gte": OuterRef("risen_at")}
    newest = FlagResponse.objects.filter(**same).order_by("-at", "-pk")
    columns = JSONObject(kind="kind", on="local_on", until_on="until_on")
    return flags.annotate(response=Subquery(newest.values_list(columns)[:1]))


def _responses(flags: Iterable[Any]) -> dict[int, Response]:
    said = {flag.pk: flag.response for flag in flags if flag.response}
    return {key: Response(each["kind"], _day(each["on"]), _day(each["until_on"])) for key, each in said.items()}


def _day(text: str) -> date:
    return date.fromisoformat(text)


def response_rows(flag: Flag) -> QuerySet[FlagResponse]:
    """Return what its athlete has said to a flag since it was raised or last rose, newest first. One statement."""
    said = FlagResponse.objects.filter(athlete=flag.athlete_id, rule=flag.rule, scope=flag.scope, at__gte=flag.risen_at)
    return said.order_by("-at", "-pk")


def open_warnings(athlete: User) -> OpenWarnings:
    """Return what every page of the athlete must say. One statement."""
    found = _WARNINGS.values([athlete.pk])
    flags = [Flag.from_db(None, _COLUMNS, values) for _, *values in found if values[0] is not None]
    return OpenWarnings(Flag.in_order(flags), has_failed=any(failed for failed, *_ in found))


def _write_warnings(athletes: Sequence[int]) -> QuerySet[Any, Any]:
    is_open = Q(athlete__flags__cleared_on=None, athlete__flags__level__in=[URGENT, EMERGENCY])
    rows = Assessment.objects.filter(athlete__in=athletes).annotate(warning=FilteredRelation("athlete__flags", condition=is_open))
    return rows.values_list("has_failed", *(f"warning__{column}" for column in _COLUMNS))


_COLUMNS = [each.attname for each in Flag._meta.concrete_fields]
_FLAGS, _ASSESSMENTS, _WARNINGS = Prepared(_write_flags), Prepared(_write_assessments), Prepared(_write_warnings)


def targets_of(athlete: User, flags: Iterable[Flag]) -> dict[str, int]:
    """Return the keys of the records that the flags' scopes name, by scope. One statement, none where no scope names one."""
    return targets_among(records_named(athlete, scope_ids(flags)))


def history_of(flag: Flag) -> QuerySet[FlagEvent]:
    """Return what became of this flag and of earlier ones of the same rule and scope, newest first. One statement."""
    same = FlagEvent.objects.filter(flag__athlete=flag.athlete_id, flag__rule=flag.rule, flag__scope=flag.scope)
    return same.select_related("advice_version").order_by("-at", "-pk")


def responses_of(flag: Flag) -> QuerySet[FlagResponse]:
    """Return all that was ever said to flags of this rule and scope, newest first. One statement."""
    return FlagResponse.objects.filter(athlete=flag.athlete_id, rule=flag.rule, scope=flag.scope).order_by("-at", "-pk")


def past_flags(athlete: User) -> QuerySet[Flag]:
    """Return the athlete's flags that have cleared, the latest first. One statement."""
    return Flag.objects.of(athlete).exclude(cleared_on=None).order_by("-cleared_on", "-pk")
