"""`make run` as a newcomer gives it: in a copy of the repository, with nothing in the environment and nothing yet in `var`."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from runlog.environment import ROOT
from tests.support.environment import VARIABLES
from tests.support.ports import free_port

READY = "Runlog is at"
PATIENCE_S = 180
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "var", ".*_cache", ".hypothesis", "node_modules")


@dataclass(frozen=True)
class Started:
    """A server that runs: where, what the terminal says of it, and its process."""

    address: str
    said: str
    process: "subprocess.Popen[str]"

    def rest(self) -> str:
        """Read what the terminal shows until nobody holds it any longer: every process that was started has ended."""
        return _rest(self.process)


def hear_signals() -> None:
    """Undo what `nohup`, or a shell in the background, has made this process and its children deaf to."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def copy_of_repository(folder: Path) -> Path:
    """Copy the repository, with what is compiled; the packages, which take the longest, are those that are installed here."""
    copy = folder / "runlog"
    shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
    (copy / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    return copy


def plain_environment(**variables: str) -> dict[str, str]:
    """Return this environment without what Runlog reads from it, but for the variables given."""
    left_out = {*VARIABLES, "DJANGO_SETTINGS_MODULE", "MAKEFLAGS", "MFLAGS", "MAKELEVEL"}
    return {name: value for name, value in os.environ.items() if name not in left_out} | variables


@contextmanager
def started(repository: Path, **variables: str) -> Iterator[Started]:
    """Give `make run` there and wait until it says where to go; interrupt it when the block ends."""
    port = free_port()
    process = subprocess.Popen(
        ["make", "run", f"PORT={port}"],
        cwd=repository,
        env=plain_environment(**variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=hear_signals,
    )
    try:
        yield Started(f"http://127.0.0.1:{port}", _read_until_ready(process), process)
    finally:
        end(process)


def refused(repository: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Give `make run` there, which ends by itself; return what it said and its exit status."""
    environment = plain_environment(**{"PORT": str(free_port()), **variables})
    return subprocess.run(["make", "run"], cwd=repository, env=environment, capture_output=True, text=True, timeout=PATIENCE_S)


def end(process: "subprocess.Popen[str]") -> None:
    """Interrupt the process and all that it started, as Ctrl-C does, and wait for the end of all of them: nobody writes any longer then."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    process.wait(PATIENCE_S)
    if process.stdout:
        _rest(process)
        process.stdout.close()


def _rest(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    # Who does not end by themselves are ended, and fail the test by their status.
    impatience = Timer(PATIENCE_S, os.killpg, (process.pid, signal.SIGKILL))
    impatience.start()
    try:
        return process.stdout.read()
    finally:
        impatience.cancel()


def _read_until_ready(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        # An empty line ends the welcome.
        if any(READY in earlier for earlier in said) and not line.strip():
            return "".join(said)
    raise AssertionError("make run ended before it served:\n" + "".join(said))
