"""Chapters: every file of docs/ is one, with links that lead somewhere and pictures that are there."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from injuries.handbook.chapters import chapter, chapter_of, slugs

LINK = re.compile(r'href="([^"]*)"')
PICTURE = re.compile(r'<img src="/static/([^"]*-(\d+)x(\d+)\.webp)" alt="[^"]+" width="\2" height="\3"')


@pytest.mark.parametrize("slug", sorted(slugs()))
def test_every_link_leads_to_a_part_that_is_there(slug: str) -> None:
    for link in LINK.findall(chapter(slug).html):
        address = urlsplit(link)
        if address.scheme:
            assert address.scheme in ("http", "https", "mailto")
            continue
        assert address.path.startswith(reverse("handbook")), link
        target = chapter(address.path.removeprefix(reverse("handbook")).strip("/") or "index")
        assert not address.fragment or address.fragment in {part.name for part in target.parts}, link


@pytest.mark.parametrize("slug", sorted(slugs()))
def test_every_picture_is_there_and_says_how_large_it_is(slug: str) -> None:
    pictures = [name for name, _width, _height in PICTURE.findall(chapter(slug).html)]
    assert [picture for picture in pictures if not finders.find(picture)] == []
    assert chapter(slug).html.count("<img") == len(pictures)


def test_headings_have_names_and_the_title_stands_apart() -> None:
    found = chapter_of("one", "# The `title`\n\nWords.\n\n## A part, and more\n\n### Within `it`\n")
    assert (found.title, [(part.name, part.title, part.depth) for part in found.parts]) == (
        "The title",
        [("a-part-and-more", "A part, and more", 2), ("within-it", "Within it", 3)],
    )
    assert "The" not in found.html
    assert '<h2 id="a-part-and-more">' in found.html


def test_wide_tables_can_be_scrolled_by_keyboard() -> None:
    html = chapter_of("one", "# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n").html
    assert '<div class="table-scroll" tabindex="0"><table class="table">' in html
    assert html.count("<div") == html.count("</div>") == 1


@pytest.mark.parametrize("text", ["## No title\n", "# T\n\n## Twice\n\n## Twice\n"])
def test_a_chapter_without_a_title_or_with_a_heading_twice_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"one\.md"):
        chapter_of("one", text)


def test_markup_of_a_file_is_shown_and_not_obeyed() -> None:
    assert "<script" not in chapter_of("one", "# T\n\n<script>alert(1)</script>\n").html


@pytest.mark.parametrize("slug", ["made-up", "README", "settings.md"])
def test_other_names_are_no_chapters(slug: str, client: Client) -> None:
    with pytest.raises(KeyError):
        chapter(slug)
    assert client.get(f"/help/{slug}/").status_code == 404
