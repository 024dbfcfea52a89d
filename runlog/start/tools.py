"""The programs that tests and proofs need beyond Python, installed where they are missing."""

from collections.abc import Callable
from dataclasses import dataclass

from runlog.start import pango
from runlog.start.debian import install
from tests.support import browsers, postgres


@dataclass(frozen=True)
class Tool:
    """A program or library, and Debian's packages that bring it."""

    name: str
    packages: tuple[str, ...]
    is_there: Callable[[], bool]


TOOLS = (
    Tool("A PostgreSQL server", ("postgresql",), lambda: postgres.programs() is not None),
    # The shell spares time; who has Chromium can do without it.
    Tool("Chromium", ("chromium", browsers.SHELL, "fonts-dejavu-core"), lambda: browsers.chromium() is not None),
    Tool("Pango", pango.PACKAGES, pango.is_there),
)


def lacking() -> list[str]:
    """Install what is missing; return for each that cannot be had the line that says what to install."""
    return [line for tool in TOOLS if not tool.is_there() and (line := install(tool.packages, what=tool.name))]
