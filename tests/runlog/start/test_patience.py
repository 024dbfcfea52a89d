"""The worker of the server, by itself."""

import subprocess
import sys

from runlog.environment import ROOT

# The pool starts its first thread, and at that moment the worker is told to end.
TOLD_WHILE_A_THREAD_STARTS = """
import os, signal, threading
from gunicorn.config import Config
from runlog.start.patience import PatientWorker

worker = PatientWorker(1, os.getppid(), [], None, 30, Config(), None)
worker.tpool = worker.get_thread_pool()
signal.signal(signal.SIGQUIT, worker.handle_quit)
start = threading.Thread.start

def start_and_be_told(thread):
    threading.Thread.start = start
    start(thread)
    os.kill(os.getpid(), signal.SIGQUIT)

threading.Thread.start = start_and_be_told
worker.tpool.submit(print, "answered")
"""

# A Ctrl-C reaches the server and its workers, whom the server then tells as well: while this one is at its end already.
TOLD_AGAIN_AT_ITS_END = """
import os, signal, threading, time
from gunicorn.config import Config
from runlog.start.patience import PatientWorker

worker = PatientWorker(1, os.getppid(), [], None, 30, Config(), None)
worker.tpool = worker.get_thread_pool()
for each in (signal.SIGINT, signal.SIGQUIT):
    signal.signal(each, worker.handle_quit)

def tell_again():
    threading.main_thread().join()
    time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGQUIT)
    time.sleep(0.1)

threading.Thread(target=tell_again).start()
os.kill(os.getpid(), signal.SIGINT)
time.sleep(30)
"""


def test_it_ends_without_a_word_when_told_so_again() -> None:
    done = subprocess.run([sys.executable, "-c", TOLD_AGAIN_AT_ITS_END], cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_it_ends_when_told_so_while_it_hands_on_a_request() -> None:
    """And the request is answered."""
    done = subprocess.run([sys.executable, "-c", TOLD_WHILE_A_THREAD_STARTS], cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (0, "answered\n", "")
