"""A copy of the repository in which `make run` may do what it does, and data folders for it."""

import shutil
from pathlib import Path

import pytest

from tests.support.once_a_run import made_once
from tests.support.started import copy_of_repository, started


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A copy that all these tests share."""
    return made_once("repository", copy_of_repository, tmp_path_factory, request) / "runlog"


@pytest.fixture(scope="session")
def settled(repository: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A data folder after a first start, with nobody in its database."""

    def start(folder: Path) -> None:
        # The start makes its own.
        folder.rmdir()
        with started(repository, DATA_DIR=str(folder), DEMO="0"):
            pass

    return made_once("settled", start, tmp_path_factory, request)


@pytest.fixture
def data(settled: Path, tmp_path: Path) -> str:
    """The name of a data folder that holds collected static files, which take the longest to make, and nothing else."""
    return str(shutil.copytree(settled, tmp_path / "data", ignore=shutil.ignore_patterns("runlog.sqlite3*", "secret_key")))


@pytest.fixture
def settled_data(settled: Path, tmp_path: Path) -> str:
    """The name of a data folder as a first start leaves it, with nobody in its database."""
    return str(shutil.copytree(settled, tmp_path / "data"))
