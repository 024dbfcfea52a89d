"""What the tests of reports share."""

import pytest

from runlog.start.pango import PACKAGES, is_there


@pytest.fixture
def pango() -> None:
    """What draws PDFs is on this machine."""
    if not is_there():
        pytest.skip(f"Pango is missing; on Debian and Ubuntu: apt-get install {' '.join(PACKAGES)}")
