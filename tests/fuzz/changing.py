"""Changes whole files a little: a few bytes, or a few words between the marks of their format."""

import re
from collections.abc import Callable, Sequence

from tests.fuzz.strange import Luck

_WORD = re.compile(r'[^<>",;\t\n=/?!]+')


def with_other_bytes(wholes: Sequence[bytes]) -> Callable[[Luck], bytes]:
    """Any of the files, up to six runs of up to nine bytes of it replaced, left out or put in, and sometimes cut."""

    def change(luck: Luck) -> bytes:
        data, is_cut, last = bytearray(luck.one_of(wholes)), luck.below(2), 0
        for _edit in range(1 + luck.below(6)):
            last = luck.below(len(data) + 1)
            data[last : last + luck.below(10)] = luck.taken(luck.below(10))
        return bytes(data[:last] if is_cut else data)

    return change


def with_other_words(wholes: Sequence[str]) -> Callable[[Luck], bytes]:
    """Any of the texts, up to five of its words replaced by strange ones."""
    texts = [(whole, [word.span() for word in _WORD.finditer(whole)]) for whole in wholes]

    def change(luck: Luck) -> bytes:
        text, words = luck.one_of(texts)
        chosen = dict(luck.up_to(5, lambda: (luck.one_of(words), luck.word())))
        for (start, end), new in sorted(chosen.items(), reverse=True):
            text = text[:start] + new + text[end:]
        return text.encode("utf-8", "surrogatepass")

    return change
