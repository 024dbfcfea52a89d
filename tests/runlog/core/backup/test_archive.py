"""The file of a backup: sealed, private, whole or not there."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from runlog.core.backup import archive, refusal
from runlog.core.backup.archive import Manifest, checked, sealed, unfinished
from runlog.core.backup.refusal import Progress, Refusal

QUIET = Progress(lambda line: None)
MANIFEST = Manifest("sqlite", 0, ("core.0001_bin",), 3, datetime(2026, 11, 22, 8, 30, tzinfo=UTC))


def write(target: Path, *, replaces: bool = False, names: tuple[str, ...] = ("imports/3/7",)) -> Path:
    with sealed(target, replaces=replaces) as file:
        archive.write_manifest(file, MANIFEST)
        for name in (archive.DATABASE, *names):
            file.writestr(name, name.encode())
    return target


def test_what_was_written_is_read(tmp_path: Path) -> None:
    backup = checked(write(tmp_path / "log.zip"), QUIET)
    assert (backup.manifest, backup.files) == (MANIFEST, ["imports/3/7"])
    backup.unpack_database(tmp_path / "database", QUIET)
    backup.unpack_files(tmp_path / "files", QUIET)
    assert (tmp_path / "database").read_bytes() == b"database"
    assert (tmp_path / "files" / "3" / "7").read_bytes() == b"imports/3/7"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "database", tmp_path / "files")] == [0o600, 0o700]


def test_what_a_killed_one_left_is_written_over(tmp_path: Path) -> None:
    target = tmp_path / "log.zip"
    unfinished(target).write_bytes(b"half" * 100_000)
    unfinished(target).chmod(0o644)
    checked(write(target), QUIET)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_one_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    target = write(tmp_path / "log.zip")
    before = target.read_bytes()
    with pytest.raises(Refusal, match="broken"), sealed(target, replaces=True):
        raise Refusal("broken off")
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


def test_two_at_once_do_not_write_to_one_file(tmp_path: Path) -> None:
    target = tmp_path / "log.zip"
    with sealed(target, replaces=False) as file:
        with pytest.raises(Refusal, match="Another backup to"):
            write(target)
        archive.write_manifest(file, MANIFEST)
        file.writestr(archive.DATABASE, b"of the first")
    assert checked(target, QUIET).files == []


def test_one_that_comes_between_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "log.zip"
    with pytest.raises(Refusal, match="is there already"), sealed(target, replaces=False):
        target.write_text("mine")
    assert target.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["imports/../../secret_key", "/etc/passwd", "imports/3/a", "imports/3", "else"])
def test_whole_file_that_would_write_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    """A seal says that nothing was damaged, not who has made it."""
    with pytest.raises(Refusal, match="holds files that no backup of Runlog holds"):
        checked(write(tmp_path / "log.zip", names=(name,)), QUIET)


def test_progress_is_told_every_two_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    now, said = [0.0], []
    monkeypatch.setattr(refusal, "monotonic", lambda: now[0])
    progress = Progress(said.append)
    for at in (0.5, 1.9, 2.0, 2.5, 3.9, 4.1, 9.0):
        now[0] = at
        progress.tell(f"at {at}")
    assert said == ["at 2.0", "at 4.1", "at 9.0"]
