"""Eight processes at once: a short round of what `make proof` does for longer."""

import secrets
from pathlib import Path

import pytest

from tests.proof.running import rounds
from tests.support.databases import database_of_its_own


@pytest.mark.django_db
def test_nothing_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    seed = secrets.randbits(32)
    with database_of_its_own(tmp_path) as url:
        (one,) = rounds("writers", tmp_path, url, 1, seed)
    assert one.wrong == [], f"seed {seed}"
