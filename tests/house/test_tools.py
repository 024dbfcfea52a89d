"""The tools have nothing to say: style, format, types, templates."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from runlog.environment import ROOT

COMMANDS = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "templates": ["djlint", "templates", "--lint", "--quiet"],
}


@pytest.mark.parametrize("tool", COMMANDS)
def test_tool_is_content(tool: str) -> None:
    said = run(COMMANDS[tool], ROOT)
    assert said.returncode == 0, said.stdout + said.stderr


PLANTED = {
    "style": ("planted.py", "import os\n"),
    "format": ("planted.py", "a = [1,2]\n"),
    "templates": ("templates/planted.html", "<p><img src='x'></p>\n"),
}


@pytest.mark.parametrize("tool", PLANTED)
def test_planted_fault_is_found(tool: str, tmp_path: Path) -> None:
    """The tools read our settings, and those do not switch off what they are for."""
    name, text = PLANTED[tool]
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text)
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    assert run(COMMANDS[tool], tmp_path).returncode != 0


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment in the folder."""
    program = Path(sys.executable).parent / command[0]
    # The variables that the tests set are for this process's own database and folder.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RUNLOG_TEST")}
    return subprocess.run([program, *command[1:]], cwd=folder, env=environment, capture_output=True, text=True)
