"""A second database of the kind that this run is on, for tests that migrate or start the product on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from django.db import connection
from psycopg.sql import SQL, Identifier

from tests.support import postgres


@contextmanager
def database_of_its_own(folder: Path) -> Iterator[str]:
    """Make a database; give its DATABASE_URL."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'own.sqlite3'}"
        return
    name, socket = f"own_{uuid4().hex}", connection.settings_dict["HOST"]
    with psycopg.connect(host=socket, user=postgres.USER, dbname="postgres", autocommit=True) as server:
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        yield f"postgresql://{postgres.USER}@/{name}?host={socket}"
        server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
