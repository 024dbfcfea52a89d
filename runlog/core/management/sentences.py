"""What goes wrong with a backup, as the one sentence that a command ends with."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.db import Error

from runlog.core.backup.refusal import Refusal
from runlog.core.presence import AtWork


@contextmanager
def told_in_a_sentence(file: Path) -> Iterator[None]:
    """Turn what goes wrong in the block into CommandError; `file` is the backup."""
    try:
        yield
    except (Refusal, AtWork) as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(_of_system(error, file)) from error
    except Error as error:
        raise CommandError(f"The database cannot be read: {(str(error).strip() or type(error).__name__).splitlines()[0]}") from error


def _of_system(error: OSError, file: Path) -> str:
    if error.errno == errno.ENOSPC:
        return f"The disk is full: make room beside {error.filename or file}, or use another disk. Nothing was changed."
    if error.errno in (errno.ENOENT, errno.ENOTDIR) and not file.parent.is_dir():
        return f"There is no folder {file.parent}: make it first, or name another."
    return f"{error.filename or file}: {error.strerror or error}."
