"""Where the bytes of uploads lie until they are read: a folder for each import, named by keys alone."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from runlog.imports.models import Batch, SourceFile

MOST_BYTES = 4 * 1024**3
# What the disk has to have left beside a file.
SPARE_BYTES = 256 * 1024**2
_PIECE = 1 << 20


class Readable(Protocol):
    """Something that gives bytes."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many of them."""


def folder_of(batch: Batch | int) -> Path:
    """Return the folder of an import."""
    return Path(settings.IMPORT_FOLDER) / str(batch if isinstance(batch, int) else batch.pk)


def path_of(file: SourceFile) -> Path:
    """Return where the bytes of a file are, or will be."""
    return folder_of(file.batch_id) / str(file.pk)


def write_at(file: SourceFile, offset: int, chunk: Readable, most: int) -> int:
    """Write a piece of at most that many bytes at its place and see it safe on the disk; return where it ends. Raises OSError."""
    with _opened(path_of(file)) as target:
        target.seek(offset)
        for piece in _pieces(chunk, most):
            target.write(piece)
        end = target.tell()
        target.flush()
        os.fsync(target.fileno())
    return end


@contextmanager
def written_whole(file: SourceFile) -> Iterator[BinaryIO]:
    """Give a file to be written from its first byte to its last, and see it safe on the disk at the end. Raises OSError."""
    with _opened(path_of(file)) as target:
        yield target
        target.truncate()
        target.flush()
        os.fsync(target.fileno())


def drop_bytes(file: SourceFile) -> None:
    """Delete what lies where the bytes of a file are to be: keys come again after a database was put back."""
    path_of(file).unlink(missing_ok=True)


def has_room(size: int) -> bool:
    """Tell whether the disk takes so many bytes more."""
    folder = Path(settings.IMPORT_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return shutil.disk_usage(folder).free > size + SPARE_BYTES


def delete_bytes(batch: Batch | int) -> None:
    """Delete what was sent for an import; what is gone already is no fault."""
    shutil.rmtree(folder_of(batch), ignore_errors=True)


def folders() -> Iterator[int]:
    """Yield the keys of all imports that have a folder."""
    root = Path(settings.IMPORT_FOLDER)
    yield from (int(each.name) for each in (root.iterdir() if root.is_dir() else ()) if each.name.isdigit())


def _opened(path: Path) -> BinaryIO:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")


def _pieces(chunk: Readable, most: int) -> Iterator[bytes]:
    while most > 0 and (piece := chunk.read(min(_PIECE, most))):
        most -= len(piece)
        yield piece
