"""A small browser for measuring: it keeps its cookies and its connection, and knows what it has in its cache."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

WAIT_S = 60


@dataclass(frozen=True)
class Answer:
    """What came back: `size` counts the bytes of the head and of the body as they were sent."""

    status: int
    headers: dict[str, str]
    body: bytes
    size: int

    @property
    def text(self) -> str:
        """The body as text; only what was sent uncompressed."""
        return self.body.decode()


@dataclass
class Browser:
    """One person's browser at a server of this machine."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: HTTPConnection | None = None

    def get(self, address: str, encodings: str = "identity") -> Answer:
        """Ask for a page or a file. Raises RuntimeError where it is none."""
        answer = self.ask("GET", address, encodings=encodings)
        if answer.status != 200:
            raise RuntimeError(f"{address} answers {answer.status}.")
        return answer

    def post(self, address: str, fields: dict[str, str]) -> Answer:
        """Send a form; a form that is taken answers with a redirect. Raises RuntimeError for any other answer."""
        answer = self.ask("POST", address, fields)
        if answer.status != 302:
            raise RuntimeError(f"A form for {address} answers {answer.status}.")
        return answer

    def ask(self, method: str, address: str, fields: dict[str, str] | None = None, encodings: str = "identity") -> Answer:
        """Send a request, and return the answer as it is."""
        body = None if fields is None else urlencode(fields)
        headers = {"Accept-Encoding": encodings, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            return self._sent(method, address, body, headers)
        except (HTTPException, ConnectionError):
            # The server closes connections that have been idle for a while.
            self._connection = None
            return self._sent(method, address, body, headers)

    def _sent(self, method: str, address: str, body: str | None, headers: dict[str, str]) -> Answer:
        if self._connection is None:
            self._connection = HTTPConnection("127.0.0.1", self.port, timeout=WAIT_S)
        self._connection.request(method, address, body, headers)
        response = self._connection.getresponse()
        received = response.read()
        for given in response.headers.get_all("Set-Cookie", []):
            name, _, value = given.partition(";")[0].partition("=")
            self.cookies[name] = value
        head = sum(len(name) + len(value) + 4 for name, value in response.headers.items())
        return Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, received, head + len(received))


class Form(HTMLParser):
    """The fields of a page as they stand: every field of every form, which is enough for pages with one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a field that is filled in or chosen."""
        given = dict(attrs)
        name, kind = given.get("name"), given.get("type")
        if tag == "input" and name and (kind not in {"radio", "checkbox", "submit"} or "checked" in given):
            self.fields[name] = given.get("value") or ""


class _Files(HTMLParser):
    """What a page needs besides itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        named = given.get("src") if tag in {"script", "img"} else given.get("href") if tag in {"link", "use"} else None
        if named and named.startswith("/"):
            self.found.append(named.partition("#")[0])


def files_of(page: str) -> list[str]:
    """Return the address of each file that the page loads, once each; style sheets and modules of Runlog load no others."""
    return list(dict.fromkeys(_Files(page).found))
