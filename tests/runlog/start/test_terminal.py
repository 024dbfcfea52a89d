"""Ctrl-C at a terminal: the server ends, `make` calls it no error, and the terminal is the shell's again."""

import os
import pty
import re
import select
import signal
import time
from pathlib import Path

from tests.support.ports import free_port
from tests.support.started import PATIENCE_S, READY, hear_signals, plain_environment


def test_ctrl_c_ends_cleanly(repository: Path, settled_data: str) -> None:
    process, terminal = pty.fork()
    if process == 0:
        hear_signals()
        os.chdir(repository)
        os.execvpe("make", ["make", "run", f"PORT={free_port()}"], plain_environment(DATA_DIR=settled_data, DEMO="0"))
    try:
        said = read_until(terminal, READY)
        os.write(terminal, b"\x03")
        said += read_until(terminal, None)
        _, status = os.waitpid(process, 0)
    except BaseException:
        os.kill(process, signal.SIGKILL)
        raise
    assert os.waitstatus_to_exitcode(status) == 0, said
    assert not re.search("Traceback|Error|Interrupt", said)


def read_until(terminal: int, words: str | None) -> str:
    """Read what the terminal shows until the words, or until nobody holds it any longer."""
    shown, end = "", time.monotonic() + PATIENCE_S
    # Unlike select, it takes any number: a process that has run thousands of tests may have a thousand files open.
    waiting = select.poll()
    waiting.register(terminal, select.POLLIN)
    while time.monotonic() < end and (words is None or words not in shown):
        if not waiting.poll(1_000):
            continue
        try:
            read = os.read(terminal, 4096)
        except OSError:
            return shown
        if not read:
            return shown
        shown += read.decode(errors="replace")
    return shown
