"""Where log files that somebody has sent lie until they are in the log: a file for each reading, named by its key alone."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj
from typing import IO

from django.conf import settings

# Twenty years of running make some 10 MB.
MOST_BYTES = 100 * 1000**2
# More is read to its end and then refused in words: a browser that is cut off while it sends shows no page at all.
MOST_SENT_BYTES = 3 * MOST_BYTES


def path_of(key: int) -> Path:
    """Return where the file of a reading is, or will be."""
    return _folder() / str(key)


def keep(key: int, file: IO[bytes]) -> None:
    """Write the file down. Raises OSError."""
    path = path_of(key)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        copyfileobj(file, target)


def forget(key: int) -> None:
    """Delete the file; what is gone already is no fault."""
    path_of(key).unlink(missing_ok=True)


def kept() -> Iterator[int]:
    """Yield the keys of all readings that have a file."""
    folder = _folder()
    yield from (int(each.name) for each in (folder.iterdir() if folder.is_dir() else ()))


def forget_old(before: datetime) -> None:
    """Delete the files that were sent before that moment: by their age alone, as the reading of a new one may not be committed yet."""
    for key in kept():
        with suppress(FileNotFoundError):
            if path_of(key).stat().st_mtime < before.timestamp():
                forget(key)


def _folder() -> Path:
    return Path(settings.IMPORT_FOLDER) / "logs"
