"""gunicorn's settings: as many workers as processors and memory allow, a few threads in each; what all need is loaded once, before them."""

import gc
import os
import signal
from pathlib import Path

from django.template.loader import get_template
from django.urls import resolve
from django.utils.translation import gettext
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from runlog.start.kinship import end_with_parent
from runlog.start.patience import ENDINGS

WORKER_MIB = 256
MOST_WORKERS = 4
CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")


def memory_mib() -> int:
    """Return the memory of this machine, or of the container if that has less."""
    own = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = CONTAINER_LIMIT.read_text().strip() if CONTAINER_LIMIT.exists() else ""
    return min(own, int(limit) if limit.isdigit() else own) // 1024**2


def fitting_workers() -> int:
    """Return one worker for each processor, at least two, but never more than the memory holds; threads stand in for those that wait."""
    wanted = min(MOST_WORKERS, max(2, os.cpu_count() or 1))
    return max(1, min(wanted, memory_mib() // WORKER_MIB))


def on_starting(server: Arbiter) -> None:
    """End when the process that started the server is gone: no port stays taken by an orphan."""
    end_with_parent(signal.SIGTERM)


def when_ready(server: Arbiter) -> None:
    """Load what all workers need, and keep it out of the collector's hands: the memory is shared for as long as nobody writes to it."""
    resolve("/")
    get_template("base.html")
    gettext("Done")
    gc.collect()
    gc.freeze()
    gc.enable()


def post_fork(server: Arbiter, worker: Worker) -> None:
    """Hold back what would end a worker until it has loaded the pages: broken off in the middle of that, it would complain at length."""
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)


def post_worker_init(worker: Worker) -> None:
    """Tell whoever started the server that the pages are there, once: when the first worker has loaded them."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
    pipe = os.environ.get("RUNLOG_READY")
    if worker.age == 1 and pipe:
        os.write(int(pipe), b"\n")


# Until all is loaded, which stays anyway: looking through it again and again is a tenth of the time that a start takes.
gc.disable()
workers = int(os.environ.get("WEB_CONCURRENCY") or fitting_workers())
worker_class = "runlog.start.patience.PatientWorker"
preload_app = True
threads = 4
timeout = 60
graceful_timeout = 10
# A warning for every HEAD request would be noise.
loglevel = "error"
control_socket_disable = True
