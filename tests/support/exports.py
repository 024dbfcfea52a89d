"""A log as it is exported, for tests."""

import json
from datetime import datetime
from typing import Any

from injuries.logfile.exporting import exported, write_document
from runlog.people.models import User


def document_of(athlete: User, *, now: datetime) -> dict[str, Any]:
    """Return the athlete's log as the document that is written for download."""
    with exported(athlete, write_document, now=now) as file:
        return json.load(file)
