"""The real server, as `make run` starts it, on the database that was measured: how fast it is there, and what its processes take."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from statistics import median
from subprocess import PIPE
from urllib.error import URLError

from bench.browser import Browser
from bench.figures import Figure
from bench.processes import family, memory_mib
from runlog.environment import ROOT
from tests.support.ports import free_port

PATIENCE_S = 180
LOOK_S = 0.01
STARTS = 5
FIRST_PAGE = "/account/login/"
SETTING_UP = "import django; django.setup()"
LOADING_PAGES = "from django.urls import resolve; resolve('/')"
MOST_MIB = 250
MOST_S = 2.5


@dataclass(frozen=True)
class Server:
    """A server that answers, and how long it took to the first answer."""

    port: int
    process: int
    first_answer_s: float

    @property
    def processes(self) -> list[int]:
        """All that the command has started, the queue's worker too."""
        return list(family(self.process))

    @property
    def web(self) -> list[int]:
        """The processes of gunicorn."""
        return [each for each in self.processes if "gunicorn" in _command(each)]


@contextmanager
def serving(variables: Mapping[str, str]) -> Iterator[Server]:
    """Give `make run` with these variables of the environment, and end it when the block ends."""
    port, began = free_port(), time.monotonic()
    given = {**_environment(variables), "PORT": str(port)}
    command = ["make", "--no-print-directory", "run"]
    process = subprocess.Popen(command, cwd=ROOT, env=given, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait_for_answer(Browser(port), process)
        yield Server(port, process.pid, time.monotonic() - began)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        process.wait(PATIENCE_S)


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, **variables, "DJANGO_SETTINGS_MODULE": "bench.settings"}


def _wait_for_answer(browser: Browser, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError, URLError, HTTPException):
            browser.get(FIRST_PAGE)
            return
        time.sleep(LOOK_S)
    raise RuntimeError("The server does not answer.")


def _command(process: int) -> str:
    with suppress(OSError), open(f"/proc/{process}/cmdline") as line:
        return line.read().replace("\0", " ")
    return ""


def starts(variables: Mapping[str, str]) -> Figure:
    """Start and end the server some times, with nothing to migrate and nothing to collect."""
    took = []
    for _time in range(STARTS + 1):
        with serving(variables) as server:
            took.append(server.first_answer_s)
    # The first collects the static files.
    return Figure(
        "from `make run` to the first answer", median(took[1:]), "s", goal=MOST_S, beside={"Django set up, alone": _bare_start(variables)}
    )


def _bare_start(variables: Mapping[str, str]) -> float:
    took = []
    for _time in range(STARTS):
        began = time.monotonic()
        subprocess.run([sys.executable, "-c", SETTING_UP], env=_environment(variables), cwd=ROOT, check=True)
        took.append(time.monotonic() - began)
    return median(took)


def memory(server: Server, variables: Mapping[str, str]) -> Figure:
    """Return what the processes hold after they have served every page, and which of them hold how much."""
    processes, web = server.processes, server.web
    # Gunicorn's first process has the pages loaded, and the others of the web are forked from it.
    first, *workers = web
    parts = {
        "gunicorn's first": memory_mib([first]),
        "each worker": memory_mib(workers) / max(1, len(workers)),
        "the queue's": memory_mib(each for each in processes if "cluster" in _command(each)),
        "such a process, alone": _bare_memory(variables),
    }
    what = f"memory of all {len(processes)} processes, web and queue (PSS)"
    return Figure(what, memory_mib(processes), "MiB", goal=MOST_MIB, beside=parts)


def _bare_memory(variables: Mapping[str, str]) -> float:
    """Return what one process holds that has loaded the pages, and shares nothing but the libraries of the machine."""
    script = f"{SETTING_UP}; {LOADING_PAGES}; print(flush=True); input()"
    piped = subprocess.Popen([sys.executable, "-c", script], env=_environment(variables), cwd=ROOT, text=True, stdin=PIPE, stdout=PIPE)
    with piped as process:
        # It writes a line when all is loaded, and waits for one.
        next(iter(process.stdout or ()))
        held = memory_mib([process.pid])
        process.communicate("\n")
    return held
