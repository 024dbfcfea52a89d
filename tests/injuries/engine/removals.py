"""Optional answers of a log, and the log without one of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from injuries.engine.log import Log

RUN_ANSWERS = (
    "distance_m",
    "duration_s",
    "kind",
    "shoe",
    "limited_by_back",
    "warm_up_state",
    "warm_up_kind",
    "warm_up_minutes",
    "tightness_quads",
    "tightness_hamstrings",
    "tightness_hip_flexors",
    "slumped",
    "low_energy",
)
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "shoes": ("kind", "first_used_on", "start_distance_m", "limit_m", "inspect_m", "retired_on"),
    "runs": RUN_ANSWERS,
    "walks": ("distance_m", "shoe"),
    "pain": ("side", "moment", "run"),
    "leg_reports": ("run", "both_legs", "cannot_lift_foot", "catching", "numbness", "lasting", "worsening", "resolved"),
    "sign_checks": ("resolved",),
    "appointments": ("cancelled", "attended"),
}
"""The fields that the log format lets be null. Left out: a score's `area`, which has a default and so is never unknown."""


@dataclass(frozen=True)
class Answer:
    """One optional answer: the list and the place of its record, its field (or sign), and what was said."""

    list: str
    place: int
    field: str
    said: Any

    def taken_from(self, log: Log) -> Log:
        """Return the log without this answer."""
        record = getattr(log, self.list)[self.place]
        if self.field.startswith("answers."):
            sign = self.field.removeprefix("answers.")
            return self._with(log, replace(record, answers={key: said for key, said in record.answers.items() if key != sign}))
        return self._with(log, replace(record, **{self.field: None}))

    def _with(self, log: Log, record: Any) -> Log:
        records = getattr(log, self.list)
        return replace(log, **{self.list: (*records[: self.place], record, *records[self.place + 1 :])})


def answers(log: Log) -> Iterator[Answer]:
    """Yield every optional answer of a log, but for `not_started`, which makes a record a missed session rather than a run."""
    for name, fields in OPTIONAL.items():
        for place, record in enumerate(getattr(log, name)):
            given = ((field, getattr(record, field)) for field in fields)
            yield from (Answer(name, place, field, said) for field, said in given if said not in (None, "not_started"))
    for place, check in enumerate(log.sign_checks):
        yield from (Answer("sign_checks", place, f"answers.{sign}", said) for sign, said in check.answers.items())
