"""The settings of an installation that others reach: nothing for `check --deploy` to say, and what browsers are told there."""

import json
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from runlog.environment import ROOT
from tests.support.started import plain_environment

HOST = "log.example.org"
ASK = """
import json, django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
client = Client(enforce_csrf_checks=True, headers={"Host": settings.ALLOWED_HOSTS[0]})
from runlog.people.models import User
User.objects.create_user("ann@example.org", "a pair of old shoes")
settings.ACCOUNT_EMAIL_VERIFICATION = "none"
page = client.get("/account/login/", secure=settings.HTTPS)
token = client.cookies[settings.CSRF_COOKIE_NAME].value
sent = {"login": "ann@example.org", "password": "a pair of old shoes", "csrfmiddlewaretoken": token}
headers = {"Referer": f"https://{settings.ALLOWED_HOSTS[0]}/account/login/"}
client.post("/account/login/", sent, secure=settings.HTTPS, headers=headers)
plain = client.get("/privacy/")
keys = ("secure", "httponly", "samesite", "path", "domain")
cookies = {name: {key: cookie[key] for key in keys} for name, cookie in client.cookies.items()}
print(json.dumps({"headers": dict(page.headers), "cookies": cookies, "plain": [plain.status_code, plain.headers.get("Location", "")]}))
"""


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """Return the environment of an installation in that folder."""
    given = {"DATA_DIR": str(folder), "SECRET_KEY": secrets.token_urlsafe(64), "DJANGO_SETTINGS_MODULE": "runlog.settings"}
    (folder / "static").mkdir(exist_ok=True)
    (folder / "static" / "staticfiles.json").write_text(manifest())
    # Set by the tests that drive a browser, and a fault anywhere else.
    return {name: value for name, value in plain_environment(**given, **variables).items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}


def manifest() -> str:
    """Return names for the files that pages ask for, as collecting them would; none of them is asked for here."""
    static = ROOT / "static"
    names = [str(path.relative_to(static)) for path in static.rglob("*") if path.is_file()]
    return json.dumps({"version": "1.1", "paths": {name: name for name in names}, "hash": ""})


def public(folder: Path, **variables: str) -> dict[str, str]:
    """Return the environment of an installation that others reach."""
    return environment(
        folder, **{"ALLOWED_HOSTS": HOST, "BEHIND_PROXY": "1", "EMAIL_URL": "submission://a:b@mail.example.org:587", **variables}
    )


def run(where: dict[str, str], *command: str) -> "subprocess.CompletedProcess[str]":
    """Run Python there."""
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=where, capture_output=True, text=True)


def check(where: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run Django's checks for an installation."""
    return run(where, "manage.py", "check", "--deploy", "--fail-level", "WARNING")


def asked(where: dict[str, str]) -> dict[str, Any]:
    """Return what a browser is told there."""
    done = run(where, "-c", ASK)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_checks_have_nothing_to_say(tmp_path: Path) -> None:
    done = check(public(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "WARNINGS" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("variables", "said"),
    [({"HTTPS": "0"}, "security.W012"), ({"DEBUG": "1"}, "security.W018"), ({"HSTS_SUBDOMAINS": "0"}, "security.W005")],
)
def test_weaker_settings_are_said(tmp_path: Path, variables: dict[str, str], said: str) -> None:
    done = check(public(tmp_path, **variables))
    assert done.returncode != 0
    assert said in done.stderr


def test_public_installation(tmp_path: Path) -> None:
    said = asked(public(tmp_path))
    assert said["headers"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert said["headers"]["Content-Security-Policy"].count("default-src 'self'") == 1
    assert set(said["cookies"]) == {"__Host-sessionid", "__Host-csrftoken"}
    for cookie in said["cookies"].values():
        assert cookie == {"secure": True, "httponly": True, "samesite": "Lax", "path": "/", "domain": ""}
    assert said["plain"] == [301, f"https://{HOST}/privacy/"]


def test_machine_of_ones_own(tmp_path: Path) -> None:
    """Nothing of HTTPS: there is no certificate on it, and a browser that remembered would be shut out."""
    said = asked(environment(tmp_path))
    assert "Strict-Transport-Security" not in said["headers"]
    assert set(said["cookies"]) == {"sessionid", "csrftoken"}
    assert said["plain"] == [200, ""]
