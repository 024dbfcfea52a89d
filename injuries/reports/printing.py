"""A page as PDF, by WeasyPrint, which needs libraries of the system: it is imported when a PDF is asked for, and not before."""

from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from django.contrib.staticfiles import finders

MOST_SHEETS = 2
STYLE = "css/report.css"
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
"""Debian's packages that bring what is missing, and a font."""

# Drawing takes a second and some memory: a process draws one at a time.
_ALONE = Lock()


class CannotPrint(Exception):
    """A library of the system is missing: `PACKAGES` says what to install."""


def pdf_of(tellings: Iterable[str]) -> bytes:
    """Return as PDF the first of some tellings (HTML, each shorter than the one before) that fits: the first on one sheet, others on two.

    Nothing is fetched: the style sheet is handed over, and every address that a page might name is refused. Raises CannotPrint.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise CannotPrint from error
    with _ALONE:
        nothing, fonts = URLFetcher(allowed_protocols=()), FontConfiguration()
        style = CSS(string=style_sheet(), url_fetcher=nothing, font_config=fonts)
        sheets = 1
        for telling in tellings:
            document = HTML(string=telling, url_fetcher=nothing).render(stylesheets=[style], font_config=fonts)
            if len(document.pages) <= sheets:
                break
            sheets = MOST_SHEETS
        pdf: bytes = document.write_pdf()
    return pdf


def style_sheet() -> str:
    """Return the style of the print page."""
    found = finders.find(STYLE)
    if not isinstance(found, str):
        raise FileNotFoundError(STYLE)
    return Path(found).read_text(encoding="utf-8")
