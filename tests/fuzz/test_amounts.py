"""The shares come to the ten thousand that a round promises, each is some test's, and each round is another one, whoever asks."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.fuzz import amounts
from tests.fuzz.amounts import OF_ONE_ROUND, SHARES, inputs
from tests.fuzz.changing import with_other_bytes, with_other_words
from tests.fuzz.strange import AT_ONCE, WORDS, Luck
from tests.fuzz.test_documents import a_document
from tests.fuzz.test_forms import a_query, somewhere
from tests.fuzz.test_readers import WHOLE, WORDY, answered
from tests.house.files import texts


def test_a_round_has_ten_thousand_inputs() -> None:
    assert sum(SHARES.values()) == OF_ONE_ROUND


def test_every_share_is_of_whole_times() -> None:
    assert [share for share, count in SHARES.items() if count % AT_ONCE] == []


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


def rounds(monkeypatch: pytest.MonkeyPatch, share: str, make: Callable[[Luck], Any], *numbers: int) -> list[Any]:
    """All inputs of these rounds."""
    monkeypatch.setattr(amounts, "ROUNDS", numbers)
    found: list[Any] = []

    def find(sent: Any) -> None:
        found.append(sent)

    inputs(share, make)(find)()
    return found


@pytest.mark.usefixtures("profile")
def test_a_round_has_its_own_inputs_and_has_them_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def make(luck: Luck) -> bytes:
        return luck.taken(12)

    first, second = rounds(monkeypatch, "queries", make, 1), rounds(monkeypatch, "queries", make, 2)
    assert len(first) >= SHARES["queries"]
    assert len(set(first) & set(second)) < len(first) / 10
    assert set(rounds(monkeypatch, "queries", make, 1, 2)) == {*first, *second}


MAKERS: dict[str, Callable[[Luck], Any]] = {
    "changed bytes": answered(with_other_bytes(WHOLE)),
    "strange words": answered(with_other_words(WORDY)),
    "documents": a_document,
    "forms": somewhere,
    "queries": a_query,
}


@pytest.mark.parametrize("share", MAKERS)
def test_inputs_are_many_and_luck_does_not_run_out(monkeypatch: pytest.MonkeyPatch, share: str) -> None:
    has_some_left: list[bool] = []

    def make(luck: Luck) -> str:
        made = repr(MAKERS[share](luck))
        has_some_left.append(luck.taken(1) != b"")
        return made

    sent = rounds(monkeypatch, "stored documents", make, 1)
    assert len(set(sent)) > 0.9 * len(sent)
    assert all(has_some_left)


def test_files_are_seldom_empty_and_every_answer_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = rounds(monkeypatch, "changed bytes", MAKERS["changed bytes"], 1)
    assert sum(data == b"" for _answer, data in sent) < 0.02 * len(sent)
    assert min(Counter(answer for answer, _data in sent).values()) > 0.05 * len(sent)


def test_words_are_of_many_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [word for word in rounds(monkeypatch, "changed bytes", Luck.word, 1) if word not in WORDS]
    letters = [word for word in words if not word.removeprefix("-").isdigit()]
    assert 0.2 * len(words) < len(letters) < 0.8 * len(words)
    assert sum(any(ord(letter) < 0x80 for letter in word) for word in letters) > 0.3 * len(letters)
    assert sum(any(ord(letter) > 0xFFFF for letter in word) for word in letters) > 0.3 * len(letters)


def test_a_fault_says_how_to_have_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(amounts, "ROUNDS", (7,))

    def fail(data: bytes) -> None:
        raise LookupError

    with pytest.raises(LookupError) as caught:
        inputs("queries", lambda luck: luck.taken(1))(fail)()
    assert "The input was b'\\x00'" in caught.value.__notes__
    assert f"{amounts.VARIABLE}=7 has it again." in caught.value.__notes__
