"""Where the processor time of a page goes, by the package that it is spent in: what explains a goal that is missed."""

import cProfile
import pstats
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from django.test import Client, override_settings

from bench.browser import Form
from bench.pages import RUN

TIMES = 20
MOST_PARTS = 6
# By what stands in the file's name, the first that fits; a C function belongs to whoever is not named.
PARTS = {
    "/django/template": "templates",
    "/django/templatetags": "templates",
    "/django/utils/html": "templates",
    "/django/utils/translation": "translation",
    "/gettext": "translation",
    "/django/utils/dateformat": "dates",
    "/django/urls": "addresses",
    "/django/db": "building and reading queries",
    "/psycopg": "building and reading queries",
    "/django/forms": "forms",
    "/crispy": "forms",
    "/django/": "the rest of Django",
    "/allauth": "the rest of Django",
    "/injuries/engine": "the rules",
    "/injuries/rules": "the rules",
    "/injuries/": "Runlog's own code",
    "/runlog/": "Runlog's own code",
}


def shares(pages: Mapping[str, str], athlete: Any) -> dict[str, dict[str, float]]:
    """Return for each page, by name, the share of each part of its time, the largest first; a page that writes begins with POST."""
    client = Client()
    client.force_login(athlete)
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        return {name: _shares([_doing(client, address) for _time in range(TIMES)]) for name, address in pages.items()}


def _doing(client: Client, address: str) -> Callable[[], object]:
    method, _, path = address.rpartition(" ")
    if not method:
        return lambda: client.get(path)
    fields = Form(client.get(path).content.decode()).fields | RUN
    return lambda: client.post(path, fields)


def _shares(doings: list[Callable[[], object]]) -> dict[str, float]:
    doings[0]()
    profile = cProfile.Profile()
    for doing in doings[1:]:
        profile.runcall(doing)
    spent: Counter[str] = Counter()
    found: dict[Any, Any] = vars(pstats.Stats(profile))["stats"]
    for (file, _line, _name), (_calls, _all, own, _total, _callers) in found.items():
        spent[next((part for mark, part in PARTS.items() if mark in file), "Python itself, the database's library")] += own
    whole = sum(spent.values())
    return {part: own / whole for part, own in spent.most_common(MOST_PARTS)}
