"""The file of a backup: a zip with a manifest, sealed with a digest of every byte, which appears when it is whole."""

import fcntl
import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, BinaryIO

from runlog.core.backup.refusal import Progress, Refusal, megabytes

FORMAT = "runlog-backup/1"
MANIFEST = "runlog-backup.json"
DATABASE = "database"
FILES = "imports"
# Named by keys alone: a folder for each import, a number for each of its files.
_FILE = re.compile(rf"{FILES}/\d+/\d+")
# Where the first member's name stands in a zip.
_NAME_AT = 30
# The zip's comment, its last bytes: the SHA-256 of all before it.
_SEAL_BYTES = 64
_PIECE = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    # Django's word for the kind of database, and the server's major version; 0 where there is no server.
    vendor: str
    server: int
    # Every migration applied, as "app.name".
    migrations: tuple[str, ...]
    people: int
    made_at: datetime

    def to_json(self) -> str:
        """Return it as text."""
        return json.dumps({"format": FORMAT, **asdict(self), "made_at": self.made_at.isoformat()}, indent=1)

    @classmethod
    def of_json(cls, text: bytes) -> "Manifest":
        """Read it. Raises ValueError, KeyError or TypeError for anything else."""
        read: dict[str, Any] = json.loads(text)
        if read.pop("format") != FORMAT:
            raise ValueError("another format")
        return cls(**{**read, "migrations": tuple(read["migrations"]), "made_at": datetime.fromisoformat(read["made_at"])})


@contextmanager
def sealed(target: Path, *, replaces: bool) -> Iterator[zipfile.ZipFile]:
    """Give a zip to write to; when the block has ended well it is `target`, which only its owner may read. Raises Refusal, OSError.

    Until then it lies beside, as `unfinished(target)`; what a killed backup has left there is written over.
    """
    _refuse_existing(target, replaces=replaces)
    draft = unfinished(target)
    with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        if not _is_ours(file, draft):
            raise Refusal(f"Another backup to {target} is being made at this moment.")
        try:
            file.truncate()
            os.fchmod(file.fileno(), 0o600)
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
                yield archive
                archive.comment = b"0" * _SEAL_BYTES
            _seal(file)
            _refuse_existing(target, replaces=replaces)
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    sync_folder(target.parent)


def unfinished(target: Path) -> Path:
    """Return where a backup lies until it is whole."""
    return target.with_name(f"{target.name}.unfinished")


def write_manifest(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Write the manifest; it comes first, so that the file can be told from others."""
    archive.writestr(MANIFEST, manifest.to_json())


@contextmanager
def member(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """Give a file of any size in the archive to write to."""
    with archive.open(name, "w", force_zip64=True) as opened:
        yield opened


def copy(source: IO[bytes], target: IO[bytes], doing: str, progress: Progress) -> None:
    """Copy all of it piece by piece, and say how far it has come."""
    copied = 0
    while piece := source.read(_PIECE):
        target.write(piece)
        copied += len(piece)
        progress.tell(f"{doing}: {megabytes(copied)} …")


@dataclass(frozen=True)
class Backup:
    """A file that has been checked, byte by byte."""

    path: Path
    manifest: Manifest
    files: Sequence[str]

    def unpack_database(self, target: Path, progress: Progress) -> None:
        """Write the database's copy or dump to a file and see it safe on the disk. Raises OSError."""
        with zipfile.ZipFile(self.path) as archive:
            _unpack(archive, DATABASE, target, progress)

    def unpack_files(self, folder: Path, progress: Progress) -> None:
        """Write the kept files into a folder that is not there yet. Raises OSError."""
        folder.mkdir(mode=0o700, parents=True)
        with zipfile.ZipFile(self.path) as archive:
            for name in self.files:
                target = folder / name.removeprefix(f"{FILES}/")
                target.parent.mkdir(mode=0o700, exist_ok=True)
                _unpack(archive, name, target, progress)


def checked(path: Path, progress: Progress) -> Backup:
    """Read every byte of a backup. Raises Refusal for what is none, or is damaged; OSError."""
    with path.open("rb") as file:
        if file.read(_NAME_AT + len(MANIFEST))[_NAME_AT:] != MANIFEST.encode():
            raise Refusal(f"{path} is no backup of Runlog, or its beginning is damaged. Nothing was touched.")
        size = file.seek(0, os.SEEK_END) - _SEAL_BYTES
        if size < 0 or _digest(file, size, progress) != file.read():
            raise Refusal(f"{path} is damaged or cut short: take another copy of it, or an earlier backup. Nothing was touched.")
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name not in (MANIFEST, DATABASE)]
            backup = Backup(path, Manifest.of_json(archive.read(MANIFEST)), names)
            archive.getinfo(DATABASE)
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError) as error:
        raise Refusal(f"{path} is no backup that this version of Runlog can read. Nothing was touched.") from error
    if not all(_FILE.fullmatch(name) for name in names):
        raise Refusal(f"{path} holds files that no backup of Runlog holds. Nothing was touched.")
    return backup


def sync_folder(folder: Path) -> None:
    """See the names in a folder safe on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_ours(file: BinaryIO, draft: Path) -> bool:
    """Tell whether nobody else writes to the open file, and it has not become a backup since it was opened."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(file.fileno()), os.stat(draft))
    except (BlockingIOError, FileNotFoundError):
        return False


def _refuse_existing(target: Path, *, replaces: bool) -> None:
    if target.is_dir():
        raise Refusal(f"{target} is a folder: name a file in it.")
    if target.exists() and not replaces:
        raise Refusal(f"{target} is there already: choose another name, or add --overwrite.")


def _seal(file: BinaryIO) -> None:
    """Put the digest of all bytes before the comment in the comment's place."""
    size = file.seek(0, os.SEEK_END) - _SEAL_BYTES
    digest = _digest(file, size, Progress(lambda line: None))
    file.seek(size)
    file.write(digest)
    file.flush()
    os.fsync(file.fileno())


def _digest(file: BinaryIO, size: int, progress: Progress) -> bytes:
    """Return the SHA-256 of the first `size` bytes, in hexadecimal, and stand behind them."""
    digest, left = hashlib.sha256(), size
    file.seek(0)
    while left and (piece := file.read(min(_PIECE, left))):
        digest.update(piece)
        left -= len(piece)
        progress.tell(f"Reading the backup: {100 * (size - left) // size} % …")
    return digest.hexdigest().encode()


def _unpack(archive: zipfile.ZipFile, name: str, target: Path, progress: Progress) -> None:
    with archive.open(name) as source, os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        copy(source, file, "Unpacking", progress)
        file.flush()
        os.fsync(file.fileno())
