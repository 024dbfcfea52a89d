"""Has the system end a process when its parent has ended."""

import ctypes
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with_parent(how: signal.Signals) -> None:
    """On Linux, have this process get the signal when the one that started it is gone, however it went."""
    if sys.platform == "linux":
        # A shell has what it starts in the background ignore Ctrl-C, and all that is started by that.
        if signal.getsignal(how) is signal.SIG_IGN:
            signal.signal(how, signal.SIG_DFL)
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, how)
