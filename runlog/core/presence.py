"""Who is at work in an installation: each process is seen for as long as it lives, and one that wants it for itself is told."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

IN_USE = "in_use"
# There while a restore exchanges what belongs together; a restore that was killed at that moment leaves it.
UNDER_WAY = "restore_under_way"
BROKEN_OFF = "A restore was broken off half way. Give it again (manage.py restore FILE --replace), then start Runlog."

_held: list[int] = []


class AtWork(Exception):
    """Somebody else is at work; the message says who, and what to do."""


def stay() -> None:
    """Be at work here until this process, and whatever it has forked, has ended; waits for who is alone. Raises ImproperlyConfigured.

    The lock is the system's: it goes with the process, however that ends. Where no lock can be kept, nobody is seen.
    """
    try:
        _held.append(_locked(settings.DATA_DIR / IN_USE, fcntl.LOCK_SH))
    except OSError:
        return
    if (settings.DATA_DIR / UNDER_WAY).exists():
        raise ImproperlyConfigured(BROKEN_OFF)


@contextmanager
def alone() -> Iterator[None]:
    """Keep out servers, workers and `make run` for the length of the block. Raises AtWork, OSError."""
    settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    with ExitStack() as locks:
        # `make run` prepares with a lock on the folder itself.
        for path in (settings.DATA_DIR, settings.DATA_DIR / IN_USE):
            try:
                locks.callback(os.close, _locked(path, fcntl.LOCK_EX | fcntl.LOCK_NB))
            except BlockingIOError as error:
                raise AtWork("Runlog is running here, its server or its worker: end it first. Nothing was touched.") from error
        yield


def _locked(path: Path, how: int) -> int:
    """Return an open file that holds the lock."""
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, how)
    except BaseException:
        os.close(handle)
        raise
    return handle
