"""The libraries of the system that draw PDFs: whether they are there, and Debian's packages that bring them."""

import ctypes.util

LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")


def is_there() -> bool:
    """Tell whether all of them are found."""
    return all(ctypes.util.find_library(name) for name in LIBRARIES)
