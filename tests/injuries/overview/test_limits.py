"""Limits: what is sent too often is answered plainly and keeps what was typed; nothing of the log has one."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.core import ratelimit
from allauth.core.internal import ratelimit as inner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from injuries.symptoms.models import LegReport, PainScore, SignCheck
from injuries.symptoms.signs import SIGNS
from runlog.core.pages import new_form_id
from runlog.imports.models import Batch
from runlog.people.models import User
from runlog.training.models import Run
from tests.injuries.overview.test_check_card import typed
from tests.support.clock import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhausted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every limit is reached."""
    monkeypatch.setattr(inner, "consume", lambda *args, **kwargs: None)
    monkeypatch.setattr(ratelimit, "consume", lambda *args, **kwargs: False)


@pytest.mark.usefixtures("exhausted", "clock")
def test_log_knows_no_limit(ann: User, ann_client: Client) -> None:
    assert ann_client.post("/runs/new/", typed(ann_client, during="8")).status_code == 302
    assert ann_client.post("/check-in/", {"id": new_form_id(ann, "pain"), "score": "4"}).status_code == 302
    fever = dict.fromkeys(SIGNS, "") | {"id": new_form_id(ann, "check"), "fever": "yes"}
    assert ann_client.post("/checks/new/", fever).status_code == 302
    assert ann_client.post("/legs/new/", {"id": new_form_id(ann, "leg"), "both_legs": "yes"}).status_code == 302
    assert (Run.objects.count(), PainScore.objects.count(), LegReport.objects.count()) == (1, 2, 1)
    assert SignCheck.objects.filter(answers__fever="yes").exists()
    assert ann_client.get("/warning-signs/").status_code == 200


@pytest.mark.usefixtures("exhausted")
@pytest.mark.parametrize("page", ["/account/login/", "/account/signup/", "/account/password/reset/"])
def test_what_was_typed_is_kept_but_for_secrets(client: Client, page: str) -> None:
    typed = {"login": "ann@example.org", "email": "ann@example.org", "consent": "on", "next": "/runs/new/"}
    answer = client.post(page, {**typed, "password": "se-cret", "password1": "se-cret"})
    said = answer.content.decode()
    if answer.status_code == 429:
        assert answer.headers["Retry-After"] == "60"
        assert f'<form method="post" action="{page}">' in said
        assert 'name="next" value="/runs/new/"' in said
    else:
        assert "Too many tries" in said
    assert 'value="ann@example.org"' in said
    assert "se-cret" not in said


def open_import(client: Client, user: User) -> Any:
    return client.post("/import/upload/", {"id": new_form_id(user, "import")})


def test_imports_have_a_limit_an_hour(ann: User, ann_client: Client, eve: User, eve_client: Client) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        first = new_form_id(ann, "import")
        assert ann_client.post("/import/upload/", {"id": first}).status_code == 200
        assert {open_import(ann_client, ann).status_code for _ in range(59)} == {200}
        refused = open_import(ann_client, ann)
        assert refused.status_code == 429
        assert "choose the files again" in refused.json()["problem"]
        form = ann_client.post("/import/", {"id": new_form_id(ann, "import"), "chosen": SimpleUploadedFile("a.gpx", b"x")})
        assert form.status_code == 429
        assert "begun many imports" in form.content.decode()
        assert ann_client.post("/import/upload/", {"id": first}).status_code == 200, "one that is under way goes on"
        assert open_import(eve_client, eve).status_code == 200
        assert Batch.objects.filter(athlete=ann).count() == 60
        clock.shift(timedelta(hours=1, seconds=1))
        assert open_import(ann_client, ann).status_code == 200
