"""A worker of gunicorn's in which nobody who is slow to say what they want keeps a thread for long, and that ends when it is told to."""

import signal
import socket
import time
from threading import Thread
from types import FrameType
from typing import Any

from gunicorn.http.message import Request
from gunicorn.workers.gthread import TConn, ThreadWorker

# What ends a worker.
ENDINGS = (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
# To say what is wanted. A proxy in front has it all and says it at once; over a poor line it takes two.
HEAD_S = 6
# To send what comes with it, and a second more for each so many bytes: the slowest line that is worth waiting for.
BODY_S = 10
SLOWEST_BYTES_A_S = 20_000


class PatientWorker(ThreadWorker):
    """gunicorn's own waits for ever for the next byte, so that a dozen clients who send one now and then would stop all pages.

    A request that is read late loses the way in, never the way out: an answer that takes long to make is not broken off.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read_by: dict[TConn, float] = {}

    def handle(self, conn: TConn) -> Any:
        """Serve a connection's next request, from now on being waited for."""
        self.read_by[conn] = time.monotonic() + HEAD_S
        try:
            return super().handle(conn)
        finally:
            self.read_by.pop(conn, None)

    def handle_request(self, req: Request, conn: TConn) -> Any:
        """Answer a request of which the head is there."""
        sent = dict(req.headers).get("CONTENT-LENGTH", "0")
        self.read_by[conn] = time.monotonic() + BODY_S + (int(sent) if sent.isdigit() else 0) / SLOWEST_BYTES_A_S
        return super().handle_request(req, conn)

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """End at once, once the answers that are being made are sent.

        gunicorn's own closes the pool of threads right here. Where the signal comes while this thread starts one in the pool, that waits
        for a lock which this thread itself holds, for ten seconds, until gunicorn kills it. So another thread closes the pool, as soon as
        the exception that ends this one has left it.
        """
        # Ctrl-C reaches workers and server, who then tells them as well: at its very end a worker would complain of that.
        for again in ENDINGS:
            signal.signal(again, signal.SIG_IGN)
        Thread(target=self.tpool.shutdown, kwargs={"wait": False}).start()
        super(ThreadWorker, self).handle_quit(sig, frame)

    def murder_pending(self) -> None:
        """Close what gunicorn closes, and the way in of who has had their time; called every second."""
        super().murder_pending()
        now = time.monotonic()
        for conn in [conn for conn, by in self.read_by.copy().items() if by < now]:
            self.read_by.pop(conn, None)
            shut_way_in(conn.sock)


def shut_way_in(sock: socket.socket) -> None:
    """Have whoever reads from the socket find its end."""
    try:
        sock.shutdown(socket.SHUT_RD)
    except OSError:
        # It is gone already.
        return
