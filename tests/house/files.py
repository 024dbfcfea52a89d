"""The repository's files as a newcomer would read them."""

from pathlib import Path

from runlog.environment import ROOT

# What git ignores, and what others have written.
LEFT_OUT = {".git", ".venv", "var", "node_modules", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", "vendor"}


def texts(root: Path = ROOT, *suffixes: str) -> dict[str, str]:
    """Return every text file by its path, or those that end as given; what is no UTF-8 is left out."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and not LEFT_OUT & set(path.relative_to(root).parts))
    chosen = (path for path in files if not suffixes or path.suffix in suffixes)
    return {str(path.relative_to(root)): text for path in chosen if (text := _read(path)) is not None}


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
