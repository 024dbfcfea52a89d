"""The whole product on a port of this machine, in a thread: production middleware, collected static files, the test's own database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.handlers.wsgi import WSGIHandler
from django.test.testcases import LiveServerThread

HOST = "127.0.0.1"


class _OurFiles(WSGIHandler):
    """Leaves every file to the product's own middleware."""

    def __init__(self, _django_files: WSGIHandler) -> None:
        super().__init__()


@contextmanager
def serving() -> Iterator[str]:
    """Serve until the block ends; give the address."""
    # Django's own handler for files would serve whatever lies in the working folder, and hide that ours does not find it.
    thread = LiveServerThread(HOST, _OurFiles)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://{HOST}:{thread.port}"
    finally:
        thread.terminate()
