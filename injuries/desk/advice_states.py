"""How an advice text stands: what is in force, what is drafted, what waits for its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from injuries.guidance.evidence import rule_label, rule_of
from injuries.guidance.models import AdviceVersion


@dataclass(frozen=True)
class TextState:
    """One text with its versions, the highest number first, as it stands on the curator's day `today`."""

    key: str
    element: str
    versions: tuple[AdviceVersion, ...]
    today: date

    @property
    def draft(self) -> AdviceVersion | None:
        """The draft, if there is one."""
        return next((each for each in self.versions if each.published_on is None), None)

    @property
    def published(self) -> tuple[AdviceVersion, ...]:
        """The versions that have been in force or are, the latest first."""
        past = (each for each in self.versions if each.published_on is not None and each.published_on <= self.today)
        return tuple(sorted(past, key=_by_day, reverse=True))

    @property
    def scheduled(self) -> tuple[AdviceVersion, ...]:
        """The versions that wait for their day, the next first."""
        return tuple(sorted((each for each in self.versions if each.published_on and each.published_on > self.today), key=_by_day))

    @property
    def current(self) -> AdviceVersion | None:
        """The version in force."""
        return next(iter(self.published), None)

    @property
    def newest(self) -> AdviceVersion | None:
        """What a curator goes on with: the draft, else what is in force, else what is scheduled."""
        return self.draft or self.current or next(iter(self.scheduled), None)

    @property
    def title(self) -> str:
        """What the text is called, by its rule where nothing is written yet."""
        return self.newest.title if self.newest else rule_label(self.key)

    @property
    def is_of_rule(self) -> bool:
        """Whether a rule has this key; else it is a card."""
        return rule_of(self.key) is not None

    @property
    def is_overdue(self) -> bool:
        """Whether what is in force was to be looked through again before today."""
        return self.current is not None and self.current.review_by is not None and self.current.review_by < self.today

    @property
    def next_number(self) -> int:
        """The number that the draft will have once it is published; a number that somebody has seen is never given again."""
        return max((each.number for each in self.versions if each.published_on is not None), default=0) + 1

    @property
    def token(self) -> str:
        """What tells this state of the draft from any other: a page sends it back, so that nobody writes over what they have not seen."""
        draft = self.draft
        if draft is None:
            return f"none-{self.next_number}"
        return f"{draft.pk}-{draft.saved_at.isoformat() if draft.saved_at else ''}"


def state_of_text(key: str, element: str, versions: Iterable[AdviceVersion], today: date) -> TextState:
    """Return how the text of that key stands."""
    return TextState(key, element, tuple(sorted(versions, key=lambda each: each.number, reverse=True)), today)


def _by_day(version: AdviceVersion) -> tuple[date, int]:
    return version.published_on or date.max, version.number
