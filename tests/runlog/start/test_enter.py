"""The way in: which Python, and what is said where there is none or the packages cannot be had."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from runlog.environment import ROOT
from runlog.start import enter
from runlog.start.progress import Stop

FINDER = ROOT / "runlog" / "start" / "python.sh"
SHELL = "/bin/sh"


def put(folder: Path, name: str, script: str) -> None:
    """Put a program of a few shell lines into the folder."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!{SHELL}\n{script}\n")
    (folder / name).chmod(0o755)


def find(folder: Path, *arguments: str, system: str = "") -> "subprocess.CompletedProcess[str]":
    """Look for a Python in the folder alone; or in another one first, which stands for the system's."""
    environment = {"PATH": str(folder), "RUNLOG_TEST_SYSTEM": system}
    return subprocess.run([SHELL, FINDER, *arguments], env=environment, capture_output=True, text=True)


def test_no_python_is_told_in_one_sentence(tmp_path: Path) -> None:
    found = find(tmp_path, "-c", "")
    assert found.returncode == 1
    assert found.stderr.startswith("Runlog needs Python 3.11 or newer;")
    assert found.stderr.count("\n") == 1


def test_old_python_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path / "old", "python3", "exit 1")
    assert find(tmp_path / "old", "-c", "").returncode == 1
    put(tmp_path / "old", "python3.13", f'exec {sys.executable} "$@"')
    assert find(tmp_path / "old", "-c", "print('found')").stdout == "found\n"


def test_python_that_can_make_environments_goes_first(tmp_path: Path) -> None:
    put(tmp_path / "both", "python3.11", f'case "$2" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"')
    put(tmp_path / "both", "python3.12", f'[ "$1" = -m ] && echo 3.12 || exec {sys.executable} "$@"')
    assert find(tmp_path / "both", "-m", "anything").stdout == "3.12\n"


@pytest.mark.parametrize(("can_make_environments", "found"), [(True, "system"), (False, "own")])
def test_the_systems_goes_before_the_others_that_can(tmp_path: Path, can_make_environments: bool, found: str) -> None:
    lacks = "" if can_make_environments else 'case "$2" in *ensurepip*) exit 1;; esac\n'
    put(tmp_path / "own", "python3.11", f'[ "$1" = -m ] && echo own || exec {sys.executable} "$@"')
    put(tmp_path / "system", "python3.13", f'{lacks}[ "$1" = -m ] && echo system || exec {sys.executable} "$@"')
    assert find(tmp_path / "own", "-m", "anything", system=f"{tmp_path / 'system'}/").stdout == f"{found}\n"


def test_packages_that_cannot_be_had_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And asked for again at the next start: only what is installed has its mark."""
    monkeypatch.setattr(enter, "ROOT", tmp_path)
    monkeypatch.setattr(enter, "VENV", tmp_path / ".venv")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    (tmp_path / ".venv").mkdir()
    (tmp_path / "requirements.txt").write_text(f"no-such-package==1 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(Stop, match="could not be installed: No matching distribution"):
        enter.install_packages(["requirements.txt"])
    assert not enter.is_installed("requirements.txt")


def test_changed_list_is_installed_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enter, "ROOT", tmp_path)
    monkeypatch.setattr(enter, "VENV", tmp_path)
    (tmp_path / "requirements.txt").write_text("# nothing\n")
    enter.install_packages(["requirements.txt"])
    assert enter.is_installed("requirements.txt")
    (tmp_path / "requirements.txt").write_text("# something\n")
    assert not enter.is_installed("requirements.txt")


def test_missing_venv_module_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian keeps it in a package of its own."""
    put(tmp_path / "half", "python", f'[ -e {tmp_path}/installed ] || exit 1\nexec {sys.executable} "$@"')
    monkeypatch.setattr(enter, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "half" / "python"))
    monkeypatch.setattr(enter, "install", lambda packages, what: f"{what} is missing: {packages}")
    with pytest.raises(Stop, match=r"Python's venv module is missing: \['python3\.\d+-venv'\]"):
        enter.make_environment()
    monkeypatch.setattr(enter, "install", lambda packages, what: "" if (tmp_path / "installed").write_text("yes") else "never")
    enter.make_environment()
    assert (tmp_path / ".venv" / "bin" / "python").exists()


def test_what_is_compiled_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment says: each of the processes that are started would compile all anew."""
    became: list[dict[str, str]] = []
    monkeypatch.setattr(sys, "argv", ["enter", "run"])
    monkeypatch.setattr(enter, "is_installed", lambda name: True)
    monkeypatch.setattr(os, "execv", lambda program, command: became.append(dict(os.environ)))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.chdir(ROOT)
    enter.main()
    assert ["PYTHONDONTWRITEBYTECODE" in environment for environment in became] == [False]
