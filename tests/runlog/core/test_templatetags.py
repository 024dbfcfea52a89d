"""Template tags: the words and icons of levels, numbers and days as people read them."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.urls import path

from runlog.core.charts import Mark, back_chart
from runlog.core.dates import in_zone
from runlog.core.looks import ELEMENTS, MESSAGE_ICONS, STATES
from runlog.environment import ROOT

SPRITE = (ROOT / "static" / "img" / "icons.svg").read_text()
urlpatterns = [path("runs/", lambda request: HttpResponse(), name="run_list")]


def draw(source: str, **context: Any) -> str:
    return " ".join(Template("{% load runlog %}" + source).render(Context(context)).split(" "))


@pytest.mark.parametrize("level", STATES)
def test_a_chip_has_icon_and_word(level: str) -> None:
    markup = draw("{% chip level %}", level=level)
    assert f'class="chip l-{level}"' in markup
    assert str(STATES[level].word) in markup
    assert f"#{STATES[level].icon}" in markup


def test_states_tell_themselves_apart_without_colour() -> None:
    words = {str(look.word) for look in STATES.values()}
    icons = {look.icon for look in STATES.values()}
    assert len(words) == len(icons) == len(STATES)


def test_nothing_flagged_is_not_praise() -> None:
    assert "Nothing flagged" in draw('{% chip "ok" %}')
    assert "Not checked yet" in draw('{% chip "unchecked" %}')


def test_every_icon_is_in_the_sprite() -> None:
    symbols = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))
    used = {look.icon for look in [*STATES.values(), *ELEMENTS.values()]} | set(MESSAGE_ICONS.values())
    sources = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static" / "js").glob("*.js")]
    for source in sources:
        used |= set(re.findall(r"""{% (?:icon|nav "\w+") "([\w-]+)" """, source.read_text()))
    assert used - symbols == set()


def test_element_row() -> None:
    markup = draw('{% element_row "footwear" "caution" "812 km" "/flags/1/" %}')
    assert all(part in markup for part in ('class="l-caution"', "Footwear", "812 km", 'href="/flags/1/"', "#shoe"))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{% distance m %}", "8.2\u00a0km"),
        ("{% distance nothing %}", "–"),
        ("{% distance nothing none='no distance' %}", "no distance"),
        ("{{ m|distance_in:'mi' }}", "5.1\u00a0mi"),
        ("{% pace m s %}", "5:47\u00a0/km"),
        ("{% pace nothing s %}", ""),
        ("{{ s|duration }}", "47:30"),
        ("{{ nothing|duration }}", "–"),
        ("{{ minutes|number }}", "1,234.5"),
    ],
)
def test_amounts(source: str, text: str) -> None:
    facts = {"m": Decimal(8214), "s": Decimal(2850), "minutes": Decimal("1234.500"), "nothing": None}
    assert draw(source, **facts) == text


def test_units_are_the_readers_unless_the_page_says_otherwise() -> None:
    reader = SimpleNamespace(units="mi")
    assert draw("{% distance m %}", m=Decimal(1609), user=reader) == "1.0\u00a0mi"
    assert draw("{% distance m %}", m=Decimal(1609), user=reader, units="km") == "1.6\u00a0km"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ on|day }}", "Sat\u00a021\u00a0Nov"),
        ("{{ on|day_short }}", "21\u00a0Nov"),
        ("{{ on|day_year }}", "21\u00a0Nov\u00a02026"),
        ("{{ on|day_long }}", "Saturday 21 November 2026"),
        ("{{ at|moment }}", "Sun\u00a022\u00a0Nov, 00:30"),
        ("{{ at|clock }}", "00:30"),
        ("{{ nothing|day }}", "–"),
    ],
)
def test_days_and_moments_in_their_own_offset(source: str, text: str) -> None:
    late = datetime(2026, 11, 21, 15, 30, tzinfo=UTC).astimezone(timezone(timedelta(hours=9)))
    assert draw(source, on=date(2026, 11, 21), at=late, nothing=None) == text


@pytest.mark.parametrize("name", ["day", "day_short", "day_year", "day_long", "moment", "clock"])
def test_a_bare_moment_of_the_database_is_refused_and_one_on_the_readers_clocks_taken(name: str) -> None:
    late, reader = datetime(2026, 11, 22, 4, 0, tzinfo=UTC), SimpleNamespace(time_zone="America/Los_Angeles")
    with pytest.raises(ValueError, match="nobody's clocks"):
        draw(f"{{{{ at|{name} }}}}", at=late)
    shown = draw(f"{{% load tz %}}{{{{ at|timezone:user.time_zone|{name} }}}}", at=late, user=reader)
    assert "22" not in shown
    assert "21" in shown or name == "clock"


@pytest.mark.parametrize("zone", ["UTC", "Europe/London"])
def test_a_reader_whose_clocks_show_utc_is_a_reader_too(zone: str) -> None:
    at = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
    assert draw("{{ at|moment }}", at=in_zone(at, zone)) == "Sun\u00a022\u00a0Nov, 04:00"
    assert draw(f"{{% load tz %}}{{{{ at|timezone:'{zone}'|moment }}}}", at=at) == "Sun\u00a022\u00a0Nov, 04:00"


@pytest.mark.parametrize(("name", "letters"), [("Ann Whitfield", "AW"), ("ann", "A"), ("Ann van der Berg", "AB"), ("", "")])
def test_initials(name: str, letters: str) -> None:
    assert draw("{{ name|initials }}", name=name) == letters


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("here", "mark"), [("run_list", ' aria-current="page"'), ("run_detail", ' aria-current="true"'), ("home", ""), ("runner", "")]
)
def test_navigation_marks_where_one_is(here: str, mark: str) -> None:
    request = SimpleNamespace(resolver_match=SimpleNamespace(url_name=here))
    assert f'<a href="/runs/"{mark}>' in draw('{% nav "run_list" "journal-text" "Runs" "run_" %}', request=request)


@pytest.mark.parametrize(("tags", "key"), [("undo 12", "12"), ("", "None"), ("undo x", "None"), ("redo 12", "None")])
def test_message_with_undo(tags: str, key: str) -> None:
    assert draw("{{ message|undo_pk }}", message=SimpleNamespace(extra_tags=tags)) == key


def test_bar_writes_numbers_into_attributes() -> None:
    markup = draw('{% bar 541000 800000 "541 of 800 km" mark=480000 mark_label="check" end_label="800 km" %}')
    assert 'aria-label="541 of 800 km"' in markup
    assert 'width="67.6%"' in markup
    assert ">check</text>" in markup
    assert "style=" not in markup


def test_pages_keep_the_query() -> None:
    request = RequestFactory().get("/diary/", {"q": "hill", "page": "2"})
    context = RequestContext(request, {"page": Paginator(range(30), 10).page(2)})
    markup = Template("{% load runlog %}{% pages page %}").render(context)
    assert 'href="?q=hill&amp;page=1"' in markup
    assert 'href="?q=hill&amp;page=3"' in markup
    assert "Page 2 of 3" in markup


def test_one_page_needs_no_links() -> None:
    assert "<nav" not in draw("{% pages page %}", page=Paginator([1], 10).page(1), request=RequestFactory().get("/"))


def test_back_chart_has_picture_words_and_table() -> None:
    day = date(2026, 11, 21)
    runs = [(day, Decimal(8214)), (date(2026, 11, 20), None)]
    chart = back_chart(
        first=date(2026, 11, 20), last=date(2026, 11, 22), pains={day: 4}, runs=runs, units="km", marks=[Mark(day, "caution")]
    )
    markup = draw('{% back_chart chart "back-3" %}', chart=chart)
    assert 'role="img" aria-label="Worst pain of each day from 20 November to 22 November' in markup
    assert '<script id="back-3" type="application/json">' in markup
    rows = re.findall(r"<tr>\s*<th scope=\"row\"[^>]*>(.*?)</th>\s*<td[^>]*>(.*?)</td>\s*<td[^>]*>(.*?)</td>", markup, re.DOTALL)
    assert [tuple(re.sub(r"<[^>]+>", "", cell).strip() for cell in row) for row in rows] == [
        ("Sun\u00a022\u00a0Nov", "no entry", "–"),
        ("Sat\u00a021\u00a0Nov", "4", "8.2\u00a0km"),
        ("Fri\u00a020\u00a0Nov", "no entry", "no distance"),
    ]
