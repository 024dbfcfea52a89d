"""The repository's own modules as syntax trees: what each imports, and where in it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from runlog.environment import ROOT

PACKAGES = ("runlog", "injuries")


@dataclass(frozen=True)
class Import:
    """One name that a module imports: the module it comes from, the line, and whether it is imported inside a function."""

    target: str
    line: int
    is_inside_function: bool


@dataclass(frozen=True)
class Module:
    """One file, by its dotted name."""

    name: str
    source: str
    is_package: bool = False

    @cached_property
    def tree(self) -> ast.Module:
        """The file's syntax."""
        return ast.parse(self.source)

    @cached_property
    def imports(self) -> list[Import]:
        """Every import, wherever it stands; `from a import b` counts as `a.b`, since b may be a module."""
        inside = {id(node) for function in self._functions() for node in ast.walk(function)}
        return [
            Import(target, node.lineno, id(node) in inside)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for target in self._targets(node)
        ]

    def _functions(self) -> Iterator[ast.AST]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda))

    def _targets(self, node: ast.Import | ast.ImportFrom) -> list[str]:
        if isinstance(node, ast.Import):
            return [alias.name for alias in node.names]
        base = node.module or ""
        if node.level:
            own = self.name.split(".")
            own = own[: len(own) - node.level + self.is_package]
            base = ".".join([*own, base] if base else own)
        return [f"{base}.{alias.name}" for alias in node.names]


def modules(root: Path = ROOT, packages: tuple[str, ...] = PACKAGES) -> list[Module]:
    """Read every module of the packages; a package is named by its folder."""
    files = sorted(file for package in packages for file in (root / package).rglob("*.py"))
    return [Module(_name(file.relative_to(root)), file.read_text(), file.name == "__init__.py") for file in files]


def _name(file: Path) -> str:
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
