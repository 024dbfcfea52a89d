"""What the body said: pain scores, leg reports, warning-sign checks, home care, appointments; `None` is "not recorded"."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from injuries.symptoms.choices import AppointmentWith, Area, AuditWhat, HomeCareKind, PainMoment, Resolved, Side
from injuries.symptoms.signs import FOLLOW_UPS, SIGN_KEYS
from injuries.symptoms.ticked import Ticked, what_was_ticked
from injuries.symptoms.weight import check_level
from runlog.core.constraints import one_of, within
from runlog.core.models import DatedRecord, Record, TimedRecord, score_field
from runlog.people.grants import Grant
from runlog.training.models import Run


class PainScore(TimedRecord):
    """One score on the 0-10 numeric rating scale (NRS)."""

    MOMENT = "at"

    SHOWN_BY = Grant.PAIN
    FIELDS_SHOWN_BY = {"note": Grant.NOTES}

    Area = Area

    BACK_AREAS = (Area.LOWER_BACK, Area.MID_BACK, Area.BUTTOCK)

    Side = Side

    Moment = PainMoment

    at = models.DateTimeField(_("when"))
    score = score_field(verbose_name=_("score"))
    area = models.CharField(_("where"), max_length=17, choices=Area.choices, default=Area.LOWER_BACK)
    side = models.CharField(_("side"), max_length=6, choices=Side.choices, null=True, blank=True)
    # Not called `moment`, which is the instant of every timed record.
    moment_of_day = models.CharField(_("moment"), max_length=10, choices=Moment.choices, null=True, blank=True)
    run = models.ForeignKey(Run, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    worse_with_impact = models.BooleanField(_("worse with impact"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=10_000, null=True, blank=True)

    class Meta(TimedRecord.Meta):
        constraints = [
            *TimedRecord.Meta.constraints,
            within("score", 0, 10),
            one_of("area", Area.values),
            one_of("side", Side.values),
            one_of("moment_of_day", PainMoment.values),
        ]

    def __str__(self) -> str:
        return f"{self.local_on}: {self.score}"


class Resolvable(TimedRecord):
    """A report about warning signs, closed by a clinician's look or as a mistake."""

    How = Resolved

    resolved_on = models.DateField(null=True, blank=True)
    resolved_how = models.CharField(max_length=17, choices=How.choices, null=True, blank=True)
    resolved_reason = models.TextField(max_length=10_000, null=True, blank=True)

    class Meta(TimedRecord.Meta):
        abstract = True
        constraints = [
            *TimedRecord.Meta.constraints,
            one_of("resolved_how", Resolved.values),
            CheckConstraint(
                condition=Q(resolved_on__isnull=True, resolved_how__isnull=True, resolved_reason__isnull=True)
                | Q(resolved_on__isnull=False, resolved_how__isnull=False),
                name="%(app_label)s_%(class)s_resolved_whole",
            ),
        ]

    def is_closed(self, today: date) -> bool:
        """Tell whether it is resolved by today, or by its own day, made further east; what is dated later has not happened yet."""
        return self.resolved_on is not None and self.resolved_on <= max(today, self.local_on)


class LegReport(Resolvable):
    """A leg felt weak, lazy or dragged; six follow-ups, each `None` until answered."""

    MOMENT = "at"

    SHOWN_BY = Grant.PAIN
    FIELDS_SHOWN_BY = {"resolved_reason": Grant.NOTES}

    at = models.DateTimeField(_("when"))
    run = models.ForeignKey(Run, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    both_legs = models.BooleanField(null=True, blank=True)
    cannot_lift_foot = models.BooleanField(null=True, blank=True)
    catching = models.BooleanField(null=True, blank=True)
    numbness = models.BooleanField(null=True, blank=True)
    lasting = models.BooleanField(null=True, blank=True)
    worsening = models.BooleanField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.local_on}"

    @property
    def answers(self) -> dict[str, bool | None]:
        """The six follow-ups by key."""
        return {key: getattr(self, key) for key in FOLLOW_UPS}

    @property
    def ticked(self) -> Ticked:
        """What was answered with yes, in words."""
        return what_was_ticked([], [self])


class SignCheck(Resolvable):
    """Answers to the warning signs; a sign without an answer is not in `answers`.

    A coach is shown its level and date: nobody but the athlete sees the answers (product.md, guidance section 9).
    """

    MOMENT = "at"

    SHOWN_BY = Grant.PAIN
    FIELDS_SHOWN_BY = {"answers": Record.NOBODY, "resolved_reason": Record.NOBODY}

    at = models.DateTimeField(_("when"))
    answers: Any = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.local_on}"

    @cached_property
    def level(self) -> str | None:
        """The highest level that the answers mean, None where none means any."""
        return check_level(self.answers)

    def hide(self, names: Iterable[str]) -> None:
        """Keep the level, which is worked out from the answers, and no answer."""
        hidden = set(names)
        if "answers" in hidden:
            # Worked out once and kept: see `level`.
            vars(self)["level"], self.answers = self.level, {}
        super().hide(hidden - {"answers"})

    @property
    def open_signs(self) -> tuple[str, ...]:
        """The signs that have no answer yet, in the order in which they are asked."""
        return tuple(key for key in SIGN_KEYS if key not in self.answers)

    @property
    def ticked(self) -> Ticked:
        """What was answered with yes and with not sure, in words."""
        return what_was_ticked([self], [])


class AuditEntry(models.Model):
    """What was answered, raised or resolved about warning signs, and when; never changed, never deleted but with the account."""

    What = AuditWhat

    athlete = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=32)
    log_id = models.CharField(max_length=64)
    at = models.DateTimeField()
    what = models.CharField(max_length=12, choices=What.choices)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["athlete", "kind", "log_id"], name="audit_by_record")]
        constraints = [one_of("what", ["answered", "resolved", "getting_help"])]

    def __str__(self) -> str:
        return f"{self.what} {self.kind} {self.log_id}"


class HomeCare(DatedRecord):
    """What was tried at home on a day."""

    SHOWN_BY = Grant.PAIN
    FIELDS_SHOWN_BY = {"note": Grant.NOTES}

    Kind = HomeCareKind

    kinds = models.JSONField(default=list, blank=True)
    note = models.TextField(_("note"), max_length=10_000, null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.local_on}"

    @property
    def kinds_in_words(self) -> str:
        """What was tried, as people read it."""
        return ", ".join(str(HomeCareKind(kind).label) for kind in self.kinds)


class Onset(Record):
    """The athlete's correction of the day on which an episode's pain began; its log id is `opened_on`."""

    SHOWN_BY = Grant.PAIN

    opened_on = models.DateField()
    onset_on = models.DateField()

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            CheckConstraint(condition=Q(onset_on__lte=F("opened_on")), name="symptoms_onset_not_after_opening"),
        ]

    def __str__(self) -> str:
        return f"{self.opened_on}: {self.onset_on}"


class Appointment(DatedRecord):
    """An appointment about the back. Its date is shown with the pain, all else that was prepared and said with the notes."""

    SHOWN_BY = Grant.PAIN
    FIELDS_SHOWN_BY = dict.fromkeys(
        ("with_whom", "questions", "advice", "how_it_began", "medicines", "past_episodes", "other_conditions", "goals"), Grant.NOTES
    )

    With = AppointmentWith

    with_whom = models.CharField(_("with"), max_length=15, choices=With.choices)
    cancelled = models.BooleanField(_("cancelled"), null=True, blank=True)
    attended = models.BooleanField(_("attended"), null=True, blank=True)
    questions = models.JSONField(null=True, blank=True)
    advice = models.TextField(_("advice"), max_length=10_000, null=True, blank=True)
    how_it_began = models.TextField(_("how it began"), max_length=10_000, null=True, blank=True)
    medicines = models.TextField(_("medicines"), max_length=10_000, null=True, blank=True)
    past_episodes = models.TextField(_("past episodes"), max_length=10_000, null=True, blank=True)
    other_conditions = models.TextField(_("other conditions"), max_length=10_000, null=True, blank=True)
    goals = models.TextField(_("goals"), max_length=10_000, null=True, blank=True)

    class Meta(DatedRecord.Meta):
        constraints = [*DatedRecord.Meta.constraints, one_of("with_whom", AppointmentWith.values)]

    def __str__(self) -> str:
        return f"{self.local_on}"

    @property
    def texts(self) -> list[str]:
        """What was prepared and what was said, without what is empty."""
        others = (self.how_it_began, self.medicines, self.past_episodes, self.other_conditions, self.goals, self.advice)
        return [*(self.questions or ()), *(text for text in others if text)]
