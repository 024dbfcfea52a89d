"""Markdown into HTML that is safe to show: no HTML of the writer's, no scripts, no pictures, no styles."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br", "hr", "code"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]+")
_markdown = MarkdownIt("commonmark", {"html": False})


class _Everything(MarkdownIt):
    """Reads what must not be there, so that it can be named."""

    def validateLink(self, url: str) -> bool:
        return True


_everything = _Everything("commonmark", {"html": True})


def prose(text: str) -> SafeString:
    """Return paragraphs, lists and headings."""
    return _cleaned(_markdown.render(text))


def line_of_prose(text: str) -> SafeString:
    """Return one line, such as a source."""
    return _cleaned(_markdown.renderInline(text))


def not_shown(text: str) -> Iterator[str]:
    """Yield what a text holds that would never be shown: HTML, pictures, and links that lead to no page, mail or telephone."""
    found: dict[str, Any] = {}
    yield from _not_shown(_everything.parse(text, found))
    yield from (each["href"] for each in found.get("references", {}).values() if not _is_open_link(each["href"]))


def _not_shown(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        href = str(token.attrGet("href") or "")
        if token.type in {"html_block", "html_inline"}:
            yield token.content.strip()
        elif token.type == "image":
            yield f"![{token.content}]({token.attrGet('src')})"
        elif href and not _is_open_link(href):
            yield href
        yield from _not_shown(token.children or [])


def _is_open_link(href: str) -> bool:
    scheme = SCHEME.match(UNSEEN.sub("", unquote(unescape(href))))
    return scheme is None or scheme.group(1).lower() in SCHEMES


def _cleaned(html: str) -> SafeString:
    return SafeString(nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer"))
