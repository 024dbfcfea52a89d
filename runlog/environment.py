"""Reads the settings that come from the environment; a wrong one stops the start with a sentence."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import dj_email_url
from django.core.exceptions import ImproperlyConfigured


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
        value = self.text(name)
        if not value:
            return default
        if value.lower() in {"1", "true", "yes", "on"}:
            return True
        if value.lower() in {"0", "false", "no", "off"}:
            return False
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")

    def names(self, name: str) -> list[str]:
        """Return a comma-separated list."""
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def secret_key(self, folder: Path) -> str:
        """Return SECRET_KEY, else the key kept in `folder` by an earlier start."""
        value = self.text("SECRET_KEY")
        if value:
            if len(value) < 32:
                raise ImproperlyConfigured("SECRET_KEY is too short: it needs 32 characters or more.")
            return value
        kept = folder / "secret_key"
        if kept.exists():
            return kept.read_text().strip()
        raise ImproperlyConfigured(f"There is no secret key: set SECRET_KEY, or run `make run` once, which keeps one in {kept}.")

    def database(self, embedded: Path) -> dict[str, object]:
        """Return Django's database settings from DATABASE_URL, else those of the SQLite file `embedded`."""
        url = self.text("DATABASE_URL")
        if not url:
            return _sqlite(str(embedded))
        scheme = urlsplit(url).scheme
        if scheme not in {"sqlite", "postgres", "postgresql"}:
            raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgresql://.")
        try:
            settings = dict(dj_database_url.parse(url))
        except (ValueError, dj_database_url.ParseError) as error:
            raise ImproperlyConfigured("DATABASE_URL cannot be read: it should look like postgresql://user:password@host:5432/name.") from error
        if not settings.get("NAME"):
            raise ImproperlyConfigured("DATABASE_URL names no database: it should look like postgresql://user:password@host:5432/name.")
        if scheme == "sqlite":
            return _sqlite(str(settings["NAME"]))
        return {**settings, "CONN_MAX_AGE": 0, "OPTIONS": {**settings.get("OPTIONS", {}), "pool": True}}

    def email(self, folder: Path) -> dict[str, object]:
        """Return Django's mail settings from EMAIL_URL, else those that write every mail to `folder`."""
        url = self.text("EMAIL_URL")
        if not url:
            return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": str(folder)}
        if urlsplit(url).scheme not in {"smtp", "smtps", "smtp+tls", "smtp+ssl", "console", "file"}:
            raise ImproperlyConfigured("EMAIL_URL must begin with smtp://, smtp+tls:// or smtp+ssl://.")
        try:
            return dict(dj_email_url.parse(url))
        except ValueError as error:
            raise ImproperlyConfigured("EMAIL_URL cannot be read: it should look like smtp+tls://user:password@host:587.") from error


def _sqlite(name: str) -> dict[str, object]:
    # Immediate transactions and WAL: writers queue up for the 20 seconds instead of failing with "database is locked".
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
