"""Names from files: what people call an activity, and what tells one recording from all others."""

import re
from datetime import datetime

LONGEST_NAME = 200
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def tidy_name(text: str | None) -> str | None:
    """One line without control characters, cut to 200 characters; None where nothing is left."""
    return _BLANKS.sub(" ", text or "").strip()[:LONGEST_NAME].strip() or None


def device_ids(serial: str | None, start: datetime | None) -> tuple[str, ...]:
    """The same for the FIT and the TCX file of one recording: the device's serial number and the second of the start."""
    if start is None or not serial or not serial.isascii() or not serial.isdigit() or not int(serial[:20]):
        return ()
    return (f"device-{int(serial[:20])}-{start:%Y%m%dT%H%M%S}",)
