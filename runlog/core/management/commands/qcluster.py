"""The queue's worker: django-q's, in one process less, and such that nothing of it outlives its parent or hangs after a sudden death."""

import ctypes
import gc
import logging
import os
import signal
import sys
from contextlib import suppress
from multiprocessing.process import BaseProcess
from threading import Event
from time import sleep
from types import FrameType
from uuid import uuid4

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connections
from django.utils.translation import gettext
from django_q.cluster import Sentinel
from django_q.models import OrmQ

from runlog.core import presence

PR_SET_PDEATHSIG = 1
KEPT_OPEN_S = 60
# Longer than anything lasts that the guard does between two looks at its processes.
HANGS_S = 90

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Takes the place of django-q's command of the same name."""

    help = "Work off what is queued, until SIGTERM or Ctrl-C."
    # They would load every page.
    requires_system_checks = []

    def handle(self, **_options: object) -> None:
        """Run until told to end; what is being worked on then is finished first."""
        presence.stay()
        _keep_plain_connections()
        _load_what_all_need()
        os.register_at_fork(before=_Child.note_parent, after_in_child=_Child.begin)
        end = Ending()
        guard = Guard(end, Event(), uuid4(), start=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, end.hear)
        guard.start()


class Guard(Sentinel):
    """django-q's guard of its processes, which also starts them."""

    def reincarnate(self, process: BaseProcess) -> None:
        """Put a new process in the place of one that has ended as it should, or has worked for too long; after any other end begin afresh.

        Whoever is killed may hold a lock of the pipes that the processes share; their heir would wait for it for ever.
        """
        if process.exitcode in (None, 0):
            super().reincarnate(process)
        else:
            log.error("A process of the queue was killed; the queue begins afresh.")
            # The others end with this one, and with all of them every lock.
            os._exit(1)


class Ending:
    """The wish that the queue end: an event for one process, which a signal may set at any moment."""

    def __init__(self) -> None:
        self._is_wished = False

    def hear(self, number: int, frame: FrameType | None) -> None:
        """Take a signal for the wish."""
        self._is_wished = True

    def is_set(self) -> bool:
        """Tell whether it was wished."""
        return self._is_wished

    def wait(self, seconds: float) -> bool:
        """Wait, wished or not; a guard that does not come back here in time is ended by the system."""
        signal.alarm(HANGS_S)
        sleep(seconds)
        return self._is_wished


class _Child:
    """What every process of the queue does first: has the system end it, on Linux, with the one that it comes from."""

    parent = 0

    @classmethod
    def note_parent(cls) -> None:
        cls.parent = os.getpid()

    @classmethod
    def begin(cls) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != cls.parent:
            os._exit(1)


def _keep_plain_connections() -> None:
    """A pool cannot be shared with processes that are forked later; instead each keeps its one connection for a while."""
    for connection in connections.all():
        connection.settings_dict["OPTIONS"].pop("pool", None)
        connection.settings_dict["CONN_MAX_AGE"] = KEPT_OPEN_S


def _load_what_all_need() -> None:
    """Load before the fork what is shared then, for as long as nobody writes to it."""
    gettext("Done")
    # A database that is away may be back when there is work.
    with suppress(DatabaseError):
        OrmQ.objects.exists()
    connections.close_all()
    gc.collect()
    gc.freeze()
