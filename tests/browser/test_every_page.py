"""Every page of the table of addresses, with something on it, as who may look there: axe finds no fault, and enlarged nothing is cut."""

from collections.abc import Callable, Iterator

import pytest
from allauth.core.internal import ratelimit
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize

from injuries.guidance.assessing import keep_true
from runlog.people.models import User
from tests.browser.conftest import PageMaker, faults_of
from tests.browser.looks import IN_ALL, PHONE, in_each_look
from tests.house.addresses import ROLES, TABLE, all_addresses
from tests.support import rows
from tests.support.complaints import Complaints
from tests.support.sharing import ALL, link

# 1280 pixels at 400 % and at 200 %.
NARROW, HALF = ViewportSize(width=320, height=640), ViewportSize(width=640, height=800)
# Files and what scripts ask for.
FILES = {"athlete_csv", "appointment_report_pdf", "data_log", "data_others", "data_tables", "import_file"}
NO_PAGES = FILES | {"athlete_state", "healthz", "readyz"}
CHARTS_MS = 1_000
SEND = """({size, count, isSigned}) => {
    const form = Object.assign(document.createElement('form'), {method: 'post', action: location.href});
    const add = (name, value) => form.append(Object.assign(document.createElement('input'), {type: 'hidden', name, value}));
    for (let number = 0; number < count; number++) add(`made-up-${number}`, 'x'.repeat(size));
    if (isSigned) form.append(document.querySelector('[name=csrfmiddlewaretoken]').cloneNode());
    document.body.append(form);
    form.submit();
}"""
ENLARGE = "() => { document.documentElement.style.fontSize = '200%' }"
UNFOLD = "() => document.querySelectorAll('details').forEach(each => { each.open = true })"
# What reaches beyond the window, but for tables in a box of their own that scrolls; letters that do not fit what holds them; and
# those that stand beneath each other one by one.
CUT = """() => {
    const wide = document.documentElement.clientWidth;
    const isBeyond = each => { const box = each.getBoundingClientRect(); return box.width && (box.right > wide + 1 || box.left < -1) };
    const words = each => [...each.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data.trim()).join('');
    const isTight = each => {
        const style = getComputedStyle(each);
        if (!words(each) || !each.clientWidth || style.display === 'inline' || style.overflowX !== 'visible') return false;
        const isSqueezed = words(each).length > 8 && each.clientWidth < 2 * parseFloat(style.fontSize);
        return isSqueezed || each.scrollWidth > each.clientWidth + 2;
    };
    const looked = each => !each.closest('.table-scroll, .report-scroll, .visually-hidden, .skip, svg *, option');
    const all = [...document.body.querySelectorAll('*')].filter(looked);
    const cut = all.filter(each => isBeyond(each) || isTight(each)).map(each => each.outerHTML.slice(0, 120)).slice(-3);
    return cut.length || document.documentElement.scrollWidth <= wide ? cut : ['something unseen'];
}"""

SignIn = Callable[[Page, User], None]
Walk = Callable[[ViewportSize, str], Iterator[Page]]


@pytest.fixture
def walk(new_page: PageMaker, sign_in: SignIn, ann: User, carl: User, uma: User) -> Walk:
    """Give `walk(size, theme)`: every page, one after the other, as the first of them who may look there."""
    link(ann, carl, *ALL)
    addresses = all_addresses(ann)

    def walk(size: ViewportSize, theme: str) -> Iterator[Page]:
        pages = {role: new_page(size) for role in ("athlete", "coach", "curator", "anonymous")}
        for role, user in (("athlete", ann), ("coach", carl), ("curator", uma)):
            sign_in(pages[role], user)
        for page in pages.values():
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
        for name in TABLE.keys() - NO_PAGES:
            for role in [role for role in pages if TABLE[name][0][ROLES.index(role)] == 200][:1]:
                pages[role].goto(addresses[name])
                yield pages[role]
        # Those that stand empty for an athlete.
        pages["coach"].goto(addresses["athlete_list"])
        yield pages["coach"]
        yield from _refusals(pages["athlete"], pages["anonymous"])
        rows.make_sign_check(ann, on=ann.today(timezone.now()), at="00:01", saddle_numbness="yes")
        keep_true(ann, timezone.now())
        pages["athlete"].goto("/")
        assert pages["athlete"].url.endswith(reverse("emergency"))
        yield pages["athlete"]

    return walk


def _refusals(athlete: Page, anonymous: Page) -> Iterator[Page]:
    """What stands there when something cannot be taken: too large, too many fields, without its token, too often."""
    for size, count, is_signed, status in ((3_000_000, 1, True, 413), (1, 1_500, True, 400), (1, 1, False, 403)):
        athlete.goto(reverse("settings"))
        yield _sent(athlete, {"size": size, "count": count, "isSigned": is_signed}, status)
    anonymous.goto(reverse("account_signup"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ratelimit, "consume", lambda *_args, **_more: None)
        yield _sent(anonymous, {"size": 1, "count": 1, "isSigned": True}, 429)


def _sent(page: Page, what: dict[str, int | bool], status: int) -> Page:
    """Send such a form from there to itself; the answer has that status."""
    with page.expect_navigation() as sending:
        page.evaluate(SEND, what)
    assert sending.value.status == status
    return page


@in_each_look
def test_every_page_is_for_everybody(walk: Walk, complaints: Complaints, size: ViewportSize, theme: str) -> None:
    complaints.expect("Failed to load resource: the server responded with a status of 4")
    faults, seen = [], 0
    for page in walk(size, theme):
        seen += 1
        if fault := faults_of(page):
            faults.append(f"{page.url} {fault}")
        # A fifth of the time that all this takes.
        faults += _cut(page, size) if IN_ALL else ()
    assert faults == []
    assert seen > 90


def _cut(page: Page, size: ViewportSize) -> Iterator[str]:
    """What is cut in a narrow window, and on a phone and in a wider window with letters twice as large; all that folds stands open."""
    page.evaluate(UNFOLD)
    page.set_viewport_size(NARROW)
    if cut := _cut_now(page):
        yield f"{page.url}, narrow: {cut}"
    page.evaluate(ENLARGE)
    for name, window in (("on a phone", PHONE), ("in a window", HALF)):
        page.set_viewport_size(window)
        if cut := _cut_now(page):
            yield f"{page.url}, large letters {name}: {cut}"
    page.set_viewport_size(size)


def _cut_now(page: Page) -> list[str]:
    """What is cut once charts have had the time to be drawn anew."""
    found: list[str] = page.evaluate(CUT)
    if found and page.locator("canvas").count():
        page.wait_for_timeout(CHARTS_MS)
        found = page.evaluate(CUT)
    return found
