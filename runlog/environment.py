"""Reads the settings that come from the environment; a wrong one stops the start with a sentence."""

import os
from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import dj_email_url
from django.core.exceptions import ImproperlyConfigured
from django.http.request import split_domain_port

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_KEY = 32
DATABASE_LOOKS = "it should look like postgresql://user:password@host:5432/name"
MAIL_LOOKS = "it should look like submission://user:password@host:587"
MAIL_WAIT_S = 10
# How long a page waits for a connection before it says that there is none, and the longest that passes from one try to reach a server
# that was away to the next, in seconds.
POOL = {"timeout": 5, "reconnect_timeout": 5}
ON = {"1", "true", "yes", "on"}
OFF = {"0", "false", "no", "off"}


class Environment:
    """One process's environment, read by name; every error names the variable and what it should be."""

    def __init__(self, variables: Mapping[str, str] = os.environ) -> None:
        """Read from `variables`; a variable set to white space counts as not set."""
        self._variables = {name: value.strip() for name, value in variables.items()}

    def text(self, name: str, default: str = "") -> str:
        """Return the variable as it stands."""
        return self._variables.get(name) or default

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a switch: 1, true, yes, on or 0, false, no, off."""
        value = self.text(name, "1" if default else "0").lower()
        if value not in ON | OFF:
            raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
        return value in ON

    def number(self, name: str, *, default: int, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`."""
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
            raise ImproperlyConfigured(f"{name} must be a whole number from {low} to {high}, not {value!r}.")
        return int(value)

    def folder(self, name: str, default: Path) -> Path:
        """Return a folder as an absolute path; it need not be there yet."""
        return Path(self.text(name, str(default))).expanduser().absolute()

    def hosts(self, name: str) -> list[str]:
        """Return a comma-separated list of host names, `.example.org` meaning every name under it."""
        hosts = [part.strip() for part in self.text(name).split(",") if part.strip()]
        for host in hosts:
            domain, port = split_domain_port(host.removeprefix("."))
            if not domain or port:
                raise ImproperlyConfigured(f"{name} must list host names alone, as in runlog.example.org, not {host!r}.")
        return hosts

    def words(self, name: str, *, known: tuple[str, ...]) -> frozenset[str]:
        """Return a comma-separated list of some of the words `known`."""
        words = frozenset(part.strip().lower() for part in self.text(name).split(",") if part.strip())
        if words - set(known):
            raise ImproperlyConfigured(f"{name} must list some of {', '.join(known)}, not {', '.join(sorted(words - set(known)))!r}.")
        return words

    def sender(self, name: str, default: str) -> str:
        """Return whom mails are from: an address, or a name with an address in angle brackets."""
        value = self.text(name, default)
        _, address = parseaddr(value)
        if "@" not in address or address.startswith("@") or address.endswith("@"):
            raise ImproperlyConfigured(f"{name} must be an e-mail address such as Runlog <runlog@example.org>, not {value!r}.")
        return value

    def secret_key(self, folder: Path) -> str:
        """Return SECRET_KEY, else the key that `make run` keeps in `folder`."""
        kept = folder / "secret_key"
        key = self.text("SECRET_KEY") or (kept.read_text().strip() if kept.is_file() else "")
        if not key and not kept.exists():
            raise ImproperlyConfigured(f"There is no secret key: set SECRET_KEY, or run `make run` once, which keeps one in {kept}.")
        if len(key) < SHORTEST_KEY:
            where = "SECRET_KEY" if self.text("SECRET_KEY") else f"The secret key in {kept}"
            raise ImproperlyConfigured(f"{where} is too short: it needs {SHORTEST_KEY} characters or more.")
        return key

    def database(self, embedded: Path) -> dict[str, object]:
        """Return Django's database settings from DATABASE_URL, else those of the SQLite file `embedded`."""
        url = self.text("DATABASE_URL")
        if not url:
            return sqlite(embedded)
        try:
            scheme = urlsplit(url).scheme
            read: dict[str, Any] | None = dict(dj_database_url.parse(url)) if scheme in {"sqlite", "postgres", "postgresql"} else None
        except (ValueError, dj_database_url.ParseError) as error:
            raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {DATABASE_LOOKS}.") from error
        if read is None:
            raise ImproperlyConfigured("DATABASE_URL must begin with postgresql:// or sqlite:///.")
        if read["NAME"] in {"", ":memory:"}:
            raise ImproperlyConfigured(f"DATABASE_URL names no database: {DATABASE_LOOKS}.")
        if scheme == "sqlite":
            return sqlite(Path(str(read["NAME"])).absolute())
        # The pool keeps connections open between requests, so Django itself must not. It tries each before it gives it out.
        options = {"pool": dict(POOL), "connect_timeout": 5, **read.get("OPTIONS", {})}
        return {**read, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}

    def email(self, folder: Path) -> dict[str, object]:
        """Return Django's mail settings from EMAIL_URL, else those that write every mail to `folder`."""
        url = self.text("EMAIL_URL")
        if not url:
            return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": str(folder)}
        scheme, _, rest = url.partition("://")
        if scheme not in {"smtp", "smtps", "submission"}:
            raise ImproperlyConfigured("EMAIL_URL must begin with submission:// (STARTTLS), smtps:// (TLS) or smtp:// (neither).")
        try:
            # The library reads smtps as STARTTLS; the name has always meant TLS from the first byte.
            read = dict(dj_email_url.parse(f"smtp://{rest}" if scheme == "smtps" else url))
        except ValueError as error:
            raise ImproperlyConfigured(f"EMAIL_URL cannot be read: {MAIL_LOOKS}.") from error
        if not urlsplit(url).hostname:
            raise ImproperlyConfigured(f"EMAIL_URL names no host: {MAIL_LOOKS}.")
        read["EMAIL_TIMEOUT"] = read["EMAIL_TIMEOUT"] or MAIL_WAIT_S
        if scheme == "smtps":
            read |= {"EMAIL_USE_SSL": True, "EMAIL_USE_TLS": False, "EMAIL_PORT": urlsplit(url).port or 465}
        return read


def data_folder() -> Path:
    """Return DATA_DIR, the folder of everything that an installation keeps: database, key, mails, collected static files."""
    return Environment().folder("DATA_DIR", ROOT / "var")


def sqlite(file: Path) -> dict[str, object]:
    """Return Django's settings for an SQLite file that several processes write to."""
    # Immediate transactions and WAL: writers queue up for the 20 seconds instead of failing with "database is locked".
    # What is deleted is overwritten with zeros, not merely left out.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        },
    }
