"""The chapters of the handbook: Markdown files of ours into HTML, with a name for each heading and links that lead to pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

INDEX = "index"
# What stands between brackets in a link of docs/: another of its files, maybe with a part of it, or a picture.
FILE_LINK = re.compile(r"(?P<slug>[a-z-]+)\.md(?P<part>#[\w-]+)?")
STATIC = "../static/"
# Pictures carry their size in their name, so that nothing moves when they arrive.
PICTURE_SIZE = re.compile(r"-(\d+)x(\d+)\.webp$")
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
# A table wider than a phone scrolls by itself, with the keyboard too.
_markdown.add_render_rule("table_open", lambda *_: '<div class="table-scroll" tabindex="0"><table class="table">')
_markdown.add_render_rule("table_close", lambda *_: "</table></div>")


@dataclass(frozen=True)
class Part:
    """A heading within a chapter: its name in an address, its words, and how deep it stands (2 or 3)."""

    name: str
    title: str
    depth: int


@dataclass(frozen=True)
class Chapter:
    """A file of docs/ to be shown: `html` begins below its title."""

    slug: str
    title: str
    html: SafeString
    parts: tuple[Part, ...]


def slugs() -> frozenset[str]:
    """Return the names of all chapters."""
    return frozenset(file.stem for file in _folder().glob("*.md"))


def chapter(slug: str) -> Chapter:
    """Return the chapter of that name. Raises KeyError for every other name."""
    if slug not in slugs():
        raise KeyError(slug)
    return chapter_of(slug, (_folder() / f"{slug}.md").read_text(encoding="utf-8"))


def chapter_of(slug: str, text: str) -> Chapter:
    """Read the text of a chapter. Raises ValueError where it does not begin with its title, or two headings have one name."""
    tokens = _markdown.parse(text)
    title, *parts = _named_headings(tokens)
    if title.depth != 1 or len({part.name for part in parts}) < len(parts):
        raise ValueError(f"{slug}.md needs a title first, and headings of which no two are alike")
    for token in _all(tokens):
        _lead_to_pages(token)
    # The title stands in the page's own head: heading_open, inline, heading_close.
    html = _markdown.renderer.render(tokens[3:], _markdown.options, {})
    return Chapter(slug, title.title, SafeString(html), tuple(parts))


def _folder() -> Path:
    return Path(settings.BASE_DIR) / "docs"


def _named_headings(tokens: list[Token]) -> Iterator[Part]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            part = Part(slugify(inline.content), inline.content.replace("`", ""), int(opening.tag[1:]))
            opening.attrSet("id", part.name)
            yield part


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _lead_to_pages(token: Token) -> None:
    """Let links to files of docs/ lead to their chapters, and pictures come from where static files do."""
    if token.type == "link_open":
        token.attrSet("href", _address(str(token.attrGet("href"))))
    elif token.type == "image":
        _place_picture(token, str(token.attrGet("src")))


def _address(link: str) -> str:
    found = FILE_LINK.fullmatch(link)
    return address_of(found["slug"], (found["part"] or "").lstrip("#")) if found else link


def address_of(slug: str, part: str = "") -> str:
    """Return the address of a chapter, or of a part of it."""
    page = reverse("handbook") if slug == INDEX else reverse("handbook_chapter", args=[slug])
    return f"{page}#{part}" if part else page


def _place_picture(token: Token, source: str) -> None:
    if size := PICTURE_SIZE.search(source):
        token.attrSet("width", size[1])
        token.attrSet("height", size[2])
        token.attrSet("loading", "lazy")
    token.attrSet("src", static(source.removeprefix(STATIC)) if source.startswith(STATIC) else source)
