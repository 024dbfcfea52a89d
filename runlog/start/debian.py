"""Installs Debian's packages where this machine lets us, and says in one line what to install where it does not."""

import os
import shutil
import subprocess
from collections.abc import Sequence

from runlog.start.progress import step


def install(packages: Sequence[str], *, what: str) -> str:
    """Install the packages; return "" when they are there, else one line that says what to install by hand."""
    advice = f"{what} is missing; on Debian and Ubuntu: sudo apt-get install {' '.join(packages)}"
    prefix = _permission()
    if prefix is None:
        return advice
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    with step(f"Installing Debian's {' '.join(packages)}"):
        # A list that cannot be fetched anew may still be good enough: the install below tells.
        subprocess.run([*apt, "update"], capture_output=True)
        done = subprocess.run([*apt, "install", "--yes", "--no-install-recommends", *packages], capture_output=True, text=True)
    return f"{advice} ({(done.stderr.strip() or 'apt-get failed').splitlines()[-1]})" if done.returncode else ""


def _permission() -> list[str] | None:
    """Return what to put before apt-get; None where packages may not be installed."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None
