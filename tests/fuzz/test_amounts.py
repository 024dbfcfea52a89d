"""The shares come to the ten thousand that a round promises, and each is some test's."""

import re
from pathlib import Path

from tests.fuzz.amounts import OF_ONE_ROUND, SHARES
from tests.house.files import texts


def test_a_round_has_ten_thousand_inputs() -> None:
    assert sum(SHARES.values()) == OF_ONE_ROUND


def test_every_share_is_used_once() -> None:
    source = "".join(texts(Path(__file__).parent, ".py").values())
    assert sorted(re.findall(r'@inputs\(\s*"([^"]+)"', source)) == sorted(SHARES)
