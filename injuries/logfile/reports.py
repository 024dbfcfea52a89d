"""What reading a document in did to a log, or would do: how many records of each kind, with a few named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from injuries.logfile.document import Values

MOST_NAMED = 3
# By kind, then by verdict.
Counts = dict[str, dict[str, int]]
Named = dict[str, dict[str, list[str]]]


@dataclass
class Report:
    """The counts; of each the days, or names, of a few records; and what was taken over of the profile. JSON can hold it."""

    counts: Counts = field(default_factory=dict)
    named: Named = field(default_factory=dict)
    profile: list[str] = field(default_factory=list)

    def add(self, kind: str, verdict: str, values: Values) -> None:
        """Count a record."""
        counts = self.counts.setdefault(kind, {})
        counts[verdict] = counts.get(verdict, 0) + 1
        named = self.named.setdefault(kind, {}).setdefault(verdict, [])
        name = name_of(values)
        if len(named) < MOST_NAMED and name not in named:
            named.append(name)

    def count(self, *verdicts: str) -> int:
        """Return how many records got one of the verdicts."""
        return sum(counts.get(verdict, 0) for counts in self.counts.values() for verdict in verdicts)

    def as_json(self) -> dict[str, Any]:
        """Return what a job keeps."""
        return {"counts": self.counts, "named": self.named, "profile": self.profile}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Report":
        """Return a report that a job has kept."""
        return cls(kept["counts"], kept["named"], kept["profile"])


def name_of(values: Values) -> str:
    """Return the day of a record as `YYYY-MM-DD`, or its name where it has no day."""
    found = _first(values, ("started_at", "at", "on", "opened_on"))
    return found.isoformat()[:10] if isinstance(found, date) else str(values.get("name", ""))


def _first(values: Values, keys: Iterable[str]) -> Any:
    return next((values[key] for key in keys if values.get(key) is not None), None)
