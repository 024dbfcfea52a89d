"""What the tests of reports share."""

import ctypes.util

import pytest


@pytest.fixture
def pango() -> None:
    """What draws PDFs is on this machine."""
    if not all(ctypes.util.find_library(name) for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")):
        pytest.skip("Pango is missing; on Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
