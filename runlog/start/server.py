"""Serves with gunicorn until Ctrl-C, from a small process of its own between `make` and gunicorn, with the queue's worker beside it."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from runlog.start.progress import Stop, ending_in_a_sentence
from runlog.start.queue import Queue

HOST = "127.0.0.1"
LOOK_S = 0.25


def listen(port: int) -> socket.socket:
    """Take the port before any other work is done, so that a taken one is told of at once."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        # Two sockets may be bound to one port, but only one may listen. Who comes early waits until the workers are there.
        listener.listen()
    except PermissionError as error:
        raise Stop(f"port {port} needs an administrator's rights: choose one above 1023, as in `make run PORT=8123`.") from error
    except OSError as error:
        raise Stop(f"port {port} is in use: end the program that uses it, or choose another, as in `make run PORT=8123`.") from error
    return listener


def become(listener: socket.socket, *, welcome: str) -> NoReturn:
    """Replace this process, and all that preparing has loaded, by the one below."""
    listener.set_inheritable(True)
    os.execv(sys.executable, [sys.executable, "-m", "runlog.start.server", str(listener.fileno()), welcome])


def serve() -> int:
    """Run gunicorn on the socket whose number is the first argument; end it whenever this process or `make` is told to end.

    Once gunicorn answers, say the second argument, and keep the queue's worker running until gunicorn has ended.
    """
    # Stopped by Ctrl-Z, gunicorn would hold the terminal: it stands in the foreground without the shell knowing of it.
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    server, answers = _start_server(int(sys.argv[1]))
    queue = Queue()
    asked: set[int] = set()

    def end(number: int, frame: FrameType | None = None) -> None:
        # Once: gunicorn that is on its way out would be cut short by a second signal.
        if not asked:
            server.send_signal(signal.SIGINT if number == signal.SIGINT else signal.SIGTERM)
            queue.ask_to_end()
        asked.add(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    parent = os.getppid()
    handled = _handled_endings(parent)
    waited_for = [answers]
    with _in_the_foreground(server.pid):
        while server.poll() is None:
            if os.getppid() != parent or _handled_endings(parent) != handled:
                end(signal.SIGTERM)
            if select.select(waited_for, [], [], LOOK_S)[0]:
                print(sys.argv[2], flush=True)
                waited_for = []
            if not waited_for:
                queue.look()
    queue.end()
    return 0 if asked or server.returncode == 0 else 1


def _start_server(listener: int) -> tuple["subprocess.Popen[bytes]", int]:
    """Start gunicorn; return it, and a pipe on which its first worker writes once it has loaded the pages."""
    command = [sys.executable, "-m", "gunicorn", "--config", "python:runlog.start.workers", "--bind", f"fd://{listener}", "runlog.wsgi"]
    answers, answering = os.pipe()
    # Of a worker's threads one works at a time: without an area of memory for each of them it holds some MiB less.
    environment = {"MALLOC_ARENA_MAX": "1", **os.environ, "RUNLOG_READY": str(answering)}
    server = subprocess.Popen(command, pass_fds=[listener, answering], process_group=0, env=environment)
    os.close(listener)
    os.close(answering)
    return server, answers


def _handled_endings(process: int) -> int:
    """Return the mask of SIGINT and SIGHUP that the process handles; 0 where that cannot be known.

    GNU make passes SIGTERM on. Sent one of these two alone, it stops handling it, waits for what it runs, and tells nobody.
    """
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    handled = int(status.partition("SigCgt:")[2].split()[0], 16)
    return handled & (1 << signal.SIGINT - 1 | 1 << signal.SIGHUP - 1)


@contextmanager
def _in_the_foreground(group: int) -> Iterator[None]:
    """Give the terminal to the server, so that Ctrl-C ends it and not `make`, which would call that an error."""
    if not sys.stdin.isatty() or os.tcgetpgrp(sys.stdin.fileno()) != os.getpgrp():
        yield
        return
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.tcsetpgrp(sys.stdin.fileno(), group)
    try:
        yield
    finally:
        os.tcsetpgrp(sys.stdin.fileno(), os.getpgrp())


if __name__ == "__main__":
    sys.exit(ending_in_a_sentence(serve))
