"""How shoes, runs, walks and strength sessions stand in the log document."""

from collections.abc import Mapping
from typing import Any

from runlog.core.records import Child, Link, RecordKind, register
from runlog.core.shapes import AnyOf, Day, ListOf, Moment, Number, Object, OneOf, Score, Text, YesNo
from runlog.training.models import ComfortRating, Run, Shoe, ShoeCheck, StrengthSession, Walk

ID = Text(64, 1, one_line=True)
NAME = Text(200)
NOTE = Text()
METRES = Number(1_000_000)
SHOE_METRES = Number(10_000_000)
SECONDS = Number(1_000_000)
MINUTES = Number(10_000)
RATE = Number(1_000)

CHECK = Object({"on": Day(), "worn": AnyOf(tuple(ShoeCheck.Wear.values)), "note": NOTE}, frozenset({"on", "worn"}))
COMFORT = Object({"on": Day(), "score": Score()}, frozenset({"on", "score"}))
SHOE = Object(
    {
        "id": ID,
        "name": NAME,
        "brand": NAME,
        "model": NAME,
        "kind": OneOf(tuple(Shoe.Kind.values)),
        "first_used_on": Day(),
        "start_distance_m": SHOE_METRES,
        "limit_m": Number(1_600_000, 150_000),
        "inspect_m": SHOE_METRES,
        "retired_on": Day(),
        "checks": ListOf(CHECK),
        "comfort": ListOf(COMFORT),
        "note": NOTE,
        "edited_at": Moment(),
    },
    frozenset({"id", "name"}),
)
WARM_UP = Object(
    {"state": OneOf(tuple(Run.WarmUp.values)), "kind": OneOf(tuple(Run.WarmUpKind.values)), "minutes": MINUTES}, frozenset({"state"})
)
TIGHTNESS = Object({"quads": Score(), "hamstrings": Score(), "hip_flexors": Score()})
SOURCE = Object({"kind": OneOf(tuple(Run.Source.values)), "name": NAME, "digest": NAME}, frozenset({"kind"}))
RUN = Object(
    {
        "id": ID,
        "started_at": Moment(),
        "distance_m": METRES,
        "duration_s": SECONDS,
        "effort": Score(),
        "kind": OneOf(tuple(Run.Kind.values)),
        "surface": OneOf(tuple(Run.Surface.values)),
        "shoe": ID,
        "planned": YesNo(),
        "limited_by_back": OneOf(tuple(Run.Limited.values)),
        "warm_up": WARM_UP,
        "tightness": TIGHTNESS,
        "slumped": YesNo(),
        "low_energy": YesNo(),
        "average_heart_rate": RATE,
        "cadence": RATE,
        "ascent_m": METRES,
        "source": SOURCE,
        "also": ListOf(SOURCE),
        "edited": ListOf(NAME, is_distinct=True),
        "note": NOTE,
        "edited_at": Moment(),
    },
    frozenset({"id", "started_at"}),
)
WALK = Object(
    {
        "id": ID,
        "started_at": Moment(),
        "minutes": MINUTES,
        "distance_m": METRES,
        "shoe": ID,
        "upright": YesNo(),
        "note": NOTE,
        "edited_at": Moment(),
    },
    frozenset({"id", "started_at", "minutes"}),
)
STRENGTH = Object(
    {
        "id": ID,
        "on": Day(),
        "minutes": MINUTES,
        "focus": AnyOf(tuple(StrengthSession.Focus.values)),
        "note": NOTE,
        "edited_at": Moment(),
    },
    frozenset({"id", "on", "minutes"}),
)

SHOE_FIELDS = ("name", "brand", "model", "kind", "first_used_on", "start_distance_m", "limit_m", "inspect_m", "retired_on", "note")
# Fields of a run that have the same name and value in the document.
RUN_FIELDS = (
    "distance_m",
    "duration_s",
    "effort",
    "kind",
    "surface",
    "planned",
    "limited_by_back",
    "slumped",
    "low_energy",
    "average_heart_rate",
    "cadence",
    "ascent_m",
    "edited",
    "note",
)
RUN_PARTS = {
    "warm_up": {"state": "warm_up_state", "kind": "warm_up_kind", "minutes": "warm_up_minutes"},
    "tightness": {"quads": "tightness_quads", "hamstrings": "tightness_hamstrings", "hip_flexors": "tightness_hip_flexors"},
    "source": {"kind": "source_kind", "name": "source_name", "digest": "source_digest"},
}
WALK_FIELDS = ("minutes", "distance_m", "upright", "note")
STRENGTH_FIELDS = ("minutes", "focus", "note")


def pick(values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Return the named values."""
    return {name: values[name] for name in names}


def read(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the named attributes."""
    return {name: getattr(row, name) for name in names}


def run_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a run's model fields from its document values."""
    fields = pick(values, RUN_FIELDS) | Run.moment_fields(values["started_at"])
    for part, names in RUN_PARTS.items():
        inner = values[part] or {}
        fields |= {field: inner.get(key) for key, field in names.items()}
    fields["also"] = None if values["also"] is None else [SOURCE.write(source) for source in values["also"]]
    return fields


def run_values(run: Run) -> dict[str, Any]:
    """Return a run's document values from its row."""
    values = read(run, RUN_FIELDS) | {"started_at": run.moment, "also": run.also}
    for part, names in RUN_PARTS.items():
        inner = {key: getattr(run, field) for key, field in names.items()}
        values[part] = inner if any(value is not None for value in inner.values()) else None
    return values


def register_kinds() -> None:
    """Register the kinds of this room, each after those that it links to."""
    check = Child(
        "checks",
        ShoeCheck,
        "shoe",
        lambda values: pick(values, ("on", "worn", "note")),
        lambda row: read(row, ("on", "worn", "note")),
    )
    comfort = Child("comfort", ComfortRating, "shoe", lambda values: pick(values, ("on", "score")), lambda row: read(row, ("on", "score")))
    shoe_link = Link("shoe", "shoes", protects=True)
    register(
        RecordKind(
            name="shoes",
            model=Shoe,
            prefix="shoe",
            shape=SHOE,
            to_fields=lambda values: pick(values, SHOE_FIELDS),
            to_values=lambda row: read(row, SHOE_FIELDS),
            children=(check, comfort),
        )
    )
    register(
        RecordKind(name="runs", model=Run, prefix="run", shape=RUN, to_fields=run_fields, to_values=run_values, links=(shoe_link,)),
    )
    register(
        RecordKind(
            name="walks",
            model=Walk,
            prefix="walk",
            shape=WALK,
            to_fields=lambda values: pick(values, WALK_FIELDS) | Walk.moment_fields(values["started_at"]),
            to_values=lambda row: read(row, WALK_FIELDS) | {"started_at": row.moment},
            links=(shoe_link,),
        )
    )
    register(
        RecordKind(
            name="strength",
            model=StrengthSession,
            prefix="strength",
            shape=STRENGTH,
            to_fields=lambda values: pick(values, STRENGTH_FIELDS) | {"local_on": values["on"]},
            to_values=lambda row: read(row, STRENGTH_FIELDS) | {"on": row.local_on},
        )
    )
