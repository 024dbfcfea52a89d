"""What draws PDFs may be missing: `make run` starts all the same, and says what to install."""

import pytest

from injuries.reports.printing import PACKAGES
from runlog.start import pango
from runlog.start.welcome import welcome


def test_the_product_names_the_same_packages() -> None:
    assert " ".join(pango.PACKAGES) == PACKAGES


@pytest.mark.django_db
@pytest.mark.parametrize("found", [True, False])
def test_the_welcome_says_what_is_missing(found: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda name: name if found else None)
    assert ("sudo apt-get install libpango-1.0-0" in welcome(8000)) != found
