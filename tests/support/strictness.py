"""Whether this run may leave anything out."""

import os

from runlog.environment import OFF


def nothing_may_be_skipped() -> bool:
    """Tell whether CI is set: to anything but a word for no."""
    return os.environ.get("CI", "").strip().lower() not in {"", *OFF}
