"""Words without accents, case and signs, so that one word has one spelling whatever program saved it."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "đ": "d", "œ": "oe", "®": " ", "™": " "})
_SIGNS = re.compile(r"[^\w]+|_+")
_LONGEST = 300


def folded(text: str) -> str:
    """The words of a text in plain small letters, one blank between them: "Ø Schrittlänge" is "o schrittlange"."""
    return _folded(text[:_LONGEST])


@lru_cache(maxsize=512)
def _folded(text: str) -> str:
    # A table's columns are asked for by each format that it may be of, with each separator.
    plain = text.casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _SIGNS.sub(" ", plain).strip()
