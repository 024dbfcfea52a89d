"""Keeps the queue's worker running beside the server, and takes it along when the server ends."""

import os
import signal
import subprocess
import sys
import time

# An idle queue takes half of it.
END_S = 1.5
# One that has lived for so long has started well.
LIVES_S = 20.0
LONGEST_WAIT_S = 60.0
TELL_AFTER = 2
SENTENCE = (
    "The queue could not be started: what goes on in the background waits, the pages work. `.venv/bin/python manage.py qcluster` says why."
)


class Queue:
    """The process of the worker: started, started again after a death, and ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._due = 0.0
        self._short_lives = 0
        self._end_by: float | None = None

    @property
    def group(self) -> int:
        """The number of the group that the worker's processes are in, 0 where it does not run."""
        return self._process.pid if self._process and self._process.poll() is None else 0

    def look(self) -> None:
        """Start the worker where none is running; one that dies at once waits longer and longer before it is started again."""
        now = time.monotonic()
        if self._process and self._process.poll() is not None:
            self._mourn(lived=now - self._started, now=now)
        if self._process is None and self._end_by is None and now >= self._due:
            command = [sys.executable, "-m", "runlog.start.cluster", str(os.getpid())]
            # A group of its own: Ctrl-C at the terminal is the server's, and all of it can be ended together.
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, process_group=0)
            self._started = now

    def _mourn(self, *, lived: float, now: float) -> None:
        self._process = None
        self._short_lives = 0 if lived >= LIVES_S else self._short_lives + 1
        self._due = now + min(LONGEST_WAIT_S, 2.0**self._short_lives / 2)
        if self._short_lives == TELL_AFTER:
            print(SENTENCE, file=sys.stderr, flush=True)

    def ask_to_end(self) -> None:
        """Ask the worker to end once its step is done, and start no other."""
        self._end_by = time.monotonic() + END_S
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def end(self) -> None:
        """End the worker soon, asked or not; a step that is broken off that way is worked again by the next one."""
        if self._end_by is None:
            self.ask_to_end()
        if self._process is None or self._end_by is None:
            return
        try:
            self._process.wait(max(0.0, self._end_by - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
