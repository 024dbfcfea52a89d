"""Chromium as Debian packages it: where it is, and how it is started for tests."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
SHELL = "chromium-headless-shell"
# No sandbox: tests may run as root, on pages of our own alone. The rest keeps it from speaking to anybody.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Return the program's path; None where it is not installed."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def windowless() -> str | None:
    """Return the path of Chromium without what windows need, which takes a sixth less time; of whole Chromium where it is not installed."""
    return shutil.which(SHELL) or chromium()
