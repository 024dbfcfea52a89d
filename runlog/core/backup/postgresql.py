"""A PostgreSQL database: dumped by pg_dump, and a dump put in its place in one transaction."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import IO, Any, cast

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from runlog.core.backup.archive import copy
from runlog.core.backup.refusal import Progress, Refusal

# The server needs a moment to notice that somebody has gone.
LINGERS_S = 5
LOCK_WAIT_S = 10
# What a connection can be told, by name; Django tells its own library more.
KEYWORDS = frozenset(option.keyword.decode() for option in Conninfo.get_defaults())
MIGRATIONS = MigrationRecorder.Migration._meta.db_table
FED = "fed"
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


class PostgresqlStore:
    """The schema that the connection works in, and the programs that read and write it."""

    vendor = "postgresql"

    def __init__(self, connection: BaseDatabaseWrapper, folder: Path) -> None:
        # One connection is enough, and it must not be counted among the others'.
        connection.settings_dict["OPTIONS"].pop("pool", None)
        self._connection = connection
        self.staging = folder / "database.restoring"

    @property
    def server(self) -> int:
        """The server's major version."""
        return int(self._one("SHOW server_version_num")) // 10_000

    def count(self, table: str) -> int | None:
        """Return how many rows a table has; 0 where it is not there."""
        if self._one("SELECT to_regclass(%s)", [table]) is None:
            return 0
        return int(self._one(f"SELECT count(*) FROM {self._quoted(table)}"))

    def check_can_dump(self) -> None:
        """Raises Refusal where pg_dump is missing or older than the server."""
        _check_version("pg_dump", self.server)

    def check_can_restore(self, server: int) -> None:
        """Raises Refusal where a dump of a server of that version cannot be read, and while others use the database."""
        if self.server < server:
            raise Refusal(
                f"The backup is of PostgreSQL {server}, and this server is PostgreSQL {self.server}, which cannot take it: "
                f"use PostgreSQL {server} or newer. Nothing was touched."
            )
        _check_version("pg_restore", server)
        _check_version("psql", 0)
        self._check_alone()

    def dump(self, target: IO[bytes], beside: Path, left_out: Sequence[str], progress: Progress) -> None:
        """Write a dump as of one moment, without the rows of the tables left out. Raises Refusal, OSError."""
        options = [
            "--format=custom",
            "--compress=0",
            "--no-owner",
            "--no-privileges",
            "--no-comments",
            "--no-password",
            "--lock-wait-timeout=20s",
        ]
        tables = [f"--exclude-table-data={self._quoted(table)}" for table in left_out]
        with self._started("pg_dump", *options, f"--schema={self._quoted(self._schema)}", *tables) as pg_dump:
            copy(pg_dump.output, target, "Copying the database", progress)
            pg_dump.finish("The database could not be copied", "No backup was made.")

    def replace(self, aside: str, *, when_ready: Callable[[], None], progress: Progress) -> str:
        """Put the dump at `staging` in the place of the tables, in one transaction that ends after `when_ready`; return what keeps the old.

        The tables that were there go into a schema of their own. Raises Refusal, after which all is as it was.
        """
        kept = aside.replace("-", "_") if self._tables() else ""
        options = ["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", f"--output={os.devnull}"]
        with self._started("psql", *options) as psql:
            try:
                psql.say(*self._opening(kept))
                self._feed(psql.input, progress)
                # Says nothing unless everything before it went well, and the dump was of this schema.
                psql.say(f"SELECT count(*) FROM {self._quoted(self._schema)}.{self._quoted(MIGRATIONS)};", f"\\echo {FED}")
                if psql.output.readline().decode().strip() == FED:
                    when_ready()
                    psql.say("COMMIT;")
                psql.input.close()
            except BrokenPipeError:
                # It has ended, and says why.
                pass
            psql.finish("The database did not take the backup", "It is as it was.")
        return f"the schema {kept} of the database" if kept else ""

    def _opening(self, kept: str) -> Iterator[str]:
        yield "BEGIN;"
        yield f"SET LOCAL lock_timeout = '{LOCK_WAIT_S}s';"
        if kept:
            yield f"CREATE SCHEMA {self._quoted(kept)};"
        for table in self._tables():
            # With its indexes, constraints and sequences.
            yield f"ALTER TABLE {self._quoted(self._schema)}.{self._quoted(table)} SET SCHEMA {self._quoted(kept)};"

    def _feed(self, target: IO[bytes], progress: Progress) -> None:
        """Give the dump as statements. No end of them commits anything: that is left to who has seen that they were all."""
        options = ["--no-owner", "--no-privileges", "--no-comments", f"--schema={self._schema}", "--file=-", str(self.staging)]
        with _running(["pg_restore", *options], {}) as pg_restore:
            copy(pg_restore.output, target, "Restoring the database", progress)
            pg_restore.finish("The backup's database could not be read", "Nothing was touched.")

    def _check_alone(self) -> None:
        others = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND coalesce(backend_type, 'client backend') = 'client backend'"
        )
        end = monotonic() + LINGERS_S
        while count := int(self._one(others)):
            if monotonic() > end:
                raise Refusal(
                    f"The database is in use ({count} other connections): end Runlog on every machine that works with it, "
                    "and other programs too. Nothing was touched."
                )
            sleep(0.2)

    @property
    def _schema(self) -> str:
        return str(self._one("SELECT current_schema()"))

    def _tables(self) -> list[str]:
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
            return [name for (name,) in cursor.fetchall()]

    def _one(self, question: str, values: Sequence[str] = ()) -> Any:
        with self._connection.cursor() as cursor:
            cursor.execute(question, values)
            return cursor.fetchone()[0]

    def _quoted(self, name: str) -> str:
        return self._connection.ops.quote_name(name)

    @contextmanager
    def _started(self, name: str, *options: str) -> Iterator["_Running"]:
        """Run one of PostgreSQL's programs on this database; what is secret goes through its environment."""
        # As Django connects, options and all; the program need not know what else a newer library knows.
        said = {key: value for key, value in self._connection.get_connection_params().items() if key in KEYWORDS}
        password = said.pop("password", None)
        with _running([name, *options, f"--dbname={make_conninfo(**said)}"], {"PGPASSWORD": password} if password else {}) as running:
            yield running


@dataclass(frozen=True)
class _Running:
    """A program that runs: what it is told, what it gives, and the file of its complaints, which nobody need read for it to go on."""

    process: "subprocess.Popen[bytes]"
    complaints: IO[bytes]

    @property
    def input(self) -> IO[bytes]:
        """What it reads."""
        return cast(IO[bytes], self.process.stdin)

    @property
    def output(self) -> IO[bytes]:
        """What it has written."""
        return cast(IO[bytes], self.process.stdout)

    def say(self, *lines: str) -> None:
        """Tell it these lines now."""
        self.input.write("".join(f"{line}\n" for line in lines).encode())
        self.input.flush()

    def finish(self, fault: str, outcome: str) -> None:
        """Wait for its end. Raises Refusal with the first of its complaints where it failed."""
        if self.process.wait() == 0:
            return
        self.complaints.seek(0)
        lines = self.complaints.read().decode(errors="replace").strip().splitlines() or ["no reason was given"]
        raise Refusal(f"{fault}: {lines[0].strip()}. {outcome}")


@contextmanager
def _running(command: Sequence[str], variables: dict[str, str]) -> Iterator[_Running]:
    """Run a program; it does not outlast the block."""
    # In English, so that its complaints go with our sentences.
    environment = {**os.environ, "LC_ALL": "C", **variables}
    pipe = subprocess.PIPE
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen([program(command[0]), *command[1:]], stdin=pipe, stdout=pipe, stderr=complaints, env=environment)
        running = _Running(process, complaints)
        try:
            yield running
        finally:
            process.kill()
            process.wait()
            running.output.close()
            with suppress(BrokenPipeError):
                running.input.close()


def program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs. Raises Refusal with what to install."""
    found = shutil.which(name)
    if found is None:
        raise Refusal(f"{name} is missing; on Debian and Ubuntu: sudo apt-get install postgresql-client")
    return found


def _check_version(name: str, server: int) -> None:
    said = subprocess.run([program(name), "--version"], capture_output=True, text=True).stdout
    found = _VERSION.search(said)
    if found and int(found[1]) < server:
        raise Refusal(
            f"{name} is of PostgreSQL {found[1]}, too old for PostgreSQL {server}; "
            f"on Debian and Ubuntu: sudo apt-get install postgresql-client-{server}"
        )
