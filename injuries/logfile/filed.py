"""A log document that stays on the disk while it is read, so that the longest takes no more memory than a short one."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

from injuries.logfile.document import Values, opened, scan
from injuries.logfile.scanning import DECODER
from runlog.core.records import RecordKind, kind, kinds


class FiledDocument:
    """A document that was checked as a whole; its records lie in temporary files, one a line, until they are asked for by kind.

    A list may stand anywhere in the document, while records are stored after those that they name.
    """

    def __init__(self, file: IO[bytes]) -> None:
        """Read and check. Raises Problem."""
        self._lines = {each.name: _lines() for each in kinds()}
        try:
            self.athlete: Values = scan(opened(file), self._keep)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "FiledDocument":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def records(self, name: str) -> Iterator[Values]:
        """Yield the values of a kind's records."""
        shape, lines = kind(name).shape, self._lines[name]
        lines.seek(0)
        for line in lines:
            yield shape.read(DECODER.decode(line), name)

    def close(self) -> None:
        """Throw the temporary files away."""
        for lines in self._lines.values():
            lines.close()

    def _keep(self, of: RecordKind, _values: Values, text: str) -> None:
        # A text in JSON holds no line end as it is: those here are white space.
        self._lines[of.name].write(text.replace("\r", " ").replace("\n", " ") + "\n")


def _lines() -> IO[str]:
    return TemporaryFile("w+", encoding="utf-8", newline="\n")
