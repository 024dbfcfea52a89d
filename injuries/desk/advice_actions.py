"""What curators do with a text: draft, publish, take back, roll back. Each holds the text's row, so that two do it in turn."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from injuries.desk.advice_states import TextState, state_of_text
from injuries.guidance.catalogue import elements_of_texts
from injuries.guidance.models import Advice, AdviceVersion
from runlog.people.models import User

# By then the day has begun wherever on earth somebody reads.
EARLIEST_CALENDAR = timedelta(hours=14)


@dataclass(frozen=True)
class Wording:
    """What a version says; `text` is Markdown, `sources` one line of it each."""

    title: str
    text: str
    sources: tuple[str, ...]
    review_by: date | None

    def is_of(self, version: AdviceVersion) -> bool:
        """Tell whether a version says just this."""
        return wording_of(version) == self


class Changed(Exception):
    """Somebody has changed the text since the page was opened; `state` is how it stands now."""

    def __init__(self, state: TextState) -> None:
        super().__init__(state.key)
        self.state = state


class DraftInTheWay(Exception):
    """There is a draft already, and a text has one at most."""


class InForce(Exception):
    """The version is in force somewhere already, so it cannot be taken back."""


def wording_of(version: AdviceVersion) -> Wording:
    """Return what a version says."""
    return Wording(version.title, version.text, tuple(version.sources), version.review_by)


@transaction.atomic
def save_draft(*, key: str, wording: Wording, token: str, by: User, now: datetime) -> AdviceVersion:
    """Save what was written; `token` is that of the state the page was opened in. The same again changes nothing. Raises Changed."""
    advice, state = _hold(key, by.today(now))
    draft = state.draft
    if draft and wording.is_of(draft):
        return draft
    if token != state.token:
        raise Changed(state)
    draft = draft or AdviceVersion(advice=advice, number=max((each.number for each in state.versions), default=0) + 1)
    draft.title, draft.text, draft.sources, draft.review_by = wording.title, wording.text, list(wording.sources), wording.review_by
    draft.written_by, draft.saved_at, draft.rolled_back_to = by, now, None
    draft.save()
    return draft


@transaction.atomic
def discard_draft(*, key: str, token: str, by: User, now: datetime) -> None:
    """Throw the draft away; where there is none, nothing happens. Raises Changed."""
    _advice, state = _hold(key, by.today(now))
    if state.draft is None:
        return
    if token != state.token:
        raise Changed(state)
    state.draft.delete()


@transaction.atomic
def publish(*, key: str, token: str, on: date, by: User, now: datetime) -> AdviceVersion:
    """Publish the draft from the day `on`, in each reader's own calendar; once more gives the version published. Raises Changed.

    The draft takes a number above all that were seen, so that of two versions of one day the later written is in force.
    """
    _advice, state = _hold(key, by.today(now))
    draft = state.draft
    if draft is None or token != state.token:
        done = next((each for each in state.versions if each.published_on and str(each.pk) == token.partition("-")[0]), None)
        if draft is None and done:
            return done
        raise Changed(state)
    draft.number = max(draft.number, state.next_number)
    draft.published_on = max(on, state.today)
    draft.save(update_fields=["number", "published_on"])
    return draft


@transaction.atomic
def withdraw(*, key: str, number: int, by: User, now: datetime) -> AdviceVersion:
    """Make a version that waits for its day the draft again. Raises InForce, DraftInTheWay, AdviceVersion.DoesNotExist."""
    advice, state = _hold(key, by.today(now))
    version = advice.versions.get(number=number)
    if version.published_on is None:
        return version
    if version.published_on <= (now + EARLIEST_CALENDAR).date():
        raise InForce
    if state.draft:
        raise DraftInTheWay
    version.published_on, version.saved_at = None, now
    version.save(update_fields=["published_on", "saved_at"])
    return version


@transaction.atomic
def roll_back(*, key: str, number: int, by: User, now: datetime) -> AdviceVersion:
    """Put the words of an earlier version in force from today, as a new version; what is in force already stays.

    Raises AdviceVersion.DoesNotExist.
    """
    advice, state = _hold(key, by.today(now))
    target = advice.versions.get(number=number, published_on__lte=state.today)
    current = state.current
    if current and (target == current or (current.rolled_back_to == target and current.published_on == state.today)):
        return current
    wording = wording_of(target)
    return AdviceVersion.objects.create(
        advice=advice,
        number=max(each.number for each in state.versions) + 1,
        title=wording.title,
        text=wording.text,
        sources=list(wording.sources),
        review_by=wording.review_by,
        published_on=state.today,
        written_by=by,
        saved_at=now,
        rolled_back_to=target,
    )


def _hold(key: str, today: date) -> tuple[Advice, TextState]:
    """Take the text's row, made if need be, and return how the text stands."""
    element = elements_of_texts().get(key)
    if element is not None:
        Advice.objects.get_or_create(key=key, defaults={"element": element})
    advice = Advice.objects.select_for_update(no_key=True).get(key=key)
    return advice, state_of_text(key, advice.element, advice.versions.select_related("rolled_back_to", "written_by"), today)
