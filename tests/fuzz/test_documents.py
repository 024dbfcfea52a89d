"""The log as a document: whatever it says, it is refused with its place, or every rule can read it and the database can hold it."""

import copy
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from injuries.engine.assess import assess
from injuries.guidance.assessing import assess_rows, keep_true
from injuries.logfile.document import Document, parse, read
from injuries.logfile.exporting import exported, write_document
from injuries.logfile.importing import import_document
from injuries.logfile.merging import NEW
from injuries.logfile.reading import log_of
from injuries.rules import all_rules
from runlog.core.shapes import Problem
from runlog.environment import ROOT
from runlog.people.models import User
from tests.fuzz.amounts import inputs
from tests.fuzz.changing import with_other_bytes, with_other_words
from tests.fuzz.strange import Luck
from tests.support.clock import NOW

TEXT = (ROOT / "tests" / "support" / "full_log.json").read_text()
FULL = json.loads(TEXT, parse_float=Decimal)
ON = date(2026, 11, 22)
Path = tuple[str | int, ...]


def paths(value: Any, before: Path = ()) -> Iterator[Path]:
    """Every place in the document, its keys and the rows of its lists."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*before, key)
        yield from paths(inner, (*before, key))


PATHS = tuple(paths(FULL))
VALUES: list[Any] = [None, True, 5, "skipped", "2026-05-03", "2026-05-03T23:30:00+02:00", "r1", "s1"]
OTHER_BYTES, OTHER_WORDS = with_other_bytes([TEXT.encode()]), with_other_words([TEXT])


def a_document(luck: Luck) -> Any:
    """The full document with other values in up to four places."""
    return changed(luck.up_to(4, lambda: (luck.one_of(PATHS), luck.json() if luck.below(2) else luck.one_of(VALUES))))


def changed(edits: list[tuple[Path, Any]]) -> Any:
    """The full document with other values in these places, where they are still there."""
    document = copy.deepcopy(FULL)
    for path, value in edits:
        with suppress(KeyError, IndexError, TypeError):
            inner = document
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = copy.deepcopy(value)
    return document


def judged(document: Document) -> None:
    """Every rule has an answer to the log."""
    assert assess(log_of(document), ON, rules=all_rules()).failures == ()


@inputs("documents", a_document)
def test_documents_with_other_values(content: Any) -> None:
    with suppress(Problem):
        judged(read(content))


@inputs("texts of documents", lambda luck: OTHER_BYTES(luck) if luck.below(2) else OTHER_WORDS(luck))
def test_documents_with_other_words(text: bytes) -> None:
    with suppress(Problem):
        judged(parse(text))


@pytest.mark.django_db
@inputs("stored documents", a_document)
def test_what_is_read_can_be_stored_assessed_and_exported(ann: User, content: Any) -> None:
    try:
        document = read(content)
    except Problem:
        return
    with transaction.atomic():
        athlete = User.objects.get(pk=ann.pk)
        stored = import_document(athlete, document).count(NEW)
        assert assess_rows(athlete, NOW).failures == ()
        assert keep_true(athlete, NOW)
        with exported(athlete, write_document, now=NOW) as file:
            again = parse(file.read())
        assert sum(map(len, again.lists.values())) == stored
        transaction.set_rollback(True)
