"""How many bytes a browser fetches: with nothing in its cache, and when it comes again."""

from collections.abc import Iterator, Mapping

from bench.browser import Answer, Browser, files_of
from bench.figures import Figure

# As Chromium asks over HTTPS, where it takes Brotli, which is what visitors of an installation get.
ENCODINGS = "gzip, deflate, br"
MOST_KB = 150
KB = 1_000


def figures(port: int, cookies: Mapping[str, str]) -> Iterator[Figure]:
    """Yield the bytes of both visits of the log-in page, and of the home page, which loads the charts as well."""
    for name, address, own in (("log-in page", "/account/login/", {}), ("home, with its charts", "/", cookies)):
        browser = Browser(port, dict(own))
        page = browser.get(address, ENCODINGS)
        plain = browser.get(address).text
        files = [browser.get(file, ENCODINGS) for file in files_of(plain)]
        first = page.size + sum(file.size for file in files)
        again = browser.get(address, ENCODINGS).size + sum(file.size for file in files if not _stays(file))
        yield Figure(f"first visit: {name}", first / KB, "kB", goal=MOST_KB, beside={"files": len(files), "page alone, kB": page.size / KB})
        yield Figure(f"second visit: {name}", again / KB, "kB", beside={"files": 0, "page alone, kB": again / KB})


def _stays(file: Answer) -> bool:
    """Tell whether a browser that has the file need not ask for it again."""
    return "immutable" in file.headers.get("cache-control", "")
