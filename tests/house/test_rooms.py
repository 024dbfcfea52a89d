"""The arrows between rooms and between decks run downwards; nothing in `runlog` knows of `injuries`."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from tests.house.rooms import ROOMS, START, SWITCHBOARD, is_within, room_of, upward_arrows, upward_decks
from tests.house.sources import Module, modules

EVERYTHING = modules()
ALL = [module for module in EVERYTHING if not is_within(module.name, START)]
UPPER_LABELS = [config.label for config in apps.get_app_configs() if is_within(config.name, "injuries")]
NAMES_UPPER_ROOM = re.compile(rf"(injuries|{'|'.join(UPPER_LABELS)})\.\w+")


def test_every_module_stands_in_a_room() -> None:
    assert [module.name for module in ALL if room_of(module.name) is None and module.name not in SWITCHBOARD] == []


def test_no_arrow_runs_up() -> None:
    assert upward_arrows(ALL) == []


def test_no_arrow_runs_up_between_decks() -> None:
    assert upward_decks(ALL) == []


# It needs libraries of the system, and everything else runs without them.
MAY_BE_MISSING = frozenset({"weasyprint"})


def test_imports_stand_at_the_top() -> None:
    """An import inside a function dodges a circle; Django itself makes apps.py load what needs the models late."""
    assert imports_inside_functions(ALL) == []


def test_nothing_imports_tests_or_start_scripts() -> None:
    arrows = [(module.name, arrow.target) for module in ALL for arrow in module.imports]
    assert [arrow for arrow in arrows if is_within(arrow[1], "tests") or is_within(arrow[1], START)] == []


def test_start_scripts_know_no_room() -> None:
    started = [module for module in EVERYTHING if is_within(module.name, START)]
    assert started
    assert [arrow.target for module in started for arrow in module.imports if room_of(arrow.target)] == []


def test_runlog_names_no_upper_room() -> None:
    assert upper_rooms_named(ALL) == []


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_no_foreign_key_runs_up(model: type[Model]) -> None:
    own = room_of(model.__module__)
    for field in model._meta.get_fields():
        other = room_of(field.related_model.__module__) if field.concrete and isinstance(field.related_model, type) else None
        # Whose log it is, every room knows; the settings say which model that is.
        if own and other and field.related_model is not get_user_model():
            assert ROOMS.index(other) <= ROOMS.index(own), f"{model._meta.label}.{field.name} points up to {other}"


@pytest.mark.django_db
def test_no_migration_depends_upwards() -> None:
    rooms = {config.label: room_of(config.name) for config in apps.get_app_configs()}
    for (label, name), migration in MigrationLoader(connection).disk_migrations.items():
        own = rooms[label]
        for other_label, _other in migration.dependencies:
            other = rooms.get(other_label)
            if own and other and other_label != get_user_model()._meta.app_label:
                assert ROOMS.index(other) <= ROOMS.index(own), f"{label}.{name} depends on {other_label}"


def imports_inside_functions(read: list[Module]) -> list[str]:
    """Return the imports that stand inside a function, but for those of apps.py and of a library that the system may lack."""
    return [
        f"{module.name}:{arrow.line} imports {arrow.target} inside a function"
        for module in read
        for arrow in module.imports
        if arrow.is_inside_function and not module.name.endswith(".apps") and arrow.target.split(".")[0] not in MAY_BE_MISSING
    ]


def upper_rooms_named(read: list[Module]) -> list[str]:
    """Return the strings by which a room of `runlog` names something of `injuries`."""
    return [
        f"{module.name}:{node.lineno} names {node.value}"
        for module in read
        if is_within(module.name, "runlog") and module.name not in SWITCHBOARD
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAMES_UPPER_ROOM.fullmatch(node.value)
    ]


PLANTED = {
    "a higher room": ("runlog.people.views", "from injuries.guidance import queries", upward_arrows),
    "a higher room, relatively": ("injuries.engine.history", "from ..rules import all_rules", upward_arrows),
    "a room, from the switchboard": ("runlog.urls", "import runlog.people.views", upward_arrows),
    "a higher deck": ("runlog.training.actions", "from runlog.training.forms import RunPart", upward_decks),
    "a higher deck, through another module": ("runlog.training.queries", "from runlog.training import helping", upward_decks),
    "a circle": ("runlog.training.circle", "import runlog.training.helping", upward_decks),
    "an import to dodge a circle": ("runlog.core.planted", "def f():\n    import runlog.people", imports_inside_functions),
    "a name": ("runlog.people.planted", "MODEL = 'guidance.Flag'", upper_rooms_named),
}
HELPING = Module("runlog.training.helping", "from runlog.training import forms, circle")


@pytest.mark.parametrize("fault", PLANTED)
def test_planted_fault_is_found(fault: str) -> None:
    name, source, find = PLANTED[fault]
    around = ["injuries.guidance.queries", "injuries.rules", "runlog.people", "runlog.people.views", "runlog.training.forms"]
    house = [Module(other, "") for other in around if other != name]
    circle = Module("runlog.training.circle", "")
    found = find([*house, HELPING, *([circle] if name != circle.name else []), Module(name, source)])
    assert len(found) == 1
    assert "circle" in found[0] if fault == "a circle" else name in found[0]


def test_tree_is_read(tmp_path: Path) -> None:
    (tmp_path / "runlog" / "people").mkdir(parents=True)
    (tmp_path / "runlog" / "people" / "__init__.py").write_text("from . import models")
    (tmp_path / "runlog" / "people" / "models.py").write_text("import runlog.core")
    read = {module.name: [arrow.target for arrow in module.imports] for module in modules(tmp_path)}
    assert read == {"runlog.people": ["runlog.people.models"], "runlog.people.models": ["runlog.core"]}
