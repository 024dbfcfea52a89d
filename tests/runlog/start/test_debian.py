"""What is missing is installed where this machine lets us; elsewhere one line says what to install."""

import os
from pathlib import Path

import pytest

from runlog.start import test as make_test
from runlog.start import tools
from runlog.start.debian import install
from runlog.start.progress import Stop

LINE = "Chromium is missing; on Debian and Ubuntu: sudo apt-get install chromium fonts-dejavu-core"
PACKAGES = ("chromium", "fonts-dejavu-core")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of programs, empty but for `env` and `cat`."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("env", "cat"):
        (folder / name).symlink_to(f"/usr/bin/{name}")
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, name: str, script: str) -> None:
    """Put a program of a few shell lines into the folder."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_no_apt_get(programs: Path) -> None:
    assert install(PACKAGES, what="Chromium") == LINE


def test_no_rights(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(programs, "apt-get", "echo never >&2; exit 1")
    put(programs, "sudo", "exit 1")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert install(PACKAGES, what="Chromium") == LINE


@pytest.mark.parametrize(("user", "prefix"), [(0, ""), (1000, "sudo ")])
def test_installs_as_root_or_with_sudo(programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: int, prefix: str) -> None:
    log = tmp_path / "log"
    put(programs, "apt-get", f'echo "$DEBIAN_FRONTEND $*" >> {log}')
    put(programs, "sudo", f'shift; [ "$1" = true ] && exit 0; printf "sudo " >> {log}; exec "$@"')
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert install(PACKAGES, what="Chromium") == ""
    update, installation = log.read_text().splitlines()
    assert update.startswith(f"{prefix}noninteractive ")
    assert update.endswith(" update")
    assert installation.endswith("install --yes --no-install-recommends chromium fonts-dejavu-core")


def test_installation_that_fails(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(programs, "apt-get", 'echo "E: Unable to locate package chromium" >&2; exit 100')
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert install(PACKAGES, what="Chromium") == f"{LINE} (E: Unable to locate package chromium)"


def test_missing_program_stops_a_strict_run(programs: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(tools, "TOOLS", [tools.Tool("Chromium", PACKAGES, lambda: False)])
    monkeypatch.setattr(make_test, "_run", lambda database, arguments: 0)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Stop, match="every test must run"):
        make_test.main()
    assert capfd.readouterr().err == f"{LINE}\n"
    monkeypatch.setenv("CI", "false")
    assert make_test.main() == 0


def test_first_database_with_a_failure_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    statuses = iter([3])
    monkeypatch.setattr(tools, "TOOLS", [])
    monkeypatch.setattr(make_test, "_run", lambda database, arguments: next(statuses))
    assert make_test.main() == 3
