"""Clients that send too much or too slowly, to the server as `make run` starts it: it refuses them early, and the pages stay there."""

import os
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from urllib.request import urlopen

import pytest

from runlog.start.patience import BODY_S, HEAD_S
from tests.support.started import Started, started

PIECE = b"a" * 65_536
GIGABYTE = 1024**3
# What lies in the buffers of the system before a sender notices; a few megabytes.
MOST_ACCEPTED = 16 * 1024**2
MOST_GROWTH_KB = 40_000
HEAD = "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\n{length}\r\n\r\n"
FORM, FILES = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"


@pytest.fixture(scope="module")
def runlog(repository: Path, settled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """One server process with its four threads."""
    data = shutil.copytree(settled, tmp_path_factory.mktemp("hard-clients") / "data")
    with started(repository, DATA_DIR=str(data), DEMO="0", WEB_CONCURRENCY="1") as runlog:
        yield runlog


def connect(runlog: Started) -> socket.socket:
    host, port = runlog.address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=60)


def memory_kb(runlog: Started) -> int:
    """Return the memory that the processes which answer have for themselves; the queue's, which may just be starting, are left out."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(process.name)) == runlog.process.pid and b"gunicorn" in (process / "cmdline").read_bytes():
                lines = (process / "smaps_rollup").read_text().splitlines()
                total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except OSError:
            continue
    return total


@pytest.mark.parametrize("path", ["/runs/new/", "/account/login/", "/import/", "/import/upload/"])
@pytest.mark.parametrize("is_chunked", [False, True], ids=["announced", "chunked"])
def test_gigabyte_is_refused_early_and_fills_nothing(runlog: Started, path: str, is_chunked: bool) -> None:
    with urlopen(f"{runlog.address}/warning-signs/"):
        before = memory_kb(runlog)
    length = "Transfer-Encoding: chunked" if is_chunked else f"Content-Length: {GIGABYTE}"
    sent = 0
    with connect(runlog) as client:
        client.sendall(HEAD.format(path=path, kind=FILES if "import" in path else FORM, length=length).encode())
        try:
            while sent < GIGABYTE:
                client.sendall(b"10000\r\n" + PIECE + b"\r\n" if is_chunked else PIECE)
                sent += len(PIECE)
        except OSError:
            pass
        assert sent < MOST_ACCEPTED
        assert client.recv(100).startswith(b"HTTP/1.1 411" if is_chunked else b"HTTP/1.1 413")
    assert memory_kb(runlog) - before < MOST_GROWTH_KB


class Slow:
    """Clients who send a byte a second."""

    def __init__(self, runlog: Started, number: int, head: bytes) -> None:
        self.over = Event()
        self.clients = [connect(runlog) for _ in range(number)]
        for client in self.clients:
            client.sendall(head)
        Thread(target=self._drip, daemon=True).start()

    def _drip(self) -> None:
        while not self.over.wait(1):
            for client in self.clients:
                try:
                    client.sendall(b"a")
                except OSError:
                    continue

    def end(self) -> None:
        self.over.set()
        for client in self.clients:
            client.close()


SLOW_HEAD = b"GET /warning-signs/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
SLOW_BODY = HEAD.format(path="/account/login/", kind=FORM, length="Content-Length: 1000").encode()


@pytest.mark.parametrize(("head", "patience_s"), [(SLOW_HEAD, HEAD_S), (SLOW_BODY, BODY_S)], ids=["head", "body"])
def test_slow_clients_hold_the_pages_up_for_seconds_only(runlog: Started, head: bytes, patience_s: int) -> None:
    """All threads twice over: whoever comes after them waits for two rounds at the most."""
    slow = Slow(runlog, 8, head)
    try:
        time.sleep(1)
        begun = time.monotonic()
        with urlopen(f"{runlog.address}/warning-signs/", timeout=120) as page:
            assert page.status == 200
        # Rounds end on the worker's tick of a second; the rest is for a machine that is busy with other tests.
        assert time.monotonic() - begun < 2 * (patience_s + 2) + 5
    finally:
        slow.end()


def test_slow_body_saves_nothing_and_breaks_nothing(runlog: Started) -> None:
    with connect(runlog) as client:
        client.sendall(SLOW_BODY + b"login=ann%40example.org")
        assert client.recv(100).startswith(b"HTTP/1.1 400")
    with urlopen(f"{runlog.address}/privacy/") as page:
        assert page.status == 200
