"""The repository's files as a newcomer would read them."""

import os
from collections.abc import Iterator
from pathlib import Path

from runlog.environment import ROOT

# What git ignores, and what others have written.
LEFT_OUT = {".git", ".venv", "var", "node_modules", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", "vendor"}


def texts(root: Path = ROOT, *suffixes: str) -> dict[str, str]:
    """Return every text file by its path, or those that end as given; what is no UTF-8 is left out."""
    chosen = (path for path in sorted(_files(root)) if not suffixes or path.suffix in suffixes)
    return {str(path.relative_to(root)): text for path in chosen if (text := _read(path)) is not None}


def _files(root: Path) -> Iterator[Path]:
    # Folders are left out before they are entered: those of libraries hold a hundred times as many files.
    for folder, inner, names in os.walk(root):
        inner[:] = [name for name in inner if name not in LEFT_OUT]
        yield from (path for name in names if name not in LEFT_OUT and (path := Path(folder, name)).is_file())


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
