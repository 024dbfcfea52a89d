"""The static files under the names that carry their digest."""

from functools import cached_property

from django.contrib.staticfiles.storage import StaticFilesStorage
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
    """What the product serves."""
