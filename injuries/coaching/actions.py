"""What a coach writes: notes with the day to look again, and labels. Nothing here touches a log."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from injuries.coaching.models import CoachNote, Label
from runlog.people.models import CoachingLink


def write_note(*, link: CoachingLink, form_id: str, text: str, revisit_on: date | None, now: datetime) -> CoachNote:
    """Write a note; the same form again is the same note."""
    values = {"text": text, "revisit_on": revisit_on}
    note, _made = CoachNote.objects.update_or_create(link=link, form_id=form_id, defaults=values, create_defaults=values | {"at": now})
    return note


def delete_note(note: CoachNote) -> None:
    """Delete a note for good; a second time changes nothing."""
    CoachNote.objects.filter(pk=note.pk).delete()


@transaction.atomic
def set_labels(link: CoachingLink, names: Iterable[str]) -> None:
    """Give an athlete these labels and no others."""
    wanted = set(names)
    Label.objects.filter(link=link).exclude(name__in=wanted).delete()
    Label.objects.bulk_create([Label(link=link, name=name) for name in sorted(wanted)], ignore_conflicts=True)
