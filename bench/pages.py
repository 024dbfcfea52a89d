"""What pages and writes take on the real server, each beside its floor in the same run: processor time, and time on the clock."""

import itertools
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median, quantiles

from bench.browser import Answer, Browser, Form
from bench.figures import Figure
from bench.processes import family, processor_s
from bench.serving import Server

ROUNDS = 5
TIMES = 12
CLIENTS = 8
STATEMENTS = re.compile(r"dur=([\d.]+)")

# What is done once, and how it is made ready for a person before the clock runs.
Doing = Callable[[], Answer]
Prepare = Callable[[Browser, "Person"], Doing]


@dataclass(frozen=True)
class Person:
    """Somebody who is logged in: their cookies, and the addresses of pages about them by name."""

    cookies: dict[str, str]
    addresses: dict[str, str] = field(default_factory=dict)


# With a browser of their own, which keeps its connection.
Visitor = tuple[Browser, Person]


@dataclass(frozen=True)
class Page:
    """Something to measure; `floor` names another one, and `goal` says how many times that it may take."""

    name: str
    prepare: Prepare
    floor: str = ""
    goal: float | None = None
    is_coach: bool = False
    writes: bool = False


def _get(address: str) -> Prepare:
    return lambda browser, person: lambda: browser.get(person.addresses.get(address, address))


def _post(address: str, **typed: str) -> Prepare:
    def prepare(browser: Browser, person: Person) -> Doing:
        fields = Form(browser.get(address).text).fields
        return lambda: browser.post(address, fields | typed)

    return prepare


BARE, LIST, FRAMELESS, ROSTER, INSERT = (
    "a page with one query",
    "a list of 20",
    "a list of 20, no frame",
    "50 rows, 4 queries",
    "a bare insert",
)
RUN = {"distance_m": "8", "duration_s": "48:00", "warm_up_state": "done", "before": "1", "during": "2", "after": "2", "leg": "no"}
PAGES = (
    Page(BARE, lambda browser, person: lambda: Browser.get(_stranger(browser), "/bare/")),
    Page(FRAMELESS, _get("/frameless-list/"), BARE),
    Page(LIST, _get("/bare-list/"), BARE),
    Page(ROSTER, _get("/bare-roster/"), BARE, is_coach=True),
    Page(INSERT, _post("/bare-insert/"), BARE, writes=True),
    Page("home", _get("/"), LIST, 2),
    Page("run list", _get("/runs/"), LIST, 1.5),
    Page("run page", _get("run"), LIST),
    Page("log a run: the form", _get("/runs/new/"), LIST),
    Page("log a run, with its assessment", _post("/runs/new/", **RUN), INSERT, 5, writes=True),
    Page("check-in: the form", _get("/check-in/"), LIST),
    Page("check-in, with its assessment", _post("/check-in/", score="3"), INSERT, writes=True),
    Page("my back", _get("/back/"), LIST),
    Page("diary", _get("/diary/"), LIST),
    Page("roster of 500", _get("/athletes/"), ROSTER, 3, is_coach=True),
    Page("page of an athlete", _get("athlete"), ROSTER, is_coach=True),
)


def _stranger(browser: Browser) -> Browser:
    """Leave the cookies at home: nobody's session is looked up then."""
    browser.cookies.clear()
    return browser


@dataclass
class _Taken:
    """What one page took: a value for each round of processor times, for each request of times on the clock; all in milliseconds."""

    web: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    together: list[float] = field(default_factory=list)


def people(file: Path) -> tuple[list[Person], Person]:
    """Read who is logged in: the athletes, and the coach."""
    given = json.loads(file.read_text())
    return [Person(**each) for each in given["athletes"]], Person(**given["coach"])


def figures(
    server: Server, athletes: Sequence[Person], coach: Person, database: int | None, pages: Sequence[Page] = PAGES
) -> Iterator[Figure]:
    """Yield a figure of each page. `database` is the process of the database's server, None where the web does its work."""
    taken = {page.name: _Taken() for page in pages}
    for _warm_up in range(2):
        for page in pages:
            _all_at_once(server, page, athletes, coach, times=3)
    # Round by round, so that whatever else the machine does falls on all alike.
    for number in range(ROUNDS):
        for page in pages:
            _one_by_one(server, page, _turn(page, _visitors(server, page, athletes, coach), number), database, taken[page.name])
    for page in pages:
        taken[page.name].together = _all_at_once(server, page, athletes, coach, TIMES)
    for page in pages:
        yield _figure(page, taken)


def _one_by_one(server: Server, page: Page, visitors: Sequence[Visitor], database: int | None, taken: _Taken) -> None:
    doings = [page.prepare(browser, person) for browser, person in visitors]
    web, statements = _Meter(server.web), []
    backends = _Meter(_below(database)) if database else None
    for doing in doings:
        began = time.perf_counter()
        answer = doing()
        taken.alone.append((time.perf_counter() - began) * 1000)
        found = STATEMENTS.search(answer.headers.get("server-timing", ""))
        statements.append(float(found[1]) if found else 0.0)
    spent = web.ms() / TIMES
    inside = fmean(statements)
    taken.web.append(spent if backends else spent - inside)
    taken.database.append(backends.ms() / TIMES if backends else inside)


class _Meter:
    """Processor time of some processes since now."""

    def __init__(self, processes: Sequence[int]) -> None:
        self._processes = processes
        self._began = processor_s(processes)

    def ms(self) -> float:
        """Return the milliseconds."""
        return (processor_s(self._processes) - self._began) * 1000


def _below(database: int) -> list[int]:
    return list(family(database))


def _all_at_once(server: Server, page: Page, athletes: Sequence[Person], coach: Person, times: int) -> list[float]:
    """Have eight people do it again and again, or eight of many each time; return how long each time took."""
    visitors = _visitors(server, page, athletes, coach)

    def one(client: int) -> list[float]:
        took = []
        for browser, person in itertools.islice(itertools.cycle(visitors[client::CLIENTS]), times):
            doing = page.prepare(browser, person)
            began = time.perf_counter()
            doing()
            took.append((time.perf_counter() - began) * 1000)
        return took

    with ThreadPoolExecutor(CLIENTS) as clients:
        return [each for took in clients.map(one, range(CLIENTS)) for each in took]


def _visitors(server: Server, page: Page, athletes: Sequence[Person], coach: Person) -> list[Visitor]:
    """Return who does it. Eight read, and their logs stay as they are; many others write, since nobody runs fifty times on a day."""
    readers = [coach] * CLIENTS if page.is_coach else athletes[:CLIENTS]
    people = athletes[CLIENTS:] if page.writes else readers
    return [(Browser(server.port, dict(person.cookies)), person) for person in people]


def _turn(page: Page, visitors: Sequence[Visitor], number: int) -> list[Visitor]:
    """Return who does it in a round, time by time: one who reads, or many who write."""
    if page.writes:
        return [visitors[(number * TIMES + time) % len(visitors)] for time in range(TIMES)]
    return [visitors[number % len(visitors)]] * TIMES


def _figure(page: Page, taken: Mapping[str, _Taken]) -> Figure:
    own = taken[page.name]
    beside = {
        "web": median(own.web),
        "database": median(own.database),
        "p50": median(own.alone),
        "p95": _p95(own.alone),
        "p50 of 8": median(own.together),
        "p95 of 8": _p95(own.together),
    }
    floor = _processor_ms(taken[page.floor]) if page.floor else None
    return Figure(page.name, _processor_ms(own), "ms", page.floor, floor, page.goal, beside)


def _processor_ms(taken: _Taken) -> float:
    return median(web + database for web, database in zip(taken.web, taken.database, strict=True))


def _p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1]
