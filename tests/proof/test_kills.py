"""A worker or server that is killed loses no run and doubles none."""

import secrets
from pathlib import Path

import pytest

from tests.proof.running import rounds
from tests.support.databases import database_of_its_own

ROUNDS = 3


@pytest.mark.once
@pytest.mark.django_db
def test_killed_imports_end_with_exactly_the_right_runs(tmp_path: Path) -> None:
    seed = secrets.randbits(32)
    with database_of_its_own(tmp_path) as url:
        done = list(rounds("kills", tmp_path, url, ROUNDS, seed))
    assert len(done) == ROUNDS
    assert [one for one in done if one.wrong] == [], f"seed {seed}"
    assert all(one.did for one in done)
