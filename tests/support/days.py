"""The days that tests stand on."""

from datetime import UTC, date, datetime

ON = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
