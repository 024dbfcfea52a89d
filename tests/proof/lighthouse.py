"""Lighthouse on the pages that are opened most, as `make run` serves them with the demo: what it thinks of each, in four categories."""

import http.cookiejar
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from runlog.environment import ROOT
from tests.support.browsers import FLAGS, chromium
from tests.support.started import copy_of_repository, started

VERSION = "12.8.2"
# Git leaves it out.
PROGRAM = ROOT / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
NEEDED = 95
PAGES = {
    "home": ("runner", "/"),
    "log a run": ("runner", "/runs/new/"),
    "diary": ("runner", "/diary/"),
    "back": ("runner", "/back/"),
    "shoe": ("runner", "/shoes/"),
    "roster": ("coach", "/athletes/"),
}
# Nobody is to find a log by searching the web: the pages say so, and are right to.
LEFT_OUT = ("is-crawlable",)
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_SHOE = re.compile(r'href="(/shoes/\d+/)"')


@dataclass(frozen=True)
class Score:
    """What a page came to, 0 to 100 by category, and which audits fell short."""

    page: str
    points: dict[str, int]
    short: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether every category reaches what is asked of it."""
        return all(points >= NEEDED for points in self.points.values())


def missing() -> str:
    """Say what to install, in one line; "" where everything is there. Fetches Lighthouse itself from npm's registry."""
    if shutil.which("npm") is None:
        return "Lighthouse needs Node.js 20 or newer with npm; on Debian and Ubuntu: sudo apt-get install npm"
    if chromium() is None:
        return "Lighthouse needs Chromium; on Debian and Ubuntu: sudo apt-get install chromium"
    if not PROGRAM.exists():
        options = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        done = subprocess.run(["npm", "install", *options, f"lighthouse@{VERSION}"], cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            return f"Lighthouse could not be fetched from npm: {(done.stderr.strip() or 'no reason was given').splitlines()[-1]}"
    return ""


def scores(folder: Path) -> Iterator[Score]:
    """Start Runlog with its demo in a copy of the repository, and yield what each page comes to."""
    with started(copy_of_repository(folder)) as runlog:
        for page, (who, path) in PAGES.items():
            yield _score(page, who, runlog.address, path, folder)


def _score(page: str, who: str, address: str, path: str, folder: Path) -> Score:
    opener, cookies = _logged_in(address, who)
    if page == "shoe":
        path = _found(_SHOE, _read(opener, address + path))
    report = folder / f"{page}.json"
    headers = json.dumps({"Cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in cookies)})
    command = [str(PROGRAM), address + path, f"--extra-headers={headers}", "--output=json", f"--output-path={report}", "--quiet"]
    chosen = [f"--only-categories={','.join(CATEGORIES)}", f"--skip-audits={','.join(LEFT_OUT)}"]
    flags = f"--chrome-flags=--headless=new {' '.join(FLAGS)}"
    whole, environment = [*command, *chosen, flags], {**os.environ, "CHROME_PATH": str(chromium())}
    # Now and then it has not seen the page begin, and asks to be run again.
    if subprocess.run(whole, env=environment).returncode:
        subprocess.run(whole, env=environment, check=True)
    found = json.loads(report.read_text())
    points = {name: round((found["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}
    weighty = {each["id"] for name in CATEGORIES for each in found["categories"][name]["auditRefs"] if each["weight"]}
    short = (each["id"] for each in found["audits"].values() if each["id"] in weighty and (each["score"] or 0) < 0.9)
    return Score(page, points, tuple(name for name in short if found["audits"][name]["score"] is not None))


def _logged_in(address: str, who: str) -> tuple[OpenerDirector, http.cookiejar.CookieJar]:
    """A browser's cookies once it has entered the demo."""
    cookies = http.cookiejar.CookieJar()
    opener = build_opener(HTTPCookieProcessor(cookies))
    token = _found(_TOKEN, _read(opener, f"{address}/account/login/"))
    with opener.open(f"{address}/demo/{who}/", urlencode({"csrfmiddlewaretoken": token}).encode()) as answer:
        answer.read()
    return opener, cookies


def _read(opener: OpenerDirector, address: str) -> str:
    with opener.open(address) as answer:
        return str(answer.read().decode())


def _found(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    if found is None:
        raise RuntimeError(f"a page does not hold {pattern.pattern}")
    return found[1]
