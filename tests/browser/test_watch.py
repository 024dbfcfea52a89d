"""The browser tests' own eyes: what a browser complains of is heard, and what axe finds wrong fails."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.support.complaints import Complaints

pytestmark = pytest.mark.once

PLANT = "text => document.head.append(Object.assign(document.createElement('script'), { textContent: text }))"


def test_pages_run_as_in_production(page: Page, site: str) -> None:
    page.goto("/account/login/")
    sheet = page.locator("link[rel=stylesheet]").first.get_attribute("href")
    assert sheet
    assert page.request.get(sheet).headers["cache-control"].endswith("immutable")
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"


def test_broken_security_policy_is_heard(page: Page, complaints: Complaints) -> None:
    page.goto("/account/login/")
    page.evaluate(PLANT, "window.planted = true")
    page.wait_for_timeout(100)
    assert page.evaluate("window.planted") is None
    assert "Content Security Policy" in complaints.unexpected()[0]
    complaints.expect("Content Security Policy")


def test_uncaught_exception_is_heard(page: Page, complaints: Complaints) -> None:
    page.goto("/account/login/")
    page.evaluate("() => { setTimeout(() => { throw new Error('planted') }, 0) }")
    page.wait_for_timeout(100)
    assert "planted" in complaints.unexpected()[0]
    complaints.expect("planted")


def test_axe_finds_a_picture_without_words(page: Page, axe: Callable[[Page], None]) -> None:
    page.set_content("<html lang=en><title>t</title><main><h1>t</h1><img src='data:,'></main></html>")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
