"""Entering that a clinician has reviewed the warning signs."""

from datetime import date, datetime

from django.db import transaction

from injuries.guidance.models import SignOff
from injuries.guidance.sign_offs import standing
from runlog.people.models import User


class NotWhatWasRead(Exception):
    """The questions, levels or texts are not those that the page showed."""


@transaction.atomic
def sign_off(*, clinician: str, profession: str, signed_on: date, note: str, digest: str, by: User, now: datetime) -> SignOff:
    """Keep a sign-off of what has this digest; the same again is the same. Raises NotWhatWasRead."""
    # The curator's row is held, so that a double click waits and finds the first.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if standing(by.today(now)).digest != digest:
        raise NotWhatWasRead
    said = {"clinician": clinician, "profession": profession, "signed_on": signed_on, "note": note, "digest": digest}
    return SignOff.objects.get_or_create(**said, entered_by=by, defaults={"entered_at": now})[0]
