"""Templates keep to the security policy: no script, style or event in the page itself, nothing from another host.

And to the reader's clocks: Django's own filters of dates write a moment in UTC, so pages use ours, which refuse that.
"""

import re

import pytest

from runlog.environment import ROOT
from tests.house.files import texts

COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
FAULTS = {
    "a style in an attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event in an attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a style in the page": re.compile(r"<style\b", re.IGNORECASE),
    "a script in the page": re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.IGNORECASE),
    "a script as an address": re.compile(r"[\"'=]\s*javascript:", re.IGNORECASE),
    "a file from another host": re.compile(
        r"<(?:script|link|img|iframe|source|object)\b[^>]*\s(?:src|href|data)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE
    ),
}
# Pages are made by templates, and parts of them by Python.
PAGES = {path: text for path, text in texts(ROOT, ".html", ".py").items() if not path.startswith(("tests/", "runlog/start/"))}


@pytest.mark.parametrize("path", PAGES)
def test_page_keeps_to_the_policy(path: str) -> None:
    assert faults(PAGES[path]) == []


# A whole moment, with its offset, is right on any clocks; and a day has no clock.
MOMENT = re.compile(r"""([\w.]+)\|(?:date|time|timesince|timeuntil|naturaltime|naturalday)\b(?!:"c")""")
DAY = re.compile(r"(?:^|[._])(?:on|grouper)$")


@pytest.mark.parametrize("path", [path for path in PAGES if path.startswith("templates/")])
def test_no_moment_is_written_in_utc(path: str) -> None:
    assert in_utc(PAGES[path]) == []


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('{{ note.at|date:"j M" }}', ["note.at"]),
        ("{{ link.began_at|date }}", ["link.began_at"]),
        ("{{ moment|time }}", ["moment"]),
        ("{{ saved_at|timesince }}", ["saved_at"]),
        ('<time datetime="{{ note.at|date:"c" }}">{{ note.at|day }}</time>', []),
        ('{{ run.local_on|date:"l" }} {{ month.grouper|date:"F Y" }} {{ on|date:"Y-m-d" }}', []),
    ],
)
def test_moment_written_in_utc_is_found(markup: str, found: list[str]) -> None:
    assert in_utc(markup) == found


def in_utc(markup: str) -> list[str]:
    """Return what the markup hands to a filter of Django's that would write it in UTC."""
    return [name for name in MOMENT.findall(markup) if not DAY.search(name)]


PLANTED = {
    '<p style="color: red">': "a style in an attribute",
    "<button onclick='go()'>": "an event in an attribute",
    "<style>p {}</style>": "a style in the page",
    "<script>go()</script>": "a script in the page",
    '<a href="javascript:go()">': "a script as an address",
    '<script src="https://cdn.example.org/x.js">': "a file from another host",
    '<link rel="stylesheet" href="//cdn.example.org/x.css">': "a file from another host",
}


@pytest.mark.parametrize("markup", PLANTED)
def test_planted_fault_is_found(markup: str) -> None:
    assert faults(markup) == [PLANTED[markup]]


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="{% static "js/forms.js" %}" type="module"></script>',
        '<a href="https://example.org/paper">',
        '<p class="on" data-style="x">',
        '{# <p style="x"> #}',
        '<option value="x" selected>one = two</option>',
    ],
)
def test_innocent_markup_passes(markup: str) -> None:
    assert faults(markup) == []


def faults(markup: str) -> list[str]:
    """Return what the markup holds that the policy forbids."""
    plain = COMMENT.sub("", markup)
    return [fault for fault, pattern in FAULTS.items() if pattern.search(plain)]
