"""The product's own list of words that it does not use, for the tests of the house."""

from injuries.guidance.words import unfit_words

__all__ = ["unfit_words"]
