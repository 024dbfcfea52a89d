"""Markdown into HTML that is safe to show: no HTML of the writer's, no scripts, no pictures, no styles."""

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br", "hr", "code"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_markdown = MarkdownIt("commonmark", {"html": False})


def prose(text: str) -> SafeString:
    """Return paragraphs, lists and headings."""
    return _cleaned(_markdown.render(text))


def line_of_prose(text: str) -> SafeString:
    """Return one line, such as a source."""
    return _cleaned(_markdown.renderInline(text))


def _cleaned(html: str) -> SafeString:
    return SafeString(nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer"))
