"""Walks an XML file by a table of the elements that matter, in one pass, with nothing of the file kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

DEEPEST = 200
LONGEST_TEXT = 2000
MOST_NAMES = 10_000
_CHUNK = 1 << 20

Attributes = dict[str, str]
Found = dict[str, str]


class UnsafeMarkup(Exception):
    """The file declares a document type, entities or external parts, or is nested or named without end."""


@dataclass(slots=True)
class Inside:
    """An element of which attributes or inner elements are wanted, and what to do where it begins and ends.

    `leave` gets the attributes and the wanted texts since the beginning, also where the file breaks off before the end of the element.
    An element without a `leave` hands its texts to the element around it.
    """

    rules: "Rules" = field(default_factory=dict)
    enter: Callable[[Attributes], None] | None = None
    leave: Callable[[Attributes, Found], None] | None = None


# Name of an element -> the key under which its text is wanted (of several the last), or what is wanted inside it.
# Elements that are not named are looked through. Names with their prefixes are added in passing; None is an element of no interest.
Rules = dict[str, "str | Inside | None"]


def walk(document: bytes, rules: Rules) -> bool:
    """Follow the rules along a document in UTF-8; True if it was whole, False if it breaks off or is not well-formed.

    Names are matched without their prefix, declared or not. Raises UnsafeMarkup.
    """
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    _refuse_declarations(parser)
    break_off = _follow(parser, rules)
    try:
        for start in range(0, len(document), _CHUNK):
            parser.Parse(document[start : start + _CHUNK], False)
            if len(parser.intern) > MOST_NAMES:
                raise UnsafeMarkup
        parser.Parse(b"", True)
    except expat.ExpatError:
        pass
    return break_off()


def _refuse_declarations(parser: expat.XMLParserType) -> None:
    def refuse(*_: object) -> NoReturn:
        raise UnsafeMarkup

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse


def _follow(parser: expat.XMLParserType, rules: Rules) -> Callable[[], bool]:
    """Install the two handlers; the answer ends what is still open and tells whether that was nothing.

    They run for every element of the file, so they are closures over plain variables, which is twice as quick as an object.
    """
    depth = inner = text_depth = 0  # of the open element, of the innermost one with rules, of the one whose text is wanted
    begun = False
    key: str | None = None
    pieces: list[str] = []
    here: tuple[Inside, Attributes] | None = None
    found: Found = {}
    around: list[tuple[Rules, int, Found, tuple[Inside, Attributes] | None]] = []

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth, inner, text_depth, key, rules, here, found, begun
        depth += 1
        try:
            rule = rules[name]
        except KeyError:
            begun = True
            rule = rules[name] = rules.get(name.rpartition(":")[2])
        if rule is None or key is not None:
            if depth > DEEPEST:
                raise UnsafeMarkup
        elif isinstance(rule, str):
            key, text_depth = rule, depth
            parser.CharacterDataHandler = pieces.append
        else:
            around.append((rules, inner, found, here))
            rules, inner, here = rule.rules, depth, (rule, attributes)
            if rule.leave:
                found = {}
            if rule.enter:
                rule.enter(attributes)

    def end(_name: str) -> None:
        nonlocal depth, key
        if key is not None:
            if depth == text_depth:
                parser.CharacterDataHandler = None
                found[key] = "".join(pieces)[:LONGEST_TEXT]
                pieces.clear()
                key = None
        elif depth == inner:
            leave()
        depth -= 1

    def leave() -> None:
        nonlocal inner, rules, here, found
        if here is None:
            return
        (rule, attributes), own = here, found
        rules, inner, found, here = around.pop()
        if rule.leave:
            rule.leave(attributes, own)

    def break_off() -> bool:
        whole = begun and depth == 0
        while around:
            leave()
        return whole

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    return break_off
