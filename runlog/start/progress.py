"""Shows on the terminal that a step is under way, and ends the command with one sentence when it fails."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

QUIET_S = 1.0
DOT_S = 2.0


class Stop(Exception):
    """The command cannot go on; the message is the one sentence to print."""


@contextmanager
def step(label: str) -> Iterator[None]:
    """Say nothing of a step that takes a moment; else print its label, a dot every two seconds, and how long it took."""
    done = Event()
    shown = Thread(target=_show, args=(label, done), daemon=True)
    began = time.monotonic()
    shown.start()
    try:
        yield
    finally:
        done.set()
        shown.join()
        if time.monotonic() - began > QUIET_S:
            print(f" {time.monotonic() - began:.0f} s", flush=True)


def _show(label: str, done: Event) -> None:
    if done.wait(QUIET_S):
        return
    print(f"{label} .", end="", flush=True)
    while not done.wait(DOT_S):
        print(".", end="", flush=True)


def ending_in_a_sentence(command: Callable[[], int]) -> int:
    """Run the command and return its exit status; `Stop` and Ctrl-C end it without a traceback."""
    try:
        return command()
    except Stop as reason:
        print(f"Runlog stopped: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
