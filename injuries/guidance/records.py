"""How responses to flags stand in the log document."""

from collections.abc import Mapping
from typing import Any

from injuries.guidance.models import FlagResponse
from runlog.core.records import RecordKind, register
from runlog.core.shapes import Day, Moment, Object, OneOf, Text

RESPONSE = Object(
    {
        "rule": Text(200),
        "scope": Text(200),
        "kind": OneOf(tuple(FlagResponse.Kind.values)),
        "at": Moment(),
        "until": Day(),
        "note": Text(),
    },
    frozenset({"rule", "scope", "kind", "at", "until"}),
)


def _fields(values: Mapping[str, Any]) -> dict[str, Any]:
    same = {name: values[name] for name in ("rule", "scope", "kind", "note")}
    return FlagResponse.moment_fields(values["at"]) | same | {"until_on": values["until"]}


def _values(row: FlagResponse) -> dict[str, Any]:
    same = {name: getattr(row, name) for name in ("rule", "scope", "kind", "note")}
    return same | {"at": row.moment, "until": row.until_on}


def register_kinds() -> None:
    """Register the kind of this room; a response has no id in the document, so it gets one of its own."""
    alike = ("rule", "scope", "kind", "at")
    register(RecordKind("flag_responses", FlagResponse, "response", RESPONSE, _fields, _values, id_key="", alike=alike))
