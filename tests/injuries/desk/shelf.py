"""What the tests of the desk put on the shelf."""

import re
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from injuries.guidance.models import Advice, AdviceVersion

KEY = "worn_shoes"
FIRST, SECOND = date(2026, 3, 1), date(2026, 9, 2)
GOOD = {
    "title": "Worn shoes",
    "text": "This pair has gone past the distance you set.\n\n- log a wear check",
    "sources": "Malisoux 2015\nAnother 2020",
    "review_by": "2027-05-31",
}


def publish(key: str = KEY, *, number: int = 1, on: date | None = FIRST, element: str = "footwear", **fields: Any) -> AdviceVersion:
    """Put a version on the shelf; `on` None is a draft."""
    advice = Advice.objects.get_or_create(key=key, defaults={"element": element})[0]
    said = {"title": "Worn shoes", "text": "Look at the heel.", "sources": ["Malisoux 2015"], "review_by": date(2027, 5, 31), **fields}
    return AdviceVersion.objects.create(advice=advice, number=number, published_on=on, **said)


def page(client: Client, key: str = KEY) -> str:
    """The page of a text at the desk."""
    return client.get(reverse("desk_advice", args=[key])).content.decode()


def seen(html: str) -> str:
    """The state that a page of a text sends back."""
    found = re.search(r'name="seen" value="([^"]*)"', html)
    assert found
    return found.group(1)


def save(client: Client, *, key: str = KEY, opened: str | None = None, **changed: Any) -> Any:
    """Save a draft, as typed into the page, or into one opened before."""
    given = {"seen": opened if opened is not None else seen(page(client, key)), **GOOD, **changed}
    return client.post(reverse("desk_advice", args=[key]), given)


def publish_draft(client: Client, *, when: str = "now", on: str = "", opened: str | None = None) -> Any:
    """Publish the draft by its page."""
    address = reverse("desk_advice_publish", args=[KEY])
    state = opened if opened is not None else seen(client.get(address).content.decode())
    return client.post(address, {"seen": state, "when": when, "on": on})


def drafts() -> list[str]:
    """The texts of all drafts."""
    return list(AdviceVersion.objects.filter(published_on=None).values_list("text", flat=True))


def numbers() -> list[tuple[int, date | None]]:
    """The versions of the text, by number."""
    return list(AdviceVersion.objects.filter(advice__key=KEY).order_by("number").values_list("number", "published_on"))
