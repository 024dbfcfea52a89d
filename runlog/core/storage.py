"""The static files under the names that carry their digest."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class PlainFiles(StaticFilesStorage):
    """Works each address out once: what was collected does not change while the server runs, and a page names an icon sixty times.

    By itself it serves the files under their own names, for the tests.
    """

    @cached_property
    def _addresses(self) -> dict[str | None, str]:
        return {}

    def url(self, name: str | None, force: bool = False) -> str:
        """Return the address of a file; `force` is of the one with digests, which takes it for itself."""
        found = self._addresses.get(name)
        if found is None:
            found = self._addresses[name] = super().url(name)
        return found


class StaticFiles(PlainFiles, CompressedManifestStaticFilesStorage):
    """What the product serves; what few people ask for, the administration's, without Brotli, which took two thirds of the time for it."""

    _has_brotli = True

    def create_compressor(self, **options: Any) -> Compressor:
        """Return what compresses a file."""
        return super().create_compressor(use_brotli=self._has_brotli, **options)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress the files of those names; yield each with the name of what it became."""
        names = set(paths)
        rare = {name for name in names if name.startswith("admin/")}
        self._has_brotli = True
        yield from super().compress_files(names - rare)
        self._has_brotli = False
        yield from super().compress_files(rare)
