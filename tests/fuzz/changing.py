"""Changes whole files a little: a few bytes, or a few words between the marks of their format."""

import re
from collections.abc import Iterable, Sequence

from hypothesis import strategies as some
from hypothesis.strategies import SearchStrategy

from tests.fuzz.strange import ANY_WORD

_WORD = re.compile(r'[^<>",;\t\n=/?!]+')
_FAR = 1 << 20


def with_other_bytes(wholes: Sequence[bytes]) -> SearchStrategy[bytes]:
    """Any of the files, up to six runs of up to nine bytes of it replaced, left out or put in, and sometimes cut."""
    edit = some.tuples(some.integers(0, _FAR), some.integers(0, 9), some.binary(max_size=9))
    return some.builds(_edited, some.sampled_from(wholes), some.lists(edit, min_size=1, max_size=6), some.booleans())


def _edited(whole: bytes, edits: Iterable[tuple[int, int, bytes]], is_cut: bool) -> bytes:
    data, last = bytearray(whole), 0
    for place, length, new in edits:
        last = place % (len(data) + 1)
        data[last : last + length] = new
    return bytes(data[:last] if is_cut else data)


def with_other_words(wholes: Sequence[str]) -> SearchStrategy[bytes]:
    """Any of the texts, up to five of its words replaced by strange ones."""
    edits = some.lists(some.tuples(some.integers(0, _FAR), ANY_WORD), min_size=1, max_size=5)
    return some.builds(_reworded, some.sampled_from([(whole, tuple(_WORD.finditer(whole))) for whole in wholes]), edits)


def _reworded(whole: tuple[str, Sequence[re.Match[str]]], edits: Iterable[tuple[int, str]]) -> bytes:
    text, words = whole
    chosen = {place % len(words): new for place, new in edits}
    for place in sorted(chosen, reverse=True):
        text = text[: words[place].start()] + chosen[place] + text[words[place].end() :]
    return text.encode("utf-8", "surrogatepass")
