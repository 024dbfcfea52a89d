"""Uploads of any shape: a single file, an archive of a service, a zip of files; told from bytes, planned in parts, read part by part."""

from runlog.imports.formats.archives.parts import Part, Plan, Stored
from runlog.imports.formats.archives.planning import plan
from runlog.imports.formats.archives.reading import activity_digest, copy_archive, read_part, read_with_digest

__all__ = ["Part", "Plan", "Stored", "activity_digest", "copy_archive", "plan", "read_part", "read_with_digest"]
