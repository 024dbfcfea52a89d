"""Whoever leaves is gone from every table and every file, and nobody else's row changes: a table that can name a person is filled here."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import LazySettings
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.signing import b64_decode
from django.db import connection, models
from django.test import Client
from django_q.models import OrmQ

from runlog.core import periodic
from runlog.core.journal import empty_journal
from runlog.people.leaving_actions import GRACE, delete_due, delete_person
from runlog.people.models import User
from tests.support.cast import PASSWORD, make_user
from tests.support.clock import NOW, Clock
from tests.support.jobs import work_off
from tests.support.whole_life import Life, files, live

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, QUEUE = "people_user", "django_q_ormq"
NAME, EMAIL, MARK = "Zebulon Quill", "zebulon.quill@example.org", "planted-by-zebulon"
# What others need stays, without who it was: their access log, and what counts as advice. The column that is emptied.
KEPT = {
    "people_look": "viewer_id",
    "guidance_adviceversion": "written_by_id",
    "guidance_thresholdversion": "written_by_id",
    "guidance_signoff": "entered_by_id",
}
# Texts of the product itself, of which a person has none.
NOBODYS_TEXTS = {*KEPT, "account_emailconfirmation", "training_comfortrating", "people_user_groups", "people_user_user_permissions"}
Row = tuple[tuple[str, Any], ...]
Tables = dict[str, list[Row]]


@pytest.fixture(autouse=True)
def folders(settings: LazySettings, tmp_path: Path, clock: Clock) -> None:
    """Folders of this test's own, and a clock that stands still."""
    settings.IMPORT_FOLDER, settings.MAIL_FOLDER = tmp_path / "imports", tmp_path / "mail"


@pytest.fixture
def world() -> dict[str, User]:
    """Everybody else: Eve has lived as whole a life as who leaves. What other tests have counted in the cache is nobody's."""
    cache.clear()
    others = {name: make_user(name) for name in ("Eve", "Carl", "Dora", "Boss")}
    live(Life(others["Eve"], "planted-by-eve", others["Carl"], others["Dora"], others["Boss"]))
    return others


def zebulon() -> User:
    user = make_user("Zebulon", display_name=NAME, is_curator=True)
    User.objects.filter(pk=user.pk).update(email=EMAIL)
    user.refresh_from_db()
    EmailAddress.objects.create(user=user, email=EMAIL, primary=True, verified=True)
    return user


def life_of(user: User, world: dict[str, User]) -> Life:
    return Life(user, MARK, world["Carl"], world["Eve"], world["Boss"])


def tables() -> Tables:
    """Return every table of the database, each row as its columns."""
    found: Tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description or ()]
            found[table] = [tuple(zip(columns, map(plain, row), strict=True)) for row in cursor.fetchall()]
    return found


def plain(value: Any) -> Any:
    return str(value) if isinstance(value, dict | list) else value


def columns_to_people() -> dict[str, set[str]]:
    """Return the columns that name a person, by table, as the database knows them."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        relations = {name: connection.introspection.get_relations(cursor, name) for name in names}
    return {name: {column for column, (_other, table) in found.items() if table == PEOPLE} for name, found in relations.items()}


def tables_of_people() -> set[str]:
    """Return the tables from which foreign keys lead to a person, in however many steps, and those that hold an address."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor))
        relations = {name: {other[1] for other in connection.introspection.get_relations(cursor, name).values()} for name in names}
    reached = {PEOPLE}
    while more := {name for name in names - reached if relations[name] & reached}:
        reached |= more
    addressed = {model._meta.db_table for model in apps.get_models() if any(isinstance(each, models.EmailField) for each in fields(model))}
    return reached | addressed


def fields(model: type[models.Model]) -> list[Any]:
    return list(model._meta.get_fields())


def has_text(table: str) -> bool:
    """Whether its model has a field for any words."""
    model = next((each for each in apps.get_models() if each._meta.db_table == table), None)
    return model is not None and any(isinstance(each, models.TextField | models.JSONField) for each in fields(model))


def added(after: Tables, before: Tables) -> dict[str, set[Row]]:
    return {table: new for table, found in after.items() if (new := set(found) - set(before.get(table, ())))}


def texts(found: Tables) -> Iterator[tuple[str, str]]:
    """Yield every text of the database with its table: sessions and the queue's payloads are opened."""
    for table, lines in found.items():
        for row in lines:
            for column, value in row:
                yield table, opened(table, column, value)


def opened(table: str, column: str, value: Any) -> str:
    if table == "django_session" and column == "session_data":
        return str(SessionStore().decode(value))
    if table == QUEUE and column == "payload":
        return b64_decode(value.split(":")[0].encode()).decode("latin-1")
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def naming(found: Tables) -> set[str]:
    """Return the tables in which the address, the name or what was planted stands."""
    return {table for table, text in texts(found) if re.search(f"{NAME}|{re.escape(EMAIL)}|{MARK}", text, re.IGNORECASE)}


def test_nothing_is_left(world: dict[str, User], client: Client, clock: Clock) -> None:
    """The whole way: asked for on the page, and done by the background work after a day."""
    others, their_files = tables(), files()
    user = zebulon()
    key = user.pk
    client.post("/account/login/", {"login": EMAIL, "password": "not the password"})
    client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    live(life_of(user, world))
    assert client.post("/account/delete/", {"password": "not the password either"}).status_code == 422
    assert client.post("/account/delete/", {"password": PASSWORD}).status_code == 302
    filled = tables()
    new = added(filled, others)
    assert tables_of_people() - set(new) == set(), "fill these tables in tests/support/whole_life.py, and see that deletion empties them"
    unmarked = {table for table in tables_of_people() if has_text(table)} - naming(filled) - NOBODYS_TEXTS
    assert unmarked == set(), "plant a text in these tables in tests/support/whole_life.py"
    assert len(files()) == len(their_files) + 5

    clock(NOW + GRACE)
    delete_due()
    periodic.purge()

    left = tables()
    for table, columns in columns_to_people().items():
        assert not [row for row in left[table] for column, value in row if column in columns and value == key], table
    assert naming(left) == set()
    assert added(others, left) == {}, "a row of somebody else has changed"
    stayed = added(left, others)
    # What is queued holds the key of a job that is gone, and goes when its turn comes.
    assert set(stayed) == {*KEPT, QUEUE}
    for table, column in KEPT.items():
        assert {emptied(row, column) for row in new[table] if dict(row)[column] == key} == stayed[table], table
    assert files() == their_files
    work_off()
    assert not OrmQ.objects.exists()


def emptied(row: Row, column: str) -> Row:
    return tuple((name, None if name == column else value) for name, value in row)


def test_nothing_is_left_in_the_bytes_of_the_database(world: dict[str, User], client: Client) -> None:
    """SQLite leaves what is deleted where it was, unless told otherwise, and its journal holds the pages as they were."""
    if connection.vendor != "sqlite":
        return
    user = zebulon()
    live(life_of(user, world))
    assert naming_bytes()
    delete_person(user)
    assert empty_journal()
    assert naming_bytes() == []


def naming_bytes() -> list[str]:
    name = str(connection.settings_dict["NAME"])
    held = {file.name: file.read_bytes() for file in map(Path, (name, f"{name}-wal")) if file.exists()}
    return [f"{file}: {mark}" for file, data in held.items() for mark in (NAME, EMAIL, MARK) if mark.encode() in data]


class Untouched:
    """A model of which nothing is found, and so nothing deleted."""

    @classmethod
    def filter(cls, **_wanted: Any) -> models.QuerySet[User]:
        return User.objects.none()


Untouched.objects = Untouched  # type: ignore[attr-defined]
PLANTED = {
    "invitations": ("runlog.people.leaving_actions.Invitation", Untouched),
    "what administrators did": ("runlog.people.leaving_actions.LogEntry", Untouched),
    "sessions": ("runlog.people.leaving_actions._sessions_of", lambda user: ()),
    "mails": ("runlog.people.leaving_actions.delete_mails", lambda user: None),
    "files": ("runlog.imports.batch_actions.delete_bytes", lambda batch: None),
}


@pytest.mark.parametrize("rest", PLANTED)
def test_planted_rest_is_found(rest: str, world: dict[str, User], client: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*PLANTED[rest])
    # The folders of what has no import are emptied once a day, too.
    monkeypatch.setattr("runlog.imports.batch_actions.folders", lambda: ())
    with pytest.raises(AssertionError):
        test_nothing_is_left(world, client, clock)


def test_planted_bytes_are_found(world: dict[str, User], client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what SQLite does by itself the texts stay in the file."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=OFF")
    try:
        with pytest.raises(AssertionError):
            test_nothing_is_left_in_the_bytes_of_the_database(world, client)
    finally:
        connection.close()
