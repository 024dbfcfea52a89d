"""A house in which somebody lives: Ann's records of every kind, a coach, a curator, and a browser for each of them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import time
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.forms import BaseForm
from django.test import Client
from django.urls import resolve, reverse

from runlog.core.pages import new_form_id
from runlog.imports.models import Batch
from runlog.people.models import User
from tests.fuzz.doors import Control, Door, catching_forms, controls_of, doors, is_ours
from tests.fuzz.filling import Filling, as_body
from tests.house.addresses import all_addresses
from tests.support import import_rows, rows
from tests.support.cast import make_user
from tests.support.sharing import ALL, link

PIECE = {"key": "a", "name": "run.fit", "size": "5", "offset": "0"}
PASSWORDS = ("password1", "password2")
LIKELY = Filling(0, ())
LOOKING = ("Ann", "Carl", "Uma", "guest")


@dataclass(frozen=True)
class House:
    """The forms of every page, the form objects that were made for them, the session of each who looks, and what is somebody else's."""

    doors: tuple[Door, ...]
    forms: tuple[tuple[BaseForm, tuple[Control, ...]], ...]
    addresses: dict[str, str]
    sessions: dict[str, str]
    foreign: tuple[str, ...]

    def browser(self, who: str, *, is_real: bool = False) -> Client:
        """A fresh browser of somebody's: what one input does to its cookies the next one does not meet.

        `is_real`: its forms need their tokens.
        """
        client = Client(enforce_csrf_checks=is_real)
        client.cookies["csrftoken"] = "t" * 32
        if self.sessions[who]:
            client.cookies["sessionid"] = self.sessions[who]
        return client


def furnished() -> House:
    """Open every page once, as the first of them who may look there. Rows and files are left to the caller to undo."""
    people = [make_user("Ann"), make_user("Carl"), make_user("Uma", is_curator=True)]
    ann, eve = people[0], make_user("Eve")
    link(ann, people[1], *ALL)
    # Ann has a passkey, among all that is hers; Uma the app and the codes: what turns each on and off is there for one of them.
    TOTP.activate(people[2], generate_totp_secret())
    RecoveryCodes.activate(people[2])
    addresses = all_addresses(ann)
    shoe = rows.make_shoe(eve)
    foreign = (str(shoe.pk), shoe.log_id, rows.make_run(eve, shoe=shoe).log_id, new_form_id(eve, "run"), str(eve.pk))
    sessions = {user.display_name: _session(user) for user in people} | {"guest": ""}
    pages = [*addresses.values(), *_more_pages(ann, addresses)]
    empty = House((), (), addresses, sessions, foreign)
    with catching_forms() as forms:
        found = doors({who: empty.browser(who) for who in LOOKING}, pages) + _hidden_doors(ann, addresses)
        # Some forms are made only of what is sent.
        known = {door.name for door in found}
        for door in (*found, *(Door("Ann", address, "post", ()) for name, address in addresses.items() if name not in known)):
            with rolled_back():
                empty.browser(door.who).post(door.address, as_body(LIKELY.of(door.controls), door.controls))
    return House(tuple(found), tuple((form, controls_of(form)) for form in _of_each_kind(forms)), addresses, sessions, foreign)


def _of_each_kind(forms: Iterable[BaseForm]) -> Iterable[BaseForm]:
    """One of those that are of one class with the same fields: forms with choices of their own differ by those alone."""
    own = [form for form in forms if is_ours(type(form))]
    return {(type(form), tuple(form.fields), bool(form.initial)): form for form in own}.values()


def _more_pages(ann: User, addresses: dict[str, str]) -> list[str]:
    """Pages that show a form only in some state, in that state."""
    pair = rows.make_shoe(ann)
    rows.make_run(ann, shoe=pair)
    file = import_rows.make_file(Batch.objects.get(pk=resolve(addresses["import_detail"]).kwargs["pk"]))
    import_rows.make_entry(file, kind="unknown", as_kind="", sport="Parkour", gear="Red ones")
    flag = rows.make_flag(ann, rule="persistent_pain", level="notice", element="pain")
    return [
        reverse("shoe_delete", args=[pair.pk]),
        reverse("flag_detail", args=[flag.pk]),
        *(f"{addresses[name]}?mistake=why" for name in ("sign_check_resolve", "leg_resolve")),
    ]


def _hidden_doors(ann: User, addresses: dict[str, str]) -> list[Door]:
    """What scripts send, and forms of pages that take a whole story to come to."""
    piece = [Control(name, "text", (value,)) for name, value in {"id": new_form_id(ann, "import"), **PIECE}.items()]
    return [
        Door("Ann", addresses["import_upload"], "post", (*piece, Control("piece", "file", ()))),
        Door("Uma", addresses["threshold_save"], "post", ()),
        Door("guest", addresses["account_reset_password_from_key"], "post", tuple(Control(name, "password", ()) for name in PASSWORDS)),
    ]


def _session(user: Any) -> str:
    """Log somebody in who has just typed their password: some pages ask for it again after a while."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time(), "email": user.email}]
    session.save()
    return client.cookies["sessionid"].value


@contextmanager
def rolled_back() -> Iterator[None]:
    """Undo whatever the block writes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
