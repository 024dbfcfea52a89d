"""The sizes and themes that pages are looked at in: all four in `make proof`, one of them otherwise."""

import os
from typing import Any, TypeVar

import pytest
from playwright.sync_api import ViewportSize

PHONE = ViewportSize(width=390, height=844)
LAPTOP = ViewportSize(width=1280, height=800)
LOOKS = [(PHONE, "light"), (PHONE, "dark"), (LAPTOP, "light"), (LAPTOP, "dark")]
NAMES = ["phone-light", "phone-dark", "laptop-light", "laptop-dark"]

Test = TypeVar("Test", bound=Any)


def in_each_look(test: Test) -> Test:
    """Give the test a `size` and a `theme`: a test that looks at pages alone, and so runs on one database only."""
    seen = len(LOOKS) if os.environ.get("RUNLOG_TEST_ALL_LOOKS") else 1
    parametrized: Test = pytest.mark.parametrize(("size", "theme"), LOOKS[:seen], ids=NAMES[:seen])(test)
    looked: Test = pytest.mark.looks(pytest.mark.once(parametrized))
    return looked
