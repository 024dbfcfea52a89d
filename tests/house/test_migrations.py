"""Migrations: each has a name that says what it does, each can be undone, and none is missing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations import Migration, RunPython
from django.db.migrations.loader import MigrationLoader

from runlog.environment import ROOT
from tests.house.rooms import room_of
from tests.support.databases import database_of_its_own

ROOMS_OF_LABELS = {config.label: room_of(config.name) for config in apps.get_app_configs()}
NAMED = re.compile(r"\d{4}_[a-z][a-z0-9_]*")
# What Django calls a migration for which nobody has found a name.
UNNAMED = re.compile(r"\d{4}_(auto|initial$|.*_and_more$|remove_.*_and_)")


def own_migrations() -> list[Migration]:
    """Return the migrations of our own rooms."""
    found = MigrationLoader(None).disk_migrations
    return [found[label, name] for label, name in sorted(found) if ROOMS_OF_LABELS[label]]


@pytest.mark.parametrize("migration", own_migrations(), ids=str)
def test_migration_has_a_name(migration: Migration) -> None:
    assert is_named(migration.name)


@pytest.mark.parametrize("migration", own_migrations(), ids=str)
def test_migration_can_be_undone(migration: Migration) -> None:
    assert [operation for operation in migration.operations if not operation.reversible] == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=3)


THERE_AND_BACK = """
import django
from django.core.management import call_command

django.setup()
call_command("migrate", verbosity=0)
for label in {labels}:
    call_command("migrate", label, "zero", verbosity=0)
call_command("showmigrations", *{labels})
call_command("migrate", verbosity=0)
"""


@pytest.mark.django_db
def test_all_is_undone_and_done_again(tmp_path: Path) -> None:
    """Every step runs backwards and forwards, on a database of the kind that this run is on, with the product's own settings."""
    labels = sorted({migration.app_label for migration in own_migrations()})
    with database_of_its_own(tmp_path) as url:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "runlog.settings", "DATABASE_URL": url}
        script = THERE_AND_BACK.format(labels=labels)
        done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "[ ] 0001" in done.stdout
    assert "[X]" not in done.stdout


@pytest.mark.parametrize(
    "name", ["0002_auto_20261122_0830", "0001_initial", "0003_remove_run_a_and_more", "0002_remove_run_a_and_run_b", "Two"]
)
def test_planted_name_is_found(name: str) -> None:
    assert not is_named(name)


def test_planted_one_way_step_is_found() -> None:
    assert not RunPython(lambda apps, editor: None).reversible


def is_named(name: str) -> bool:
    """Tell whether somebody has named the migration."""
    return bool(NAMED.fullmatch(name)) and not UNNAMED.match(name)
