"""The queue's worker as a process of its own, which ends with the one that started it."""

import os
import signal
import sys

import django
from django.core.management import call_command

from runlog.start.kinship import end_with_parent


def main() -> int:
    """Work until told to end, or until the process that the first argument numbers has ended. It says what there is to say of a failure."""
    # At once: what a worker was at when it was killed is worked again.
    end_with_parent(signal.SIGKILL)
    if os.getppid() != int(sys.argv[1]):
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "runlog.settings")
    try:
        django.setup()
        call_command("qcluster")
    except Exception:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
