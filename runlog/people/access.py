"""The one door to people's data: whoever wants a row of somebody's log asks here for it, and every look of another is noted.

`own` is the athlete's own door. `let_in` is a coach's: it takes an accepted link that has not ended, gives a `Sight` that says which
of the athlete's grants hold today, and notes the look. `rows` and `cut` then give what such a sight shows: the kinds of record of
its grants, and of these the fields.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import F, Model, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from runlog.core.models import Job, Record, RecordQuerySet
from runlog.people.grants import ALL_GRANTS, Grant
from runlog.people.models import CoachingLink, Look, User

M = TypeVar("M", bound=Model)
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Sight:
    """What one reader sees of one athlete's log; `today` is the athlete's. Without a link the reader is the athlete."""

    athlete: User
    today: date
    grants: frozenset[Grant] = ALL_GRANTS
    link: CoachingLink | None = None
    # The athlete looks at what the coach of the link sees.
    is_preview: bool = False

    @property
    def is_own(self) -> bool:
        """Whether nothing is cut."""
        return self.link is None

    def address(self, page: str, *parts: object) -> str:
        """Return the address of a page about the athlete, for the coach or for the athlete who looks at the same."""
        if self.is_preview and self.link is not None:
            return reverse(f"seen_{page}", args=[self.link.pk, *parts])
        return reverse(f"athlete_{page}", args=[self.athlete.pk, *parts])

    @property
    def training(self) -> bool:
        """Whether runs, walks, strength sessions and shoes are shown."""
        return Grant.TRAINING in self.grants

    @property
    def pain(self) -> bool:
        """Whether what the back and the legs said is shown, and all flags."""
        return Grant.PAIN in self.grants

    @property
    def notes(self) -> bool:
        """Whether free texts are shown."""
        return Grant.NOTES in self.grants

    @property
    def shows_any(self) -> bool:
        """Whether any entry is shown: notes stand on those of the other two."""
        return self.training or self.pain

    def may(self, needs: Iterable[Grant]) -> bool:
        """Tell whether a page opens that needs one of some grants, or none at all."""
        needs = frozenset(needs)
        return not needs or not needs.isdisjoint(self.grants)


def own(source: type[M] | QuerySet[M], user: AbstractBaseUser | AnonymousUser, pk: int) -> M:
    """Return the user's own row of the model or queryset. Raises Http404 for every other, as if it did not exist. One query.

    Whatever a queryset selects, prefetches, locks or filters holds. It opens to nobody else, whatever they were granted.
    """
    rows = source.all() if isinstance(source, QuerySet) else source._default_manager.all()
    return get_object_or_404(rows.filter(athlete_id=user.pk), pk=pk)


def own_job(user: AbstractBaseUser | AnonymousUser, pk: int) -> Job:
    """Return a job that the user has started. Raises Http404 for every other, as if it did not exist. One query."""
    return get_object_or_404(Job, pk=pk, owner_id=user.pk)


def own_sight(athlete: User, now: datetime) -> Sight:
    """Return what somebody sees of their own log: everything."""
    return Sight(athlete, athlete.today(now))


def sight_of(link: CoachingLink, now: datetime, *, needs: Iterable[Grant] = (), is_preview: bool = False) -> Sight:
    """Return what the coach of a link, which has not ended, sees at `now`. Raises Http404 where none holds of the grants it needs one of.

    Notes nothing: whoever shows it to the coach does that.
    """
    today = link.athlete.today(now)
    sight = Sight(link.athlete, today, link.terms.on(today), link, is_preview)
    if not sight.may(needs):
        raise Http404
    return sight


def let_in(coach: User, athlete: int, what: Look.What, now: datetime, *, needs: Iterable[Grant] = ()) -> Sight:
    """Return what a coach sees of the athlete with that key, and note the look. Two queries or three, and more for the first of a day.

    Raises Http404 where no accepted link stands, or none of the grants holds today of which the page needs one, as if it did not exist.
    A page that shows nothing of the log is no look.
    """
    sight = sight_of(link_to(coach, athlete), now, needs=needs)
    if sight.grants:
        note_looks(coach, {sight.athlete.pk: sight.today}, what, now)
    if what == Look.What.TODAY:
        athletes_of([coach]).filter(athlete=sight.athlete).update(opened_at=now)
    return sight


def link_to(coach: User, athlete: int) -> CoachingLink:
    """Return the accepted link, for what shows nothing of the log, such as the coach's own notes. One query; raises Http404."""
    return get_object_or_404(athletes_of([coach]).select_related("athlete"), athlete_id=athlete)


def preview(athlete: User, link: int, now: datetime, *, needs: Iterable[Grant] = ()) -> Sight:
    """Return what the coach of the athlete's own link of that key sees, for the athlete to see it too. One query."""
    links = CoachingLink.objects.filter(_shows(), athlete=athlete).select_related("athlete", "coach")
    return sight_of(get_object_or_404(links, pk=link), now, needs=needs, is_preview=True)


def athletes_of(coaches: Iterable[User | int]) -> QuerySet[CoachingLink]:
    """Return the links of everybody who has accepted one of the coaches and is not leaving, for lists of one coach's athletes.

    Lists cut what they show by `Terms`, and note each look by `note_looks`.
    """
    return CoachingLink.objects.filter(_shows(), coach__in=list(coaches))


def _shows() -> Q:
    """Return the condition for links that open a log: whoever has asked to have theirs deleted shows it to nobody any more."""
    return Q(ended_at=None, athlete__deletion_due_at=None)


def note_looks(viewer: User, days: Mapping[int, date], what: Look.What, now: datetime) -> None:
    """Note that somebody has looked at some athletes' data; `days` holds the day in each one's own calendar, by key.

    One row a day and kind, counted up: one query, and two more for the first look of a day.
    """
    with transaction.atomic():
        if _count_up(viewer, days, what, now) == len(days):
            return
        # Some have no row yet. Which they are is not asked: another first look may make them at this moment, and none would count this one.
        transaction.set_rollback(True)
    rows = (Look(viewer=viewer, athlete_id=athlete, what=what, on=day, last_at=now) for athlete, day in days.items())
    # Made with a count of 0, so that two first looks at once both count.
    Look.objects.bulk_create(rows, ignore_conflicts=True)
    _count_up(viewer, days, what, now)


def _count_up(viewer: User, days: Mapping[int, date], what: Look.What, now: datetime) -> int:
    found = Look.objects.filter(_on(days), viewer=viewer, what=what) if days else Look.objects.none()
    return found.update(count=F("count") + 1, last_at=now)


def _on(days: Mapping[int, date]) -> Q:
    by_day: dict[date, list[int]] = defaultdict(list)
    for athlete, day in days.items():
        by_day[day].append(athlete)
    found = Q(pk__in=[])
    for day, athletes in by_day.items():
        found |= Q(on=day, athlete__in=athletes)
    return found


def rows(model: type[R], sight: Sight) -> RecordQuerySet:
    """Return the records of a kind that a sight shows, none where its grants do not; what they hold is cut by `cut`."""
    found: RecordQuerySet = model.objects.filter(athlete=sight.athlete)
    return found if sight.is_own else found.filter(model.shown_by(sight.grants))


def cut(records: Iterable[R], sight: Sight) -> Sequence[R]:
    """Return the records without what the sight does not show; they must not be saved afterwards."""
    found = list(records)
    if not sight.is_own:
        for record in found:
            record.hide(name for name, grant in record.FIELDS_SHOWN_BY.items() if grant not in sight.grants)
    return found
