"""Eight processes that write at once to one log and to logs of their own: nothing is refused, nothing is lost, no update undoes another."""

import multiprocessing
from collections.abc import Iterator
from datetime import date
from random import Random
from time import sleep
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connections
from django.test import Client, override_settings
from django.utils import timezone

from bench.browser import Form
from injuries.guidance.assessing import assess_rows
from injuries.guidance.models import Assessment, Flag
from injuries.symptoms.models import PainScore
from runlog.core.saving import save_record
from runlog.people.access import note_looks
from runlog.people.actions import change_profile
from runlog.people.models import Look, User
from runlog.training.models import Run

WRITERS = 8
# Of each kind, each, in one round; what is quick is done so many times in a row, that the others come in between.
WRITES = 1
QUICK = 10
PAUSE_S = 0.02
DAY = date(2026, 11, 22)
# Four writers turn a field each of the same profile over and over, the others one each of the same run; they find it as they left it.
PROFILE = {"display_name": ("Ann", "Ann Other"), "country": ("GB", "DE"), "units": ("km", "mi"), "theme": ("light", "dark")}
RUN = {"effort": (3, 7), "kind": ("easy", "long"), "surface": ("road", "trail"), "note": ("wet", "dry")}
RUN_ID = "run-shared"
TYPED = {"distance_m": "8", "duration_s": "48:00", "warm_up_state": "done", "before": "1", "during": "2", "after": "2", "leg": "no"}
PLAIN_FILES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
Round = dict[str, Any]


class Task(NamedTuple):
    """What one process is to do: the keys of the athlete that all write to, of their own, and of a coach."""

    number: int
    shared: int
    own: int
    coach: int
    seed: str


def rounds(count: int, seed: int) -> Iterator[Round]:
    """Do so many rounds; each is a Round of running.py."""
    with override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False, STORAGES=PLAIN_FILES):
        for number in range(1, count + 1):
            yield {"number": number, "did": [f"{WRITERS} processes"], "wrong": list(_round(number, seed))}


def _round(number: int, seed: int) -> Iterator[str]:
    """Have everybody write, and yield what is wrong then."""
    shared, coach, *own = (_person(f"{name}{number}") for name in ("shared", "coach", *map(str, range(WRITERS))))
    save_record(Run, shared, log_id=RUN_ID, now=timezone.now(), **Run.moment_fields(timezone.now()))
    tasks = [Task(place, shared.pk, each.pk, coach.pk, f"{seed} {number}") for place, each in enumerate(own)]
    connections.close_all()
    context = multiprocessing.get_context("fork")
    with context.Pool(WRITERS, _wait_for_all, [context.Barrier(WRITERS)]) as pool:
        for faults in pool.imap_unordered(_write, tasks):
            yield from faults
    yield from _shared_faults(shared, coach)
    for each in own:
        yield from _count_faults(each, runs=WRITES, scores=4 * WRITES)
        yield from _flag_faults(each)


def _person(name: str) -> User:
    now = timezone.now()
    return User.objects.create_user(f"{name}@example.org", time_zone="UTC", consented_at=now, welcomed_at=now)


def _wait_for_all(barrier: Any) -> None:
    """Begin together."""
    barrier.wait()


def _write(task: Task) -> list[str]:
    """Do all that one process is to do, in the same order as the others, so that they meet; return what was refused."""
    doings = [doing for doing in (_log_runs, _check_in, _look, _edit) for _time in range(WRITES)]
    Random(task.seed).shuffle(doings)
    done: dict[Any, int] = {}
    faults = []
    for doing in doings:
        done[doing] = done.get(doing, 0) + 1
        try:
            doing(task, done[doing])
        except Exception as error:
            faults.append(f"{doing.__name__}: {type(error).__name__} {error}")
    connections.close_all()
    return faults


def _log_runs(task: Task, _time: int) -> None:
    for pk in (task.shared, task.own):
        _send(pk, "/runs/new/", TYPED)


def _check_in(task: Task, time: int) -> None:
    for pk in (task.shared, task.own):
        _send(pk, "/check-in/", {"score": f"{time % 4}"})


def _look(task: Task, _time: int) -> None:
    coach = User.objects.get(pk=task.coach)
    for _again in range(QUICK):
        note_looks(coach, {task.shared: DAY}, Look.What.BACK, timezone.now())


def _edit(task: Task, time: int) -> None:
    athlete = User.objects.get(pk=task.shared)
    is_profile, place = task.number < len(PROFILE), task.number % len(PROFILE)
    name, values = list((PROFILE if is_profile else RUN).items())[place]
    for again in range(QUICK):
        value: Any = values[(time * QUICK + again) % 2]
        # As of a page that was opened a while ago: all else may have changed since.
        if is_profile:
            change_profile(athlete, **{name: value})
        else:
            save_record(Run, athlete, log_id=RUN_ID, now=timezone.now(), **{name: value})
        # The others have their turn: whoever writes more than their own field sets this one back.
        sleep(PAUSE_S)
        row = User.objects.get(pk=task.shared) if is_profile else Run.objects.get(athlete=athlete, log_id=RUN_ID)
        if getattr(row, name) != value:
            raise RuntimeError(f"{name} was undone")


def _send(pk: int, page: str, typed: dict[str, str]) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=pk))
    answer = client.post(page, Form(client.get(page).content.decode()).fields | typed)
    if answer.status_code != 302:
        raise RuntimeError(f"{page} answers {answer.status_code}")


def _shared_faults(shared: User, coach: User) -> Iterator[str]:
    yield from _count_faults(shared, runs=WRITERS * WRITES + 1, scores=WRITERS * WRITES * 4)
    yield from _flag_faults(shared)
    looks = Look.objects.get(athlete=shared, viewer=coach).count
    if looks != WRITERS * WRITES * QUICK:
        yield f"{looks} of {WRITERS * WRITES * QUICK} looks were counted"


def _count_faults(athlete: User, *, runs: int, scores: int) -> Iterator[str]:
    for model, wanted in ((Run, runs), (PainScore, scores)):
        found = model._default_manager.filter(athlete=athlete).count()
        if found != wanted:
            yield f"{found} of {wanted} {model._meta.verbose_name_plural} of {athlete.email}"


def _flag_faults(athlete: User) -> Iterator[str]:
    """Whether the flags are those of the log as it stands."""
    if Assessment.objects.get(athlete=athlete).has_failed:
        yield f"the assessment of {athlete.email} failed"
    found = {(flag.rule, flag.scope, flag.level) for flag in assess_rows(athlete, timezone.now()).flags}
    kept = set(Flag.objects.of(athlete).open().values_list("rule", "scope", "level"))
    if found != kept:
        yield f"the flags of {athlete.email}: {sorted(found ^ kept)}"
