"""Keeps a secret key of this installation's own, outside the repository's history."""

import os
import secrets
from contextlib import suppress

from runlog.environment import Environment, data_folder


def keep_secret_key() -> None:
    """Make `secret_key` in the data folder, readable by its owner alone, unless there is one or SECRET_KEY is set; never replace one."""
    folder = data_folder()
    kept = folder / "secret_key"
    if kept.exists() or Environment().text("SECRET_KEY"):
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".secret_key.{os.getpid()}"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(64))
        file.flush()
        os.fsync(file.fileno())
    # A link is made whole or not at all, and never takes the place of a key that another start has just made.
    with suppress(FileExistsError):
        os.link(draft, kept)
    draft.unlink()
