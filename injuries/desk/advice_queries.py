"""Questions about the texts as curators see them; the statements of each are counted in its docstring."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from injuries.desk.advice_states import TextState, state_of_text
from injuries.engine.levels import ELEMENTS
from injuries.guidance.catalogue import elements_of_texts
from injuries.guidance.models import Advice, AdviceVersion, Flag

FEW = 5
"""Fewer people than this are not counted on a page: nobody is to be guessed from a number."""


@dataclass(frozen=True)
class DeskShelf:
    """The texts of one element, by title."""

    element: str
    texts: tuple[TextState, ...]


def desk_shelves(today: date) -> tuple[DeskShelf, ...]:
    """Return every text by element in their order, those of which nothing is written yet too. Two statements."""
    elements = elements_of_texts() | dict(Advice.objects.values_list("key", "element"))
    by_key: dict[str, list[AdviceVersion]] = defaultdict(list)
    for version in AdviceVersion.objects.select_related("advice").defer("text", "sources"):
        by_key[version.advice.key].append(version)
    texts = sorted((state_of_text(key, element, by_key[key], today) for key, element in elements.items()), key=lambda each: each.title)
    return tuple(DeskShelf(element, tuple(each for each in texts if each.element == element)) for element in ELEMENTS)


def text_of(key: str, today: date) -> TextState | None:
    """Return a text with all its versions and who wrote them, None where no text has this key. Two statements."""
    element = elements_of_texts().get(key) or Advice.objects.filter(key=key).values_list("element", flat=True).first()
    if element is None:
        return None
    versions = AdviceVersion.objects.filter(advice__key=key).select_related("advice", "written_by", "rolled_back_to")
    return state_of_text(key, element, versions, today)


def runners_flagged(rule: str) -> int | None:
    """Return how many runners have a flag of the rule open today, None for fewer than five. One statement."""
    count = Flag.objects.open().filter(rule=rule).values("athlete").distinct().count()
    return count if count >= FEW else None
