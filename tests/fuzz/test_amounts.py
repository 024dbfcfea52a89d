"""The shares come to the ten thousand that a round promises, each is some test's, and each round is another one, whoever asks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.fuzz import amounts
from tests.fuzz.amounts import OF_ONE_ROUND, SHARES, inputs
from tests.house.files import texts


def test_a_round_has_ten_thousand_inputs() -> None:
    assert sum(SHARES.values()) == OF_ONE_ROUND


def test_every_share_is_used_once() -> None:
    source = "".join(texts(Path(__file__).parent, ".py").values())
    assert sorted(re.findall(r'@inputs\(\s*"([^"]+)"', source)) == sorted(SHARES)


@pytest.fixture(params=["default", "ci"])
def profile(request: pytest.FixtureRequest) -> Iterator[None]:
    """As on anybody's own machine, and with `CI` set."""
    before = settings.get_current_profile_name()
    settings.load_profile(request.param)
    yield
    settings.load_profile(before)


def rounds(monkeypatch: pytest.MonkeyPatch, *numbers: int) -> list[bytes]:
    monkeypatch.setattr(amounts, "ROUNDS", numbers)
    found: list[bytes] = []

    def find(data: bytes) -> None:
        found.append(data)

    inputs("queries", lambda luck: luck.taken(12))(find)()
    return found


@pytest.mark.usefixtures("profile")
def test_a_round_has_its_own_inputs_and_has_them_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = rounds(monkeypatch, 1), rounds(monkeypatch, 2)
    assert len(first) >= SHARES["queries"]
    assert len(set(first) & set(second)) < len(first) / 10
    assert set(rounds(monkeypatch, 1, 2)) == {*first, *second}


def test_a_fault_says_how_to_have_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(amounts, "ROUNDS", (7,))

    def fail(data: bytes) -> None:
        raise LookupError

    with pytest.raises(LookupError) as caught:
        inputs("queries", lambda luck: luck.taken(1))(fail)()
    assert f"{amounts.VARIABLE}=7 has it again." in caught.value.__notes__
