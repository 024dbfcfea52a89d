"""Makes the engine's Log of a document: what the rules read, without a database."""

from collections.abc import Callable, Mapping
from typing import Any

from injuries.engine.log import (
    Appointment,
    ComfortRating,
    HomeCare,
    LegReport,
    Log,
    Onset,
    PainScore,
    Resolution,
    Run,
    Shoe,
    ShoeCheck,
    SignCheck,
    StrengthSession,
    Walk,
)
from injuries.logfile.document import Document
from injuries.symptoms.signs import FOLLOW_UPS

Values = Mapping[str, Any]


def log_of(document: Document) -> Log:
    """Return the whole log of a document."""

    def each(kind: str, make: Callable[[Values], Any]) -> tuple[Any, ...]:
        return tuple(make(values) for values in document.lists[kind])

    return Log(
        back_pain_in_year_before=document.athlete["back_pain_in_year_before"],
        shoes=each("shoes", _shoe),
        runs=each("runs", _run),
        walks=each("walks", lambda v: Walk(**_same(v, "id", "started_at", "minutes", "distance_m", "shoe"))),
        strength=each("strength", lambda v: StrengthSession(**_same(v, "id", "on", "minutes"))),
        pain=each("pain", _pain),
        leg_reports=each("leg_reports", _leg_report),
        sign_checks=each("sign_checks", lambda v: SignCheck(v["id"], v["at"], v["answers"], _resolution(v["resolved"]))),
        home_care=each("home_care", lambda v: HomeCare(v["id"], v["on"], tuple(v["kinds"]))),
        onsets=each("onsets", lambda v: Onset(**_same(v, "opened_on", "onset_on"))),
        appointments=each("appointments", _appointment),
    )


def _same(values: Values, *names: str) -> dict[str, Any]:
    return {name: values[name] for name in names}


def _shoe(values: Values) -> Shoe:
    names = ("id", "name", "kind", "first_used_on", "start_distance_m", "limit_m", "inspect_m", "retired_on")
    checks = tuple(ShoeCheck(check["on"], tuple(check["worn"])) for check in values["checks"] or ())
    comfort = tuple(ComfortRating(rating["on"], rating["score"]) for rating in values["comfort"] or ())
    return Shoe(**_same(values, *names), checks=checks, comfort=comfort)


def _run(values: Values) -> Run:
    names = ("id", "started_at", "distance_m", "duration_s", "kind", "shoe", "limited_by_back", "slumped", "low_energy")
    warm_up, tightness = values["warm_up"] or {}, values["tightness"] or {}
    return Run(
        **_same(values, *names),
        warm_up_state=warm_up.get("state"),
        warm_up_kind=warm_up.get("kind"),
        warm_up_minutes=warm_up.get("minutes"),
        tightness_quads=tightness.get("quads"),
        tightness_hamstrings=tightness.get("hamstrings"),
        tightness_hip_flexors=tightness.get("hip_flexors"),
    )


def _pain(values: Values) -> PainScore:
    same = _same(values, "id", "at", "score", "side", "moment", "run")
    return PainScore(**same, area=values["area"] or "lower_back")


def _leg_report(values: Values) -> LegReport:
    return LegReport(**_same(values, "id", "at", "run", *FOLLOW_UPS), resolved=_resolution(values["resolved"]))


def _resolution(values: Values | None) -> Resolution | None:
    return Resolution(values["on"], values["how"]) if values else None


def _appointment(values: Values) -> Appointment:
    return Appointment(**_same(values, "id", "on", "cancelled", "attended"), with_whom=values["with"])
