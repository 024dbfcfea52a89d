"""Every message of the product that is marked for translation, out of its modules and templates, each with where it stands."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from runlog.environment import ROOT
from tests.house.files import texts

# How many of its first arguments are messages, and after how many that are none.
MARKERS = {
    "_": (0, 1),
    "gettext": (0, 1),
    "gettext_lazy": (0, 1),
    "gettext_noop": (0, 1),
    "ngettext": (0, 2),
    "ngettext_lazy": (0, 2),
    "pgettext": (1, 1),
    "pgettext_lazy": (1, 1),
    "npgettext": (1, 2),
    "npgettext_lazy": (1, 2),
}
QUOTED = r"\"([^\"]*)\"|'([^']*)'"
TRANSLATE = re.compile(rf"\{{%\s*(?:translate|trans)\s+(?:{QUOTED})")
INSIDE = re.compile(rf"\b_\(\s*(?:{QUOTED})\s*\)")
BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b.*?%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
PLURAL = re.compile(r"\{%\s*plural\s*%\}")
WITHOUT_WORDS = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", re.DOTALL)

Message = tuple[str, str]
"""Where it stands, and what it says."""


def messages(root: Path = ROOT) -> list[Message]:
    """Return all messages of the two packages and of the templates."""
    files = texts(root, ".py", ".html", ".txt")
    product = {path: text for path, text in files.items() if path.startswith(("runlog/", "injuries/", "templates/"))}
    return [(path, said) for path, text in product.items() for said in (of_module(text) if path.endswith(".py") else of_template(text))]


def of_module(source: str) -> Iterator[str]:
    """Yield the messages of a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := _name(node.func)) in MARKERS:
            first, count = MARKERS[name]
            yield from (said for argument in node.args[first : first + count] if (said := _text(argument)))


def of_template(source: str) -> Iterator[str]:
    """Yield the messages of a template, lines joined."""
    for pattern in (TRANSLATE, INSIDE):
        yield from (" ".join("".join(found.groups("")).split()) for found in pattern.finditer(source))
    for found in BLOCK.finditer(source):
        yield from (" ".join(said.split()) for said in PLURAL.split(found.group(1)))


def plain_words(source: str) -> str:
    """Return what a template says outside its tags, marked for translation or not, attributes too."""
    return " ".join(WITHOUT_WORDS.sub(" ", source).split())


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""


def _text(argument: ast.expr) -> str:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""
