"""What tests and proofs need beyond Python is installed where it is missing, and no proof begins without it."""

from collections.abc import Sequence

import pytest

from runlog.start import proof, tools
from runlog.start.progress import Stop


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two tools of which one is missing and cannot be had; what is asked for."""
    asked: list[str] = []

    def install(packages: Sequence[str], *, what: str) -> str:
        asked.extend(packages)
        return f"{what} is missing"

    made_up = (tools.Tool("A hammer", ("hammer",), lambda: True), tools.Tool("A saw", ("saw",), lambda: False))
    monkeypatch.setattr(tools, "TOOLS", made_up)
    monkeypatch.setattr(tools, "install", install)
    return asked


def test_only_what_is_missing_is_asked_for(asked: list[str]) -> None:
    assert tools.lacking() == ["A saw is missing"]
    assert asked == ["saw"]


def test_no_proof_begins_without_its_tools(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "main", lambda: pytest.fail("a proof began"))
    with pytest.raises(Stop, match=r"^A saw is missing\.$"):
        proof.prove()
