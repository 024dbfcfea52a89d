"""Values of a run as they are kept beside an entry: in JSON, so that they can be compared with what stands later (pure)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """Return the value as JSON has it; equal values give equal ones: instants in UTC, numbers without trailing zeros."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value
