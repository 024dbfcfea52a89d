"""What a coach writes about an athlete, for nobody else: notes with the day to look again, and labels."""

from django.db import models

from runlog.people.models import CoachingLink

NOTE_LENGTH = 10_000
LABEL_LENGTH = 40


class CoachNote(models.Model):
    """A private note; with a day to look again it deals with the athlete's row in the roster until then, or until the next note."""

    link = models.ForeignKey(CoachingLink, on_delete=models.CASCADE, related_name="notes")
    # The id of its form: sent twice, it is one note.
    form_id = models.CharField(max_length=64)
    text = models.TextField(max_length=NOTE_LENGTH)
    revisit_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "form_id"], name="coaching_coachnote_form")]
        indexes = [models.Index(fields=["link", "-at"], name="coachnote_by_date")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class Label(models.Model):
    """A word of the coach's own for an athlete, such as a group."""

    link = models.ForeignKey(CoachingLink, on_delete=models.CASCADE, related_name="labels")
    name = models.CharField(max_length=LABEL_LENGTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "name"], name="coaching_label_once")]

    def __str__(self) -> str:
        return self.name
