"""The words that no sentence and no advice of this product uses: it makes no diagnosis, scores no risk and promises nothing.

The one list of guidance section 2: curators are refused by it, and the tests hold every sentence against it.
"""

import re

UNFIT = re.compile(
    r"""\b(
        (?<!not\ a\ )(?<!no\ )diagnos\w* | risk\w* | safe\w* | unsafe\w* | danger\w* | harmless | abnormal\w* | detect\w* | prevent\w*
        | reduc\w* | guarantee\w* | proven | cures? | cured | all\ clear | nothing\ serious\ is | you\ are\ fine
        | you\ have\ a\ (?!back\b) \w+ | caused\ by | indicates | injury\ score | probabilit\w* | likelihood | acute:chronic
        | sciatica | herniat\w* | stenosis | cauda | equina | fracture\w* | arthritis | spondyl\w* | cancer | infection\w*
        | tumou?r\w* | slipped
        | must\ stop\ running | stop\ running\ now
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
MARKS = str.maketrans("", "", "*_`\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Emphasis of Markdown, and signs that nobody sees: neither hides a word."""


def unfit_words(text: str) -> list[str]:
    """Return the words of a text that do not belong here, each once, in their order; "no diagnosis" is what pages must say."""
    plain = " ".join(text.translate(MARKS).split())
    return list(dict.fromkeys(found.group(0) for found in UNFIT.finditer(plain)))
