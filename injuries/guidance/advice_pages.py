"""An advice text as pages show it, Markdown rendered."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from injuries.guidance.models import AdviceVersion
from injuries.guidance.prose import line_of_prose, prose


@dataclass(frozen=True)
class AdviceView:
    """An advice text as a page shows it; `published_on` is None for a draft, `is_overdue` says that its review is."""

    key: str
    element: str
    title: str
    html: SafeString
    sources: tuple[SafeString, ...]
    number: int
    published_on: date | None
    review_by: date | None
    is_overdue: bool = False


def shown(version: AdviceVersion, today: date) -> AdviceView:
    """Return a version, its advice selected along, for who reads it on the day `today`."""
    return AdviceView(
        key=version.advice.key,
        element=version.advice.element,
        title=version.title,
        html=prose(version.text),
        sources=tuple(line_of_prose(source) for source in version.sources),
        number=version.number,
        published_on=version.published_on,
        review_by=version.review_by,
        is_overdue=version.review_by is not None and version.review_by < today,
    )
