"""Every form of the product as a browser gets it, found by walking the table of addresses as everybody who may look there."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from unittest.mock import patch
from urllib.parse import urljoin, urlsplit

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.test import Client
from django.urls import Resolver404, resolve

Attributes = Mapping[str, str]


@dataclass(frozen=True)
class Control:
    """What a control of a form sends: as it is drawn, and whatever else can be chosen there."""

    name: str
    kind: str
    sent: tuple[str, ...]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Door:
    """A form: whose page it is on, where it is sent, how, and its controls."""

    who: str
    address: str
    method: str
    controls: tuple[Control, ...]

    @property
    def name(self) -> str:
        """The name of the address."""
        return resolve(urlsplit(self.address).path).url_name or ""


class _Forms(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.found: list[tuple[str, str, dict[str, Control]]] = []
        self._is_in = False
        self._select: Attributes | None = None
        self._textarea: Attributes | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((urljoin(self.page, has.get("action", "")), has.get("method", "get").lower(), {}))
            self._is_in = True
        elif tag == "select":
            self._select = has
            self._add(has, "select", None, has)
        elif tag == "option" and self._select:
            self._add(self._select, "select", has.get("value", ""), has, is_sent="selected" in has)
        elif tag == "textarea":
            self._textarea = has
            self._add(has, "textarea", None, has)
        elif tag in ("input", "button"):
            kind = has.get("type", "text" if tag == "input" else "submit")
            is_picked = kind in ("radio", "checkbox", "submit")
            self._add(has, kind, has.get("value", "on" if is_picked else ""), has, is_sent=not is_picked or "checked" in has)

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self._add(self._textarea, "textarea", data.removeprefix("\n"), self._textarea)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_in = False
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._textarea = None

    def _add(self, named: Attributes, kind: str, value: str | None, has: Attributes, *, is_sent: bool = True) -> None:
        name = named.get("name", "")
        if not (name and self._is_in) or "disabled" in has or name == "csrfmiddlewaretoken":
            return
        controls = self.found[-1][2]
        known = controls.setdefault(name, Control(name, kind, ()))
        if value is not None:
            sent = (*known.sent, value) if is_sent else known.sent
            choices = (*known.choices, value) if kind in ("select", "radio", "checkbox", "submit") else known.choices
            controls[name] = Control(name, kind, sent, choices)


def forms_of(html: str, page: str, who: str) -> Iterator[Door]:
    """The forms of a page whose address is `page`."""
    parser = _Forms(page)
    parser.feed(html)
    for address, method, controls in parser.found:
        yield Door(who, address, method, tuple(controls.values()))


def doors(browsers: Mapping[str, Client], addresses: Iterable[str]) -> list[Door]:
    """Every form on these pages, each once: two that are sent to one address with the same controls are one."""
    found: dict[Any, Door] = {}
    for address in addresses:
        for door in _forms_at(address, browsers):
            if _is_ours(door.address):
                found.setdefault((door.name, door.method, frozenset(control.name for control in door.controls)), door)
    return list(found.values())


def _forms_at(address: str, browsers: Mapping[str, Client]) -> Iterator[Door]:
    """The forms of a page as the first of them sees it who may look there; of one that only leads on, those where it leads."""
    answers = ((who, browser.get(address)) for who, browser in browsers.items())
    who, answer = next(((who, answer) for who, answer in answers if answer.status_code == 200), (next(iter(browsers)), None))
    answer = answer or browsers[who].get(address, follow=True)
    if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
        yield from forms_of(answer.content.decode(), answer.request["PATH_INFO"] + _query(answer.request), who)


def _query(request: Mapping[str, str]) -> str:
    return f"?{request['QUERY_STRING']}" if request.get("QUERY_STRING") else ""


def _is_ours(address: str) -> bool:
    try:
        resolve(urlsplit(address).path)
    except Resolver404:
        return False
    return True


@contextmanager
def catching_forms() -> Iterator[list[BaseForm]]:
    """Give a list that every form is put on which is made meanwhile."""
    caught: list[BaseForm] = []
    made = BaseForm.__init__

    def make(form: BaseForm, *args: Any, **kwargs: Any) -> None:
        made(form, *args, **kwargs)
        caught.append(form)

    with patch.object(BaseForm, "__init__", make):
        yield caught


def is_ours(kind: type[BaseForm]) -> bool:
    """Whether the product has made the class or what it builds on, and not libraries alone, nor a test one of its own."""
    makers = [each.__module__.split(".")[0] for each in kind.mro()]
    return "tests" not in makers and bool({"runlog", "injuries"} & set(makers))


def controls_of(form: BaseForm) -> tuple[Control, ...]:
    """What the fields of a form send, drawn plainly."""
    fields: list[BoundField] = list(form)
    html = f"<form>{''.join(str(field) for field in fields)}</form>"
    return tuple(control for door in forms_of(html, "/", "") for control in door.controls)
