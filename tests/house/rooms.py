"""The map of the house as data, and what finds an arrow that runs against it."""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from tests.house.sources import Import, Module

# Lowest first: a module imports from its own room or from lower ones.
ROOMS = (
    "runlog.core",
    "runlog.people",
    "runlog.training",
    "runlog.imports",
    "injuries.engine",
    "injuries.rules",
    "injuries.symptoms",
    "injuries.guidance",
    "injuries.desk",
    "injuries.logfile",
    "injuries.reports",
    "injuries.overview",
    "injuries.coaching",
    "injuries.handbook",
)
# Beside the rooms: they name rooms by string only.
SWITCHBOARD = ("runlog", "injuries", "runlog.settings", "runlog.environment", "runlog.urls", "runlog.wsgi")
# The two commands of the Makefile; they stand outside the house.
START = "runlog.start"
# Inside a room, lowest first. A module with a name of its own stands on the highest deck that it imports from.
DECKS = (
    ("models",),
    ("queries",),
    ("actions",),
    ("forms",),
    ("views", "api", "admin", "receivers", "middleware", "management", "templatetags"),
    ("urls", "apps"),
)
# Migrations are history: they go by the tables as they were.
UNRANKED = "migrations"


def room_of(name: str) -> str | None:
    """Return the room that a module or anything in it belongs to."""
    return next((room for room in ROOMS if is_within(name, room)), None)


def is_within(name: str, package: str) -> bool:
    """Tell whether the dotted name is the package or lies in it."""
    return name == package or name.startswith(f"{package}.")


def upward_arrows(modules: Iterable[Module]) -> list[str]:
    """Return every import of a higher room, of a module outside every room, and by the switchboard of any room."""
    known = list(modules)
    return sorted({fault for module, arrow, target in _arrows(known) for fault in _room_fault(module, arrow, target)})


def upward_decks(modules: Iterable[Module]) -> list[str]:
    """Return every import, inside a room, of a higher deck, and every circle of imports."""
    known = list(modules)
    inner = [(module.name, arrow.line, target) for module, arrow, target in _arrows(known) if _share_room(module.name, target)]
    below: dict[str, set[str]] = {module.name: set() for module in known}
    for name, _line, target in inner:
        below[name].add(target)
    try:
        order = list(TopologicalSorter(below).static_order())
    except CycleError as error:
        return ["a circle: " + " -> ".join(error.args[1])]
    decks: dict[str, int] = {}
    for name in order:
        named = named_deck(name)
        decks[name] = max((decks[target] for target in below[name]), default=-1) if named is None else named
    return sorted(f"{name}:{line} imports {target}" for name, line, target in inner if decks[target] > decks[name])


def named_deck(name: str) -> int | None:
    """Return the number of the deck that the module's name says, counted from the lowest; None where it says none."""
    inner = name.removeprefix(room_of(name) or "").lstrip(".").split(".")[0]
    if inner == UNRANKED:
        return len(DECKS)
    words = (inner, inner.rpartition("_")[2])
    return next((number for number, names in enumerate(DECKS) if any(word in names for word in words)), None)


def _share_room(name: str, target: str) -> bool:
    return name != target and room_of(name) is not None and room_of(name) == room_of(target)


def _arrows(modules: list[Module]) -> Iterator[tuple[Module, Import, str]]:
    """Walk every import of one of our modules by another, with the dotted name of the module imported."""
    names = {module.name for module in modules}
    for module in modules:
        for arrow in module.imports:
            target = _module_of(arrow.target, names)
            if target and target != module.name:
                yield module, arrow, target


def _module_of(target: str, names: set[str]) -> str | None:
    while target and target not in names:
        target = target.rpartition(".")[0]
    return target or None


def _room_fault(module: Module, arrow: Import, target: str) -> Iterator[str]:
    own, other = room_of(module.name), room_of(target)
    said = f"{module.name}:{arrow.line} imports {target}"
    if own is None and other is not None:
        yield f"{said}, and the switchboard names rooms by string only"
    elif own is not None and other is None and target not in ("runlog", "injuries"):
        yield f"{said}, which stands in no room"
    elif own and other and ROOMS.index(other) > ROOMS.index(own):
        yield f"{said}, which is a higher room"
