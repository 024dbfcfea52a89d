"""Questions about flags and assessments; the statements of each are counted in its docstring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from injuries.engine.levels import ELEMENTS, EMERGENCY, UNKNOWN, URGENT
from injuries.guidance.models import Assessment, Flag, FlagEvent
from injuries.guidance.named import records_named, scope_ids, targets_among
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

    def is_stale(self, today: date) -> bool:
        """Tell whether the log has changed, or a day has ended, since the assessment."""
        return self.is_due or self.on is None or self.on < today


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
    flags = Flag.in_order(Flag.objects.of(athlete).open())
    row = Assessment.objects.filter(athlete=athlete).first()
    if row is None:
        return State(flags)
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
    )


def open_warnings(athlete: User) -> OpenWarnings:
    """Return what every page of the athlete must say. One statement."""
    is_open = Q(athlete__flags__cleared_on=None, athlete__flags__level__in=[URGENT, EMERGENCY])
    rows = Assessment.objects.filter(athlete=athlete).annotate(warning=FilteredRelation("athlete__flags", condition=is_open))
    columns = [f"warning__{each.attname}" for each in Flag._meta.concrete_fields]
    found = list(rows.values_list("has_failed", *columns))
    names = [each.attname for each in Flag._meta.concrete_fields]
    flags = [Flag.from_db(None, names, values) for _, *values in found if values[0] is not None]
    return OpenWarnings(Flag.in_order(flags), has_failed=any(failed for failed, *_ in found))


def targets_of(athlete: User, flags: Iterable[Flag]) -> dict[str, int]:
    """Return the keys of the records that the flags' scopes name, by scope. One statement, none where no scope names one."""
    return targets_among(records_named(athlete, scope_ids(flags)))


def history_of(flag: Flag) -> QuerySet[FlagEvent]:
    """Return what became of this flag and of earlier ones of the same rule and scope, newest first. One statement."""
    same = FlagEvent.objects.filter(flag__athlete=flag.athlete_id, flag__rule=flag.rule, flag__scope=flag.scope)
    return same.select_related("advice_version").order_by("-at", "-pk")
