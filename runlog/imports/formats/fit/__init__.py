"""FIT files, skimmed: the few messages that sum an activity up are read, the thousands between them are stepped over."""

from runlog.imports.formats.fit.reader import read_fit

__all__ = ["read_fit"]
