"""Processes of the system, as tests ask after them."""

from pathlib import Path


def lives(process: int) -> bool:
    """Tell whether the process runs; one that has ended stays listed until the system has noted how."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
