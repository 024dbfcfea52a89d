"""Charts in a browser: drawn once somebody sees them, in the colours of the theme, and always on paper."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, ViewportSize

from runlog.people.models import User
from tests.browser.conftest import PageMaker
from tests.support.rows import make_pain

pytestmark = pytest.mark.once
LOW = ViewportSize(width=390, height=240)
COLOURS = """(canvas) => {
  const dots = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const found = new Set();
  for (let at = 0; at < dots.length; at += 4) if (dots[at + 3] === 255) found.add(dots.slice(at, at + 3).join());
  return found.size ? [...found].sort() : null;
}"""
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def chart(ann: User, new_page: PageMaker, sign_in: Callable[[Page, User], None]) -> Locator:
    """The chart of the back's page, beneath what so low a window shows at first."""
    for ago in range(5):
        make_pain(ann, on=timezone.localdate() - timedelta(days=ago))
    page = new_page(LOW)
    sign_in(page, ann)
    page.goto("/back/")
    page.evaluate(FRAMES)
    return page.locator("canvas[data-source]")


def colours(chart: Locator) -> list[str] | None:
    """The colours of a chart's full dots; None where nothing is drawn."""
    chart.page.evaluate(FRAMES)
    found: list[str] | None = chart.evaluate(COLOURS)
    return found


def test_it_is_drawn_once_it_comes_into_sight(chart: Locator) -> None:
    assert colours(chart) is None
    chart.scroll_into_view_if_needed()
    assert colours(chart)


def test_it_takes_the_colours_of_the_theme(chart: Locator) -> None:
    chart.scroll_into_view_if_needed()
    light = colours(chart)
    chart.page.emulate_media(color_scheme="dark")
    assert colours(chart) not in (None, light)


def test_paper_shows_what_nobody_scrolled_to(chart: Locator) -> None:
    chart.page.emulate_media(media="print")
    assert colours(chart)
