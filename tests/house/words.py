"""Words that no sentence and no advice of this product uses: it makes no diagnosis, scores no risk and promises nothing."""

import re

UNFIT = re.compile(
    r"""\b(
        diagnos\w* | risk\w* | safe\w* | unsafe\w* | danger\w* | harmless | abnormal\w* | detect\w* | prevent\w* | reduc\w*
        | guarantee\w* | proven | cures? | cured | all\s+clear | nothing\s+serious\s+is | you\s+are\s+fine | you\s+have\s+a\s+(?!back\b) \w+
        | caused\s+by | indicates | injury\s+score | probabilit\w* | likelihood | acute:chronic
        | sciatica | herniat\w* | stenosis | cauda | equina | fracture\w* | arthritis | spondyl\w* | cancer | infection\w*
        | tumou?r\w* | slipped
        | must\s+stop\s+running | stop\s+running\s+now
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def unfit_words(text: str) -> list[str]:
    """Return the words of a text that do not belong here."""
    return [found.group(0) for found in UNFIT.finditer(text)]
