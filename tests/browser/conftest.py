"""Real pages in a real Chromium: the product's own middleware, static files and security policy, on a phone and a laptop."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from runlog.people.models import User
from runlog.settings import STORAGES
from tests.browser.looks import LAPTOP, PHONE
from tests.support.browsers import FLAGS, windowless
from tests.support.complaints import Complaints
from tests.support.once_a_run import made_once
from tests.support.site import serving
from tests.support.started import Started, copy_of_repository, started

PATIENCE_MS = 10_000

PageMaker = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    path = windowless()
    if path is None:
        pytest.skip("Chromium is missing; on Debian and Ubuntu: apt-get install chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which makes Django suspect that asynchronous code is calling it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        expect.set_options(timeout=PATIENCE_MS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def production(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> override_settings:
    """The settings of static files as in production, the files collected."""

    def collect(folder: Path) -> None:
        with override_settings(STORAGES=STORAGES, STATIC_ROOT=str(folder)):
            call_command("collectstatic", interactive=False, verbosity=0)

    folder = made_once("static", collect, tmp_path_factory, request)
    return override_settings(STORAGES=STORAGES, STATIC_ROOT=str(folder))


@pytest.fixture(scope="session")
def server(django_db_setup: None, production: override_settings) -> Iterator[str]:
    """The product's server, started once; its address."""
    with ExitStack() as stack:
        with production:
            address = stack.enter_context(serving())
        yield address


@pytest.fixture
def site(transactional_db: None, server: str, production: override_settings) -> Iterator[str]:
    """The address of the product, on a database of this test alone."""
    with production:
        yield server
        # Counts of log-ins and the like, which stand in no model's table and would stay.
        cache.clear()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """What the browser complained of; anything that the test has not announced fails it."""
    complaints = Complaints()
    yield complaints
    assert not complaints.unexpected(), "\n".join(complaints.unexpected())


@pytest.fixture
def new_page_at(browser: Browser, complaints: Complaints) -> Iterator[PageMaker]:
    """Give `new_page_at(address, size=PHONE, javascript=True)`: an empty page of a browser of its own, whose addresses begin there."""
    contexts = []

    def new_page_at(address: str, size: ViewportSize = PHONE, *, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=address,
            viewport=size,
            java_script_enabled=javascript,
            has_touch=size is PHONE,
            locale="en-GB",
            timezone_id="Europe/Berlin",
        )
        context.set_default_timeout(PATIENCE_MS)
        complaints.listen(context)
        contexts.append(context)
        return context.new_page()

    yield new_page_at
    for context in contexts:
        context.close()


@pytest.fixture
def new_page(site: str, new_page_at: PageMaker) -> PageMaker:
    """Give `new_page(size=PHONE, javascript=True)`: a page of the site."""
    # The site comes first, so that it goes last: a page that still asks for something must not find it gone.
    return partial(new_page_at, site)


@pytest.fixture(scope="session")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """Runlog as `make run` starts it in a copy of the repository, demo and all, with a database of its own for the whole session."""
    with started(copy_of_repository(tmp_path_factory.mktemp("newcomer"))) as runlog:
        yield runlog


@pytest.fixture
def page(new_page: PageMaker) -> Page:
    """A phone with JavaScript."""
    return new_page(PHONE)


@pytest.fixture
def laptop(new_page: PageMaker) -> Page:
    """A laptop with JavaScript."""
    return new_page(LAPTOP)


@pytest.fixture
def any_page(new_page: PageMaker, size: ViewportSize, *, javascript: bool) -> Page:
    """A page for a test `in_each_browser`."""
    return new_page(size, javascript=javascript)


@pytest.fixture
def sign_in(site: str) -> Callable[[Page, User], None]:
    """Give `sign_in(page, user)`, which spares a test the log-in page."""

    def sign_in(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])

    return sign_in


@pytest.fixture
def anns_page(new_page: PageMaker, sign_in: Callable[[Page, User], None], ann: User, size: ViewportSize, theme: str) -> Page:
    """A page for a test `in_each_look`, on which Ann has logged in."""
    User.objects.filter(pk=ann.pk).update(theme=theme)
    page = new_page(size)
    sign_in(page, ann)
    return page


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Give `axe(page)`, which fails with what axe finds wrong with the page as it stands."""

    def axe(page: Page) -> None:
        assert not (faults := faults_of(page)), f"{page.url}\n{faults}"

    return axe


def faults_of(page: Page) -> str:
    """Return what axe finds wrong with the page as it stands; "" for nothing."""
    results = Axe().run(page, options={"resultTypes": ["violations", "incomplete"]})
    report = results.generate_report() if results.violations_count else ""
    return "\n".join([report, *_unseen(results.response)]).strip()


def _unseen(response: dict[str, Any]) -> Iterator[str]:
    """Letters of the same colour as what they stand on, which axe takes to be hidden on purpose."""
    nodes = [node for result in response["incomplete"] if result["id"] == "color-contrast" for node in result["nodes"]]
    for node in nodes:
        if any((check["data"] or {}).get("messageKey") == "equalRatio" for check in node["any"]):
            yield f"letters of the colour of their ground: {node['html']}"
