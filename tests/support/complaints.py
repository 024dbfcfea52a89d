"""What a browser complains of while a test uses a page; any of it fails the test."""

from playwright.sync_api import BrowserContext, ConsoleMessage, WebError


class Complaints:
    """Errors on the console, which broken security policies and missing files are too, and exceptions that no script caught."""

    def __init__(self) -> None:
        self._heard: list[str] = []
        self._expected: list[str] = []

    def listen(self, context: BrowserContext) -> None:
        """Hear every page of the context."""
        context.on("console", self._hear_console)
        context.on("weberror", self._hear_error)

    def expect(self, part: str) -> None:
        """Let pass whatever contains `part`: "404" for a test that asks for a page that is not there."""
        self._expected.append(part)

    def unexpected(self) -> list[str]:
        """Return what nothing in the test has announced."""
        return [complaint for complaint in self._heard if not any(part in complaint for part in self._expected)]

    def _hear_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._heard.append(f"{message.text} ({message.location.get('url')})")

    def _hear_error(self, error: WebError) -> None:
        self._heard.append(str(error.error))
