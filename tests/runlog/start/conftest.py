"""A copy of the repository in which `make run` may do what it does, and data folders for it."""

import shutil
from pathlib import Path

import pytest

from tests.support.started import copy_of_repository, started


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that all these tests share."""
    return copy_of_repository(tmp_path_factory.mktemp("copy"))


@pytest.fixture(scope="session")
def collected(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with collected static files, which take the longest to make, and nothing else."""
    folder = tmp_path_factory.mktemp("collected")
    with started(repository, DATA_DIR=str(folder), DEMO="0"):
        pass
    for file in [*folder.glob("runlog.sqlite3*"), folder / "secret_key"]:
        file.unlink()
    return folder


@pytest.fixture
def data(collected: Path, tmp_path: Path) -> str:
    """The name of a data folder that holds collected static files."""
    return str(shutil.copytree(collected, tmp_path / "data"))
