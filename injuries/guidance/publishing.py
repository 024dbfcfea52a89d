"""Puts advice texts into the library; what a curator has written is never overwritten."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from injuries.guidance.models import Advice, AdviceVersion
from injuries.guidance.starter_texts import StarterText


@transaction.atomic
def publish_starter_texts(texts: Iterable[StarterText], *, on: date) -> list[AdviceVersion]:
    """Publish those starter texts that are new, or that have changed where nobody else has written since; return the versions made."""
    latest = _latest_versions()
    return [_publish(text, latest.get(text.key), on) for text in texts if _is_news(text, latest.get(text.key))]


def _latest_versions() -> dict[str, AdviceVersion]:
    """Return the version with the highest number of each text, drafts too."""
    return {version.advice.key: version for version in AdviceVersion.objects.select_related("advice").order_by("number")}


def _is_news(text: StarterText, latest: AdviceVersion | None) -> bool:
    return latest is None or latest.starter_digest not in {"", text.digest}


def _publish(text: StarterText, latest: AdviceVersion | None, on: date) -> AdviceVersion:
    advice = latest.advice if latest else Advice.objects.get_or_create(key=text.key, defaults={"element": text.element})[0]
    return AdviceVersion.objects.create(
        advice=advice,
        number=latest.number + 1 if latest else 1,
        title=text.title,
        text=text.text,
        sources=list(text.sources),
        review_by=text.review_by,
        published_on=on,
        starter_digest=text.digest,
    )
