"""PostgreSQL's programs: what is said where one is missing or too old."""

from pathlib import Path

import pytest

from runlog.core.backup.postgresql import _check_version, program
from runlog.core.backup.refusal import Refusal


def put(folder: Path, name: str, version: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version} (Debian {version}-0+deb12u1)'\n")
    (folder / name).chmod(0o755)


def test_missing_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refusal, match="pg_dump is missing; on Debian and Ubuntu: sudo apt-get install postgresql-client"):
        program("pg_dump")


@pytest.mark.parametrize(("version", "server"), [("15.18", 15), ("17.2", 15), ("16beta1", 16)])
def test_program_that_is_new_enough_is_taken(version: str, server: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "pg_dump", version)
    monkeypatch.setenv("PATH", str(tmp_path))
    _check_version("pg_dump", server)


@pytest.mark.parametrize(("version", "server"), [("14.9", 15), ("9.6", 10)])
def test_program_that_is_too_old_is_told(version: str, server: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "pg_dump", version)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refusal, match=rf"pg_dump is of PostgreSQL \d+, too old for PostgreSQL {server};.*postgresql-client-{server}"):
        _check_version("pg_dump", server)
