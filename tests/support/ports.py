"""Ports of this machine."""

import socket


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
