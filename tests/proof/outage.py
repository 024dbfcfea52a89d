"""PostgreSQL stopped and started while people save: pages say so plainly, all goes on by itself, and what was said to be saved is there."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any

from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.browser import Browser, Form
from injuries.guidance.sweeping import thresholds_changed
from runlog.core.models import Job
from runlog.environment import ROOT
from runlog.people.models import User
from runlog.training.models import Run
from tests.support import postgres
from tests.support.ports import free_port

PEOPLE = 4
BEFORE_S = 1.5
LONGEST_AWAY_S = 8.0
# Each has to save so often once the database is back.
SAVES_AFTER = 3
PATIENCE_S = 180.0
SAVED, AWAY = 302, 503
SAYS = b"The database cannot be reached"
TYPED = {"distance_m": "8", "duration_s": "48:00", "warm_up_state": "done", "before": "1", "during": "2", "after": "2", "leg": "no"}
Round = dict[str, Any]


def rounds(count: int, seed: int) -> Iterator[Round]:
    """Do so many rounds, on the cluster that this process's database is in; each is a Round of running.py."""
    cluster = Path(connection.get_connection_params()["host"])
    connection.close()
    postgres.stop(cluster)
    postgres.serve(cluster, postgres.DURABLE)
    with _product() as port:
        for number in range(1, count + 1):
            yield _round(number, Random(f"{seed} {number}"), cluster, port)


@contextmanager
def _product() -> Iterator[int]:
    """Start the product as `make run` does, on the database that is set; give its port."""
    port = free_port()
    with tempfile.TemporaryFile() as said:
        command = [sys.executable, "-m", "runlog.start.run"]
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "PORT": str(port)}, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        try:
            _wait_until(lambda: _answers(port))
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE_S)


def _answers(port: int) -> bool:
    with suppress(OSError, HTTPException):
        return Browser(port).get("/account/login/").status == 200
    return False


def _wait_until(is_so: Callable[[], bool]) -> float:
    """Wait until it is so, three minutes at most; return how many seconds it took."""
    began = time.monotonic()
    while not is_so() and time.monotonic() - began < PATIENCE_S:
        time.sleep(0.05)
    return time.monotonic() - began


@dataclass
class Runner:
    """Somebody who logs run after run, and sends each again until it is said to be saved."""

    port: int
    pk: int
    cookies: dict[str, str]
    saved: list[str] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def go_on(self, ended: Event) -> None:
        """Log runs until it is ended."""
        browser = Browser(self.port, dict(self.cookies))
        while not ended.is_set():
            page = self._asked(browser, "GET", "/runs/new/", None)
            if page is None:
                continue
            fields = Form(page.decode()).fields | TYPED
            while self._asked(browser, "POST", "/runs/new/", fields) is None:
                # Whatever came back, it was not said to be saved: it is sent again, as the page's script and a reload do.
                if ended.is_set():
                    return
            self.saved.append(fields["id"].partition(":")[0])

    def _asked(self, browser: Browser, method: str, address: str, fields: dict[str, str] | None) -> bytes | None:
        """Return what came back; None where the database was said to be away."""
        try:
            answer = browser.ask(method, address, fields)
        except (OSError, HTTPException) as error:
            self.wrong.append(f"{method} {address}: {type(error).__name__}")
            time.sleep(0.2)
            return None
        self.answers[answer.status] += 1
        if answer.status == AWAY:
            if SAYS not in answer.body:
                self.wrong.append(f"{method} {address}: {answer.body[:80]!r}")
            time.sleep(0.1)
            return None
        if answer.status != (SAVED if method == "POST" else 200):
            self.wrong.append(f"{method} {address} answers {answer.status}")
            time.sleep(0.1)
            return None
        return answer.body


def _round(number: int, random: Random, cluster: Path, port: int) -> Round:
    runners = [_runner(port, f"{number}-{place}") for place in range(PEOPLE)]
    job = thresholds_changed(timezone.now())
    how, away_s = random.choice((signal.SIGINT, signal.SIGQUIT)), random.uniform(0, LONGEST_AWAY_S)
    ended = Event()
    threads = [Thread(target=each.go_on, args=[ended]) for each in runners]
    for thread in threads:
        thread.start()
    time.sleep(BEFORE_S)
    connection.close()
    postgres.stop(cluster, how)
    time.sleep(away_s)
    postgres.serve(cluster, postgres.DURABLE)
    goals = {each.pk: len(each.saved) + SAVES_AFTER for each in runners}
    back_s = _wait_until(lambda: all(len(each.saved) >= goals[each.pk] for each in runners))
    done_s = back_s + _wait_until(lambda: not Job.objects.get(pk=job.pk).is_open)
    ended.set()
    for thread in threads:
        thread.join()
    answers = sum((each.answers for each in runners), Counter[int]())
    did = [
        f"{how.name}, away for {away_s:.1f} s",
        f"everybody saves again after {back_s:.1f} s",
        f"the queue is done after {done_s:.1f} s",
        f"answers {dict(answers)}",
    ]
    too_few = [f"{len(each.saved)} saves, {goals[each.pk]} were awaited" for each in runners if len(each.saved) < goals[each.pk]]
    return {"number": number, "did": did, "wrong": [*too_few, *_faults(runners), *_job_faults(job)]}


def _runner(port: int, name: str) -> Runner:
    now = timezone.now()
    user = User.objects.create_user(f"outage{name}@example.org", time_zone="UTC", consented_at=now, welcomed_at=now)
    client = Client()
    client.force_login(user)
    return Runner(port, user.pk, {"sessionid": client.cookies["sessionid"].value})


def _faults(runners: list[Runner]) -> Iterator[str]:
    for each in runners:
        yield from (f"{fault}, {times} times" for fault, times in Counter(each.wrong).items())
        stored = Counter(Run.objects.filter(athlete=each.pk).values_list("log_id", flat=True))
        lost = [log_id for log_id in each.saved if stored[log_id] != 1]
        if lost:
            yield f"{len(lost)} of {len(each.saved)} saved runs are not there once"
        if not each.saved:
            yield "nothing was saved"


def _job_faults(job: Job) -> Iterator[str]:
    job.refresh_from_db()
    if job.state != Job.State.DONE:
        yield f"the job ended as {job.state}"
