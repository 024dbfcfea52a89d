"""Static files: vendored libraries are what they claim to be, colours can be read, all can be collected."""

import hashlib
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from runlog.environment import ROOT
from runlog.start.fetch_vendor import ICONS, LIBRARIES, Library

STATIC = ROOT / "static"
CSS = (STATIC / "css" / "theme.css").read_text()
LEVELS = ("info", "notice", "caution", "provider", "urgent", "emergency")
# Text on a ground needs 4.5, edges and marks that carry meaning 3 (WCAG 2.2 AA).
PAIRS = [(fg, bg, 4.5) for fg in ("ink", "ink-2", "accent") for bg in ("paper", "surface", "sunken")]
PAIRS += [("on-accent", "accent", 4.5), ("on-accent", "accent-2", 4.5), ("ink", "accent-tint", 4.5), ("accent", "accent-tint", 4.5)]
PAIRS += [("surface", "ink", 4.5), ("edge", "surface", 3), ("edge", "paper", 3), ("edge", "sunken", 3), ("run", "surface", 3)]
PAIRS += [(f"{level}-fg", f"{level}-bg", 4.5) for level in LEVELS]
PAIRS += [(f"{level}-fg", bg, 4.5) for level in LEVELS[:-1] for bg in ("surface", "paper")]
PAIRS += [(f"{level}-edge", "surface", 3) for level in LEVELS] + [("emergency-bg", "paper", 3)]


def sums(folder: Path) -> dict[str, str]:
    """Return the sums that a folder claims, by file."""
    return {name: digest for digest, name in (line.split("  ") for line in (folder / "SHA256SUMS").read_text().splitlines())}


@pytest.mark.parametrize("library", [*LIBRARIES, ICONS], ids=lambda library: library.name)
def test_vendored_library_is_whole(library: Library) -> None:
    folder = STATIC / "vendor" / library.name
    files = {path.name for path in folder.iterdir()} - {"VERSION", "LICENSE", "SHA256SUMS"}
    claimed = sums(folder)
    assert files == set(claimed) == {Path(file).name for file in library.files}
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files} == claimed
    assert (folder / "VERSION").read_text().strip() == library.version
    assert "MIT" in (folder / "LICENSE").read_text()


def test_nothing_is_vendored_without_a_name() -> None:
    assert {path.name for path in (STATIC / "vendor").iterdir()} == {library.name for library in [*LIBRARIES, ICONS]}


def test_all_can_be_collected_with_their_hashes(tmp_path: Path) -> None:
    storage = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storage):
        call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()


def blocks() -> dict[str, dict[str, str]]:
    """Return the tokens of each theme: light, dark (chosen), system (dark because the device is)."""
    starts = {
        "light": r':root, \[data-bs-theme="light"\] \{\n  color-scheme: light;',
        "dark": r'  \[data-bs-theme="dark"\] \{\n    color-scheme: dark;',
        "system": r"  :root:not\(\[data-bs-theme\]\) \{\n    color-scheme: dark;",
    }
    bodies = {name: re.search(start + r"(.*?)\n *\}", CSS, re.DOTALL) for name, start in starts.items()}
    return {name: dict(re.findall(r"--([\w-]+):\s*([^;]+);", body[1])) for name, body in bodies.items() if body}


def test_dark_is_the_same_dark_whoever_chose_it() -> None:
    found = blocks()
    assert len(found["dark"]) > 30
    assert found["dark"] == found["system"]
    assert set(found["light"]) <= set(found["dark"])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_contrast(theme: str) -> None:
    tokens = blocks()[theme]
    low = {(fg, bg): ratio(tokens[fg], tokens[bg]) for fg, bg, least in PAIRS if ratio(tokens[fg], tokens[bg]) < least}
    assert low == {}


def ratio(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
