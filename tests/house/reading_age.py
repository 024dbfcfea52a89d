"""How hard English is to read: the school grade of Flesch and Kincaid, counted plainly.

`0.39 x words a sentence + 11.8 x syllables a word - 15.59`; grade 6 is at the age of eleven to twelve. Source: Kincaid et al., Derivation
of new readability formulas, Naval Technical Training Command 1975, report 8-75. A formula knows nothing of sense: it finds what is long.
"""

import re

SENTENCE_END = re.compile(r"[.!?]+(?=\s|\*|$)|\n\s*(?:\n|[-*] |\d+\. )")
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
VOWELS = re.compile(r"[aeiouy]+")
SILENT_ENDING = re.compile(r"(?:[^laeiouy]e|[^laeiouyscxzg]es|[^laeiouytd]ed)$")


def grade(text: str) -> float:
    """Return the grade of a text; 0 where there are no words."""
    sentences = [words for part in SENTENCE_END.split(text) if (words := WORD.findall(part))]
    count = sum(map(len, sentences))
    if not count:
        return 0.0
    syllables = sum(syllables_of(word) for words in sentences for word in words)
    return 0.39 * count / len(sentences) + 11.8 * syllables / count - 15.59


def syllables_of(word: str) -> int:
    """Count the groups of vowels, a silent ending not among them; every word has one at least."""
    plain = word.lower().replace("'", "").replace("’", "")
    silent = 1 if SILENT_ENDING.search(plain) else 0
    return max(len(VOWELS.findall(plain)) - silent, 1)
