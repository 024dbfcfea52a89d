"""The sizes, themes and browsers that pages are looked at in: all in `make proof`, few of them otherwise."""

import os
from collections.abc import Mapping
from typing import Any, TypeVar

import pytest
from playwright.sync_api import ViewportSize

PHONE = ViewportSize(width=390, height=844)
LAPTOP = ViewportSize(width=1280, height=800)
LOOKS = {"phone-light": (PHONE, "light"), "phone-dark": (PHONE, "dark"), "laptop-light": (LAPTOP, "light"), "laptop-dark": (LAPTOP, "dark")}
# With JavaScript and without; the first two come across all four of these.
BROWSERS = {"phone": (PHONE, True), "laptop-plain": (LAPTOP, False), "phone-plain": (PHONE, False), "laptop": (LAPTOP, True)}
SCRIPTS = {"javascript": True, "plain": False}
IN_ALL = bool(os.environ.get("RUNLOG_TEST_ALL_LOOKS"))

Test = TypeVar("Test", bound=Any)


def in_each_look(test: Test) -> Test:
    """Give the test a `size` and a `theme`: one of LOOKS in a usual run."""
    return _looked(test, ("size", "theme"), LOOKS, usual=1)


def in_each_browser(test: Test) -> Test:
    """Give the test a `size` and whether it has `javascript`: two of BROWSERS in a usual run. `any_page` is a page in it."""
    return _looked(test, ("size", "javascript"), BROWSERS, usual=2)


def with_and_without_script(test: Test) -> Test:
    """Tell the test whether it has `javascript`: with it alone in a usual run."""
    return _looked(test, "javascript", SCRIPTS, usual=1)


def _looked(test: Test, given: str | tuple[str, ...], values: Mapping[str, object], *, usual: int) -> Test:
    """Mark a test that a usual run does on SQLite with few of the values; the proof does it with all there, and with few on PostgreSQL."""
    names = list(values)[: len(values) if IN_ALL else usual]
    parametrized: Test = pytest.mark.parametrize(given, [values[name] for name in names], ids=names)(test)
    looked: Test = pytest.mark.looks(pytest.mark.once(parametrized))
    return looked
