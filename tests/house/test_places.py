"""What a place has of its own stays there: no path of a machine is written down, and every variable of the environment is explained."""

import ast
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.files import texts
from tests.house.sources import Module, modules
from tests.support.environment import VARIABLES

# Folders in which people and build machines keep their own things.
MACHINE_PATH = re.compile(r"(?<![\w.}])/(?:home|root|Users|work|workspace|builds|mnt|opt)/\w|(?<![\w.}])/tmp/\w|[A-Z]:\\\\?Users")
LEFTOVER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|\bissue #?\d+\b")
# By the Makefile, and by the script that looks for Python.
READ_BY_SHELLS = {"DEMO", "PORT", "RUNLOG_TEST_SYSTEM"}
READERS = {"text", "flag", "number", "hosts", "folder", "sender", "words"}
EXPLAINED = re.compile(r"^\| `([A-Z][A-Z_]+)`", re.MULTILINE)
SETTINGS_PAGE = "docs/settings.md"
DEPENDENCIES_PAGE = "docs/dependencies.md"
REQUIREMENT = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[\w,]+\])?(?:==(\S+))?$", re.MULTILINE)

ALL = texts()


def test_no_file_knows_a_machine() -> None:
    assert machine_paths(ALL) == []


def test_nothing_is_left_to_do() -> None:
    """What is still to be done stands in the issues, not in the files."""
    here = {path: text for path, text in ALL.items() if path != "tests/house/test_places.py"}
    assert [f"{path}: {found.group()}" for path, text in here.items() for found in LEFTOVER.finditer(text)] == []


def test_every_variable_is_explained_and_every_explained_one_is_read() -> None:
    read = variables_read(modules(packages=("runlog", "injuries", "tests"))) | READ_BY_SHELLS
    assert set(EXPLAINED.findall(ALL[SETTINGS_PAGE])) == read


def test_no_variable_reaches_the_tests() -> None:
    product = variables_read(modules())
    assert product - set(VARIABLES) == set()


@pytest.mark.parametrize("file", ["requirements.in", "requirements-dev.in"])
def test_every_dependency_has_its_reason(file: str) -> None:
    named = REQUIREMENT.findall(ALL[file])
    assert named
    assert [name for name, version in named if f"{name} {version}".strip() not in ALL[DEPENDENCIES_PAGE]] == []


def test_what_a_package_asks_for_with_an_extra_is_pinned_with_it() -> None:
    """The pip of Python 3.11 takes the newest version instead, which has no hash here: no new clone could be installed."""
    pins = {canonicalize_name(pin.name): pin for pin in pinned("requirements.txt") + pinned("requirements-dev.txt")}
    asked = [Requirement(text) for name in pins for text in (requires(name) or [])]
    with_extras = [one for one in asked if one.extras and (one.marker is None or one.marker.evaluate({"extra": ""}))]
    assert [str(one) for one in with_extras] != []
    assert [str(one) for one in with_extras if not one.extras <= pins[canonicalize_name(one.name)].extras] == []


def test_every_page_is_in_the_index() -> None:
    pages = [path.removeprefix("docs/") for path in ALL if path.startswith("docs/") and path.endswith(".md") and path != "docs/index.md"]
    assert pages
    assert [page for page in pages if f"({page})" not in ALL["docs/index.md"]] == []


@pytest.mark.parametrize("path", ["/home/ann/runlog", "see /root/x", '"/builds/runlog"', "C:\\Users\\ann", "/tmp/x"])
def test_planted_machine_path_is_found(path: str) -> None:
    assert len(machine_paths({"a.py": path})) == 1


@pytest.mark.parametrize("path", ["/usr/lib/postgresql", "runlog/home/", "{BASE}/home/x", "https://example.org/home/x", "/runs/new/"])
def test_other_paths_may_be_named(path: str) -> None:
    assert machine_paths({"a.py": path}) == []


def test_planted_variable_is_found() -> None:
    source = "env.flag('A_FLAG', default=True)\nos.environ.get('B')\nos.environ['C']\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'x')"
    source += "\nNAME = 'D'\nos.environ.get(NAME, '1')"
    assert variables_read([Module("runlog.planted", source)]) == {"A_FLAG", "B", "C", "D"}


def machine_paths(files: dict[str, str]) -> list[str]:
    """Return the paths of machines that the files name."""
    own = "tests/house/test_places.py"
    return [f"{path}: {found.group()}" for path, text in files.items() if path != own for found in MACHINE_PATH.finditer(text)]


def pinned(file: str) -> list[Requirement]:
    """Return the packages that a list pins."""
    return [Requirement(found) for found in re.findall(r"^[A-Za-z0-9][^ ;\\]*", ALL[file], re.MULTILINE)]


def variables_read(read: Iterable[Module]) -> set[str]:
    """Return the names of the variables that the modules read; Django's own is not ours to explain."""
    constants = ((module, _constants(module)) for module in read)
    found = {name for module, known in constants for node in ast.walk(module.tree) for name in _variable(node, known)}
    return found - {"DJANGO_SETTINGS_MODULE"}


def _constants(module: Module) -> dict[str, ast.expr]:
    """Return what the module's own names stand for."""
    assigned = [node for node in module.tree.body if isinstance(node, ast.Assign)]
    return {name.id: node.value for node in assigned for name in node.targets if isinstance(name, ast.Name)}


def _variable(node: ast.AST, constants: dict[str, ast.expr]) -> Iterator[str]:
    """Give the name where the node is `env.text("NAME")`, `os.environ.get("NAME")` or `os.environ["NAME"]`; a constant is read too."""
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
        asked: ast.expr | None = node.slice
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        from_system = node.func.attr in {"get", "setdefault"} and ast.unparse(node.func.value) == "os.environ"
        asked = node.args[0] if from_system or node.func.attr in READERS else None
    else:
        asked = None
    asked = constants.get(asked.id, asked) if isinstance(asked, ast.Name) else asked
    if isinstance(asked, ast.Constant) and isinstance(asked.value, str) and asked.value.isupper():
        yield asked.value
