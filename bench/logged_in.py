"""Who is logged in on the real server: their cookies and the addresses of their own pages, written where pages.py reads them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from runlog.people.models import User
from runlog.training.models import Run


def write(file: Path, athletes: Sequence[User], coach: User) -> None:
    """Log them in, and write it down."""
    one = coach.athlete_links.order_by("pk")[1].athlete_id
    given = {
        "athletes": [_person(each, run=reverse("run_detail", args=[_latest(each).pk])) for each in athletes],
        "coach": _person(coach, athlete=reverse("athlete_detail", args=[one])),
    }
    file.write_text(json.dumps(given))


def _latest(athlete: User) -> Run:
    return Run.objects.filter(athlete=athlete).latest("started_at")


def _person(user: User, **addresses: str) -> dict[str, Any]:
    client = Client()
    client.force_login(user)
    return {"cookies": {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}, "addresses": addresses}
