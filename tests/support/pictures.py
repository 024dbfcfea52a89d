"""`python -m tests.support.pictures`: takes the pictures of docs/ anew, from the demo as `make run` starts it."""

import base64
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from runlog.environment import ROOT
from tests.support.browsers import FLAGS, chromium
from tests.support.started import copy_of_repository, started

FOLDER = ROOT / "static" / "handbook"
Size = tuple[int, int]
PHONE, LAPTOP = (390, 844), (1280, 800)
QUALITY = 80
# Until charts are drawn and nothing moves any longer.
SETTLED_MS = 1_000


@dataclass(frozen=True)
class Picture:
    """A page as one of the demo people sees it; `at` is what is scrolled to the top."""

    name: str
    who: str
    address: str
    size: Size = PHONE
    at: str = ""

    @property
    def file(self) -> str:
        """The name of its file, which says how large it is."""
        width, height = self.size
        return f"{self.name}-{width}x{height}.webp"


PICTURES = (
    Picture("today", "runner", "/"),
    Picture("today", "runner", "/", LAPTOP),
    Picture("log-a-run", "runner", "/runs/new/"),
    Picture("check-in", "runner", "/check-in/"),
    Picture("weeks", "runner", "/runs/weeks/"),
    Picture("back", "runner", "/back/"),
    Picture("shoes", "runner", "/shoes/"),
    Picture("flag", "runner", "/flags/"),
    Picture("diary", "runner", "/diary/"),
    Picture("roster", "coach", "/athletes/", LAPTOP),
    Picture("desk", "curator", "/desk/", LAPTOP),
)


def main() -> None:
    """Start the demo, take every picture, and write each as WebP."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="runlog-pictures-") as folder,
        _browser() as browser,
        started(copy_of_repository(Path(folder))) as runlog,
    ):
        for picture in PICTURES:
            (FOLDER / picture.file).write_bytes(_taken(browser, runlog.address, picture))
            print(picture.name)


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


def _taken(browser: Browser, address: str, picture: Picture) -> bytes:
    width, height = picture.size
    window = ViewportSize(width=width, height=height)
    context = browser.new_context(base_url=address, viewport=window, locale="en-GB", timezone_id="Europe/London")
    page = context.new_page()
    page.goto("/account/login/")
    page.locator(f"form[action*='/demo/{picture.who}/'] button").click()
    page.wait_for_load_state("networkidle")
    page.goto(picture.address, wait_until="networkidle")
    if picture.at:
        page.locator(picture.at).evaluate("part => part.scrollIntoView()")
    page.wait_for_timeout(SETTLED_MS)
    taken = _as_webp(page)
    context.close()
    return taken


def _as_webp(page: Page) -> bytes:
    """Return what the window shows; Playwright itself writes PNG only, four times the size."""
    answer = page.context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    return base64.b64decode(answer["data"])


if __name__ == "__main__":
    main()
