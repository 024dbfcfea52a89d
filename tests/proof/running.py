"""Runs rounds of a proof in a process of their own, on an empty database that is not that of the tests."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from runlog.environment import ROOT
from runlog.start.kinship import end_with_parent


@dataclass(frozen=True)
class Round:
    """What one round came to: what was done to it, and what was wrong at its end, nothing where all is as it must be."""

    number: int
    did: list[str]
    wrong: list[str]


def rounds(what: str, folder: Path, database_url: str, count: int, seed: int) -> Iterator[Round]:
    """Yield each round of a proof, named as its module here, as it ends; `folder` is empty.

    Raises RuntimeError with what was said where the process fails.
    """
    (folder / "static").mkdir(exist_ok=True)
    variables = {"DATA_DIR": str(folder), "SECRET_KEY": "k" * 50, "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "runlog.settings"}
    command = [sys.executable, "-m", "tests.proof.process", what, str(count), str(seed)]
    with (folder / "said").open("w+") as said:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            preexec_fn=partial(end_with_parent, signal.SIGINT),
        )
        assert process.stdout
        with process.stdout as lines:
            for line in lines:
                yield Round(**json.loads(line))
        if process.wait():
            said.seek(0)
            raise RuntimeError(said.read())
