"""How pain scores, leg reports, checks, home care, onsets and appointments stand in the log document."""

from collections.abc import Mapping
from typing import Any

from injuries.symptoms.models import Appointment, HomeCare, LegReport, Onset, PainScore, Resolvable, SignCheck
from injuries.symptoms.signs import ANSWERS, FOLLOW_UPS, SIGN_KEYS
from runlog.core.records import Link, RecordKind, register
from runlog.core.shapes import AnyOf, Day, ListOf, MapOf, Moment, Object, OneOf, Score, Text, YesNo

ID = Text(64, 1, one_line=True)
NOTE = Text()
RESOLVED = Object({"on": Day(), "how": OneOf(tuple(Resolvable.How.values)), "reason": NOTE}, frozenset({"on", "how"}))
PAIN = Object(
    {
        "id": ID,
        "at": Moment(),
        "score": Score(),
        "area": OneOf(tuple(PainScore.Area.values)),
        "side": OneOf(tuple(PainScore.Side.values)),
        "moment": OneOf(tuple(PainScore.Moment.values)),
        "run": ID,
        "worse_with_impact": YesNo(),
        "note": NOTE,
        "edited_at": Moment(),
    },
    frozenset({"id", "at", "score"}),
)
LEG_REPORT = Object(
    {
        "id": ID,
        "at": Moment(),
        "run": ID,
        **{key: YesNo() for key in FOLLOW_UPS},
        "resolved": RESOLVED,
        "edited_at": Moment(),
    },
    frozenset({"id", "at"}),
)
SIGN_CHECK = Object(
    {"id": ID, "at": Moment(), "answers": MapOf(SIGN_KEYS, OneOf(ANSWERS)), "resolved": RESOLVED, "edited_at": Moment()},
    frozenset({"id", "at", "answers"}),
)
HOME_CARE = Object(
    {"id": ID, "on": Day(), "kinds": AnyOf(tuple(HomeCare.Kind.values)), "note": NOTE, "edited_at": Moment()},
    frozenset({"id", "on", "kinds"}),
)
ONSET = Object({"opened_on": Day(), "onset_on": Day()}, frozenset({"opened_on", "onset_on"}))
PREPARATION_FIELDS = ("how_it_began", "medicines", "past_episodes", "other_conditions", "goals")
APPOINTMENT = Object(
    {
        "id": ID,
        "on": Day(),
        "with": OneOf(tuple(Appointment.With.values)),
        "cancelled": YesNo(),
        "attended": YesNo(),
        "questions": ListOf(NOTE),
        "advice": NOTE,
        "preparation": Object(dict.fromkeys(PREPARATION_FIELDS, NOTE)),
        "edited_at": Moment(),
    },
    frozenset({"id", "on", "with"}),
)


def _pain_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    return PainScore.moment_fields(values["at"]) | {
        "score": values["score"],
        "area": values["area"] or PainScore.Area.LOWER_BACK.value,
        "side": values["side"],
        "moment_of_day": values["moment"],
        "worse_with_impact": values["worse_with_impact"],
        "note": values["note"],
    }


def _pain_values(row: PainScore) -> dict[str, Any]:
    return {
        "at": row.moment,
        "score": row.score,
        "area": row.area,
        "side": row.side,
        "moment": row.moment_of_day,
        "worse_with_impact": row.worse_with_impact,
        "note": row.note,
    }


def _resolved_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    resolved = values["resolved"] or {"on": None, "how": None, "reason": None}
    return {"resolved_on": resolved["on"], "resolved_how": resolved["how"], "resolved_reason": resolved["reason"]}


def _resolved_values(row: Resolvable) -> dict[str, Any]:
    if row.resolved_on is None:
        return {"resolved": None}
    return {"resolved": {"on": row.resolved_on, "how": row.resolved_how, "reason": row.resolved_reason}}


def _leg_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    return LegReport.moment_fields(values["at"]) | {key: values[key] for key in FOLLOW_UPS} | _resolved_fields(values)


def _check_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    return SignCheck.moment_fields(values["at"]) | {"answers": values["answers"]} | _resolved_fields(values)


def _appointment_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    preparation = values["preparation"] or {}
    fields = {name: values[name] for name in ("cancelled", "attended", "questions", "advice")}
    return fields | {
        "local_on": values["on"],
        "with_whom": values["with"],
        **{name: preparation.get(name) for name in PREPARATION_FIELDS},
    }


def _appointment_values(row: Appointment) -> dict[str, Any]:
    preparation = {name: getattr(row, name) for name in PREPARATION_FIELDS}
    return {
        "on": row.local_on,
        "with": row.with_whom,
        "cancelled": row.cancelled,
        "attended": row.attended,
        "questions": row.questions,
        "advice": row.advice,
        "preparation": preparation if any(value is not None for value in preparation.values()) else None,
    }


def register_kinds() -> None:
    """Register the kinds of this room."""
    run_link = Link("run", "runs")
    register(RecordKind("pain", PainScore, "pain", PAIN, _pain_fields, _pain_values, links=(run_link,)))
    register(
        RecordKind(
            "leg_reports",
            LegReport,
            "leg",
            LEG_REPORT,
            _leg_fields,
            lambda row: {"at": row.moment, **row.answers, **_resolved_values(row)},
            links=(run_link,),
            append_only=True,
        )
    )
    register(
        RecordKind(
            "sign_checks",
            SignCheck,
            "check",
            SIGN_CHECK,
            _check_fields,
            lambda row: {"at": row.moment, "answers": row.answers, **_resolved_values(row)},
            append_only=True,
        )
    )
    register(
        RecordKind(
            "home_care",
            HomeCare,
            "care",
            HOME_CARE,
            lambda values: {"local_on": values["on"], "kinds": values["kinds"], "note": values["note"]},
            lambda row: {"on": row.local_on, "kinds": row.kinds, "note": row.note},
        )
    )
    register(
        RecordKind(
            "onsets",
            Onset,
            "onset",
            ONSET,
            lambda values: {"opened_on": values["opened_on"], "onset_on": values["onset_on"]},
            lambda row: {"opened_on": row.opened_on, "onset_on": row.onset_on},
            id_key="opened_on",
        )
    )
    register(RecordKind("appointments", Appointment, "appointment", APPOINTMENT, _appointment_fields, _appointment_values))
