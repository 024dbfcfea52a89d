"""Words without accents, case and signs, so that one word has one spelling whatever program saved it."""

import re
import unicodedata

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "đ": "d", "œ": "oe", "®": " ", "™": " "})
_SIGNS = re.compile(r"[^\w]+|_+")
_LONGEST = 300


def folded(text: str) -> str:
    """The words of a text in plain small letters, one blank between them: "Ø Schrittlänge" is "o schrittlange"."""
    plain = unicodedata.normalize("NFKD", text[:_LONGEST].casefold().translate(_LETTERS))
    return _SIGNS.sub(" ", "".join(sign for sign in plain if not unicodedata.combining(sign))).strip()
