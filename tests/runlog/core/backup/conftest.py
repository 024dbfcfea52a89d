"""A filled installation, a backup of it, and places to restore it in."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.runlog.core.backup.places import Place, new_place

FILL = """
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from runlog.people.models import User

call_command("load_advice", verbosity=0)
settings.IS_PRIVATE_MACHINE = True
call_command("load_demo", verbosity=0)
session = SessionStore()
session["of"] = User.objects.first().pk
session.create()
"""


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Place]:
    """An installation with people, their logs, a session and kept files; nobody changes it."""
    with django_db_blocker.unblock(), new_place(tmp_path_factory.mktemp("filled"), is_migrated=True) as place:
        done = place.run(FILL)
        assert done.returncode == 0, done.stderr
        for number, size in ((3, 10), (12, 3_000_000)):
            kept = place.data / "imports" / str(number) / "7"
            kept.parent.mkdir(parents=True)
            kept.write_bytes(bytes(range(250)) * (size // 250) + b"!")
        yield place


@pytest.fixture(scope="session")
def archive(filled: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    target = tmp_path_factory.mktemp("backups") / "log.zip"
    done = filled.manage("backup", target)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="session")
def restored(archive: Path, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Place]:
    """A fresh place in which it was restored; nobody changes it."""
    with django_db_blocker.unblock(), new_place(tmp_path_factory.mktemp("restored")) as place:
        done = place.manage("restore", archive)
        assert done.returncode == 0, done.stderr
        assert "The logs of 9 people are here" in done.stdout
        assert "is kept" not in done.stdout
        yield place


@pytest.fixture
def make_place(tmp_path: Path) -> Iterator[Callable[..., Place]]:
    """Makes places that are gone after the test: an empty one, or one `like` another."""
    with ExitStack() as stack:
        yield lambda name="data", like=None: stack.enter_context(new_place(tmp_path / name, like=like))
