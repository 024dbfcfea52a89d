"""The mark that a log-in carries once its athlete has said "I am getting help" (pure but for the session it is given)."""

from collections.abc import MutableMapping
from datetime import datetime, timedelta
from typing import Any

KEY = "getting_help_since"
LASTS = timedelta(hours=12)

Session = MutableMapping[str, Any]


def mark(session: Session, now: datetime) -> None:
    """Note in the session that help is on its way; the mark ends with the session, after 12 hours at most."""
    session[KEY] = now.isoformat()


def is_marked(session: Session, now: datetime, newest: datetime | None = None) -> bool:
    """Tell whether the session was marked in the 12 hours up to `now`, and since the `newest` emergency has arisen.

    An emergency of a later time, from whatever device, calls for the full page again.
    """
    try:
        since = datetime.fromisoformat(session.get(KEY, ""))
    except (TypeError, ValueError):
        return False
    return since.tzinfo is not None and timedelta(0) <= now - since < LASTS and (newest is None or newest <= since)
