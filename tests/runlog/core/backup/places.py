"""Installations of the kind of database that the run is on: a folder and a database each, worked on by processes of their own."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from django.db import connection
from psycopg.sql import SQL, Identifier

from runlog.core.backup.stores import SESSIONS
from runlog.environment import ROOT
from tests.support import postgres

Contents = dict[str, list[str]]

CASTS = re.compile(r"::(?:text|character varying)(?:\[\])?|[()]")


@dataclass(frozen=True)
class Place:
    """A folder of data, and where its database is."""

    data: Path
    url: str

    @property
    def name(self) -> str:
        """The database's name on its server, or its file."""
        return str(self.file) if self.url.startswith("sqlite") else self.url.partition("@/")[2].partition("?")[0]

    @property
    def variables(self) -> dict[str, str]:
        """The environment of a process that works on it."""
        return {**os.environ, "DJANGO_SETTINGS_MODULE": "runlog.settings", "DATABASE_URL": self.url, "DATA_DIR": str(self.data)}

    @property
    def file(self) -> Path:
        """The database's file, where it is one."""
        return Path(self.url.removeprefix("sqlite:///"))

    def manage(self, *words: object, answer: str = "", **variables: str) -> "subprocess.CompletedProcess[str]":
        """Give a command of manage.py; no terminal is there but `answer`."""
        command = [sys.executable, "manage.py", *map(str, words)]
        environment = {**self.variables, **variables}
        return subprocess.run(command, cwd=ROOT, env=environment, input=answer, capture_output=True, text=True, timeout=120)

    def run(self, script: str) -> "subprocess.CompletedProcess[str]":
        """Run a script that has Django's settings."""
        lines = f"import django\ndjango.setup()\n{script}"
        return subprocess.run([sys.executable, "-c", lines], cwd=ROOT, env=self.variables, capture_output=True, text=True, timeout=300)

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """Give a connection that commits each statement, from outside Django."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.file, timeout=20, isolation_level=None)) as database:
                yield database
        else:
            with closing(psycopg.connect(self.url, autocommit=True)) as database:
                yield database

    def tables(self) -> list[str]:
        """Every table of its own."""
        ask = {
            "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
        }
        with self.opened() as database:
            return sorted(name for (name,) in database.execute(ask[connection.vendor]).fetchall())

    def contents(self) -> Contents:
        """Every row of every table but the sessions."""
        with self.opened() as database:
            return {
                table: sorted(map(repr, database.execute(f'SELECT * FROM "{table}"').fetchall()))
                for table in self.tables()
                if table not in SESSIONS
            }

    def schema(self) -> list[str]:
        """How its tables are made: columns, constraints, indexes, where sequences stand."""
        ask = {
            "sqlite": ["SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"],
            "postgresql": [
                "SELECT table_name, column_name, data_type, is_nullable, is_identity, column_default FROM information_schema.columns"
                " WHERE table_schema = 'public'",
                # PostgreSQL itself writes a check down in other words once it has read its own.
                "SELECT conrelid::regclass, conname, contype, CASE contype WHEN 'c' THEN '' ELSE pg_get_constraintdef(oid) END"
                " FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
                "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'",
            ],
        }
        with self.opened() as database:
            found = [repr(row) for question in ask[connection.vendor] for row in database.execute(question).fetchall()]
        # PostgreSQL puts casts in other places once it has read its own words.
        return sorted(CASTS.sub("", line) for line in found)

    def files(self) -> dict[str, bytes]:
        """The kept files of imports, by where they are."""
        folder = self.data / "imports"
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def new_place(folder: Path, *, like: Place | None = None, is_migrated: bool = False) -> Iterator[Place]:
    """Make an installation: empty, or like another that nobody has open, or with the tables of the tests' own database."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if like and (like.data / "imports").exists():
        shutil.copytree(like.data / "imports", folder / "imports")
    source = str(connection.settings_dict["NAME"]) if is_migrated else like.name if like else ""
    connection.close()
    make = _new_file if connection.vendor == "sqlite" else _new_database
    with make(folder, source) as url:
        yield Place(folder, url)


@contextmanager
def _new_file(folder: Path, source: str) -> Iterator[str]:
    file = folder / "own.sqlite3"
    if source:
        with closing(sqlite3.connect(source)) as database, closing(sqlite3.connect(file)) as copy:
            database.backup(copy)
    yield f"sqlite:///{file}"


@contextmanager
def _new_database(folder: Path, source: str) -> Iterator[str]:
    name, socket = f"place_{uuid4().hex}", connection.settings_dict["HOST"]
    with closing(psycopg.connect(host=socket, user=postgres.USER, dbname="template1", autocommit=True)) as server:
        # Nobody may be in a database that is copied; a request that was broken off may have left its connection behind.
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND state = 'idle'", [source])
        server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(source or "template0")))
    yield f"postgresql://{postgres.USER}@/{name}?host={socket}"
    with closing(psycopg.connect(host=socket, user=postgres.USER, dbname="template1", autocommit=True)) as server:
        server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
