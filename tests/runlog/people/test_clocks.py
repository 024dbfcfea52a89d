"""What pages of an account and of coaching date is dated on the reader's own clocks."""

from datetime import date, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from runlog.core.day_words import write_day
from runlog.people.coaching_actions import begin, end
from runlog.people.grants import OPEN_END, Terms
from runlog.people.models import Invitation, User
from tests.support.clock import FAR_FROM_UTC, Clock
from tests.support.sharing import invitation

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.parametrize(("zone", "at", "on"), FAR_FROM_UTC)]


def move(person: User, zone: str) -> None:
    """Have somebody live elsewhere."""
    person.time_zone = zone
    person.save()


def test_coaches_since_when_and_until_when(
    ann: User, carl: User, dora: User, ann_client: Client, clock: Clock, zone: str, at: str, on: date
) -> None:
    move(ann, zone)
    clock(at)
    link, former = (begin(coach=coach, athlete=ann, terms=Terms(training=OPEN_END), now=timezone.now()) for coach in (carl, dora))
    end(former, by=ann, now=timezone.now())
    invitation(ann, "coach@example.org")
    page, today = ann_client.get("/coaches/").content.decode(), write_day(on, "j M Y")
    assert f"since {today}" in page
    assert f"{today}</time><b>Dora" in page
    assert f"waits for an answer until {write_day(on + timedelta(days=Invitation.DAYS), 'j M Y')}" in page
    own = ann_client.get(f"/coaches/{link.pk}/").content.decode()
    assert f"coaches you since {today}" in own
    assert f">{write_day(on, 'j M')}</time>" in own


def test_invitations_of_a_coach(carl: User, carl_client: Client, clock: Clock, zone: str, at: str, on: date) -> None:
    move(carl, zone)
    clock(at)
    invitation(carl, "runner@example.org", role="athlete")
    last = write_day(on + timedelta(days=Invitation.DAYS), "j M Y")
    assert f"waits for an answer until {last}" in carl_client.get("/athletes/").content.decode()


def test_passkeys(ann: User, ann_client: Client, clock: Clock, zone: str, at: str, on: date) -> None:
    move(ann, zone)
    clock(at)
    made = {"name": "My phone", "credential": {}}
    Authenticator.objects.create(user=ann, type=Authenticator.Type.WEBAUTHN, data=made, created_at=datetime.fromisoformat(at))
    assert f">{write_day(on, 'D j M')}</time>" in ann_client.get("/account/2fa/").content.decode()
