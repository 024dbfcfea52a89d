"""Pure rooms know no Django, no clock, no files and no database, and lean on nothing that does."""

import ast
from collections.abc import Iterable

import pytest

from tests.house.sources import Module, modules

ROOMS = ("injuries.engine", "injuries.rules", "runlog.imports.formats")
MODULES = ("runlog.core.units", "runlog.core.dates", "runlog.core.shapes", "runlog.core.speed", "runlog.core.charts", "runlog.core.weeks")
IMPURE = frozenset(
    {"asyncio", "django", "glob", "http", "io.open", "multiprocessing", "os", "pathlib", "psycopg", "shutil", "socket"}
) | frozenset({"sqlite3", "subprocess", "tempfile", "threading", "time", "urllib"})
CLOCKS = frozenset({"now", "today", "utcnow"})
DOORS = frozenset({"open", "input", "print", "exec", "eval", "__import__"})


def is_pure(name: str) -> bool:
    """Tell whether a module is one of those that must be pure."""
    return name in MODULES or any(name == room or name.startswith(f"{room}.") for room in ROOMS)


def impurities(module: Module) -> list[str]:
    """Say, one line each, what a pure module may not contain."""
    return [
        *_imports(module),
        *(f"{module.name}:{getattr(node, 'lineno', 0)} {said}" for node in ast.walk(module.tree) for said in _said_by(node)),
    ]


def _imports(module: Module) -> Iterable[str]:
    for each in module.imports:
        root = each.target.split(".")[0]
        if root in IMPURE or each.target in IMPURE:
            yield f"{module.name}:{each.line} imports {each.target}"
        if root in {"runlog", "injuries", "tests"} and not (is_pure(each.target) or is_pure(each.target.rpartition(".")[0])):
            yield f"{module.name}:{each.line} imports {each.target}, which is not pure"


def _said_by(node: ast.AST) -> Iterable[str]:
    if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
        yield f"asks for the time: .{node.attr}"
    if isinstance(node, ast.Name) and node.id in DOORS:
        yield f"uses {node.id}"


PURE = [module for module in modules() if is_pure(module.name)]


@pytest.mark.parametrize("module", PURE, ids=lambda module: module.name)
def test_is_pure(module):
    assert impurities(module) == []


def test_every_pure_room_was_read():
    names = {module.name for module in PURE}
    assert {*ROOMS, *MODULES, "injuries.engine.assess", "injuries.rules.worn_shoes"} <= names


PLANTED = {
    "from django.utils import timezone": "imports django.utils.timezone",
    "import django.db.models": "imports django.db.models",
    "def late():\n    import os": "imports os",
    "from pathlib import Path": "imports pathlib.Path",
    "import time\ntime.time()": "imports time",
    "from time import monotonic": "imports time.monotonic",
    "from io import open": "imports io.open",
    "import sqlite3": "imports sqlite3",
    "from runlog.core.models import Record": "imports runlog.core.models.Record, which is not pure",
    "from injuries.guidance import history": "imports injuries.guidance.history, which is not pure",
    "import runlog.settings": "imports runlog.settings, which is not pure",
    "from datetime import datetime\ndatetime.now()": "asks for the time: .now",
    "from datetime import date\ndate.today()": "asks for the time: .today",
    "import datetime\ndatetime.datetime.utcnow()": "asks for the time: .utcnow",
    "from datetime import datetime\nclock = datetime.now": "asks for the time: .now",
    "open('x')": "uses open",
    "with open('x') as file:\n    pass": "uses open",
    "print(1)": "uses print",
}


@pytest.mark.parametrize("source", PLANTED)
def test_a_planted_fault_is_found(source):
    [first, *_] = impurities(Module("injuries.rules.planted", source))
    assert first.split(" ", 1)[1] == PLANTED[source]


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import date, time",
        "from injuries.engine.log import Log",
        "import injuries.engine.log",
        "from runlog.core.units import in_units",
        "import io",
    ],
)
def test_what_is_pure_is_let_be(source):
    assert impurities(Module("injuries.rules.planted", source)) == []
