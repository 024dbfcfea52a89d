"""TCX files: what they record, and the activities made from it."""

from runlog.imports.formats.tcx.reader import read_tcx

__all__ = ["read_tcx"]
