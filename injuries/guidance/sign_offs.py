"""Whether a clinician stands by the warning signs as they are today: what was read has a digest, and a sign-off covers that alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from json import dumps
from typing import Any

from django.db.models import F, Value
from django.utils import translation

from injuries.engine.signs import ANSWERS, level_of
from injuries.guidance.bookshelf import in_force
from injuries.guidance.models import SignOff
from injuries.guidance.rows import RowObject, decode, read_json
from injuries.symptoms.signs import FOLLOW_UPS, SIGNS
from injuries.symptoms.weight import FOLLOW_UP_LEVELS

SECTION = ("emergency_signs", "urgent_signs", "leg_weakness")
"""The rules of guidance section 9."""


@dataclass(frozen=True)
class Signed:
    """The sign-off that covers the warning signs as they are."""

    clinician: str
    profession: str
    signed_on: date


@dataclass(frozen=True)
class Standing:
    """The digest of what there is to sign, and the newest sign-off of exactly that, None without one."""

    digest: str
    signed: Signed | None


def standing(on: date) -> Standing:
    """Return how the warning signs stand on a day. One statement."""
    columns = {"key": F("advice__key"), "title": F("title"), "text": F("text"), "sources": F("sources")}
    texts = in_force(on).filter(advice__key__in=SECTION).order_by().values_list(Value("text"), RowObject(**columns))
    signed = {each: F(each) for each in ("pk", "digest", "clinician", "profession", "signed_on")}
    rows = texts.union(SignOff.objects.order_by().values_list(Value("signed"), RowObject(**signed)), all=True)
    found: dict[str, list[Any]] = {"text": [], "signed": []}
    for kind, row in rows:
        found[kind].append(decode(row))
    digest = digest_of(found["text"])
    return Standing(digest, _newest([row for row in found["signed"] if row["digest"] == digest]))


def digest_of(texts: Sequence[Mapping[str, Any]]) -> str:
    """Return the SHA-256 of the questions, their levels and these texts in force."""
    read = sorted([text["key"], text["title"], text["text"], *read_json(text["sources"])] for text in texts)
    return sha256(dumps([_questions(), read]).encode()).hexdigest()


@cache
def _questions() -> list[list[str | None]]:
    """Return each question as the product asks it in English, with the level of each answer."""
    with translation.override(None):
        signs = [[str(sign.question), *(level_of(sign.key, answer) for answer in ANSWERS)] for sign in SIGNS]
        return signs + [[str(question), FOLLOW_UP_LEVELS[key]] for key, (question, _said) in FOLLOW_UPS.items()]


def _newest(rows: Sequence[Mapping[str, Any]]) -> Signed | None:
    row = max(rows, key=lambda each: each["pk"], default=None)
    return Signed(row["clinician"], row["profession"], date.fromisoformat(row["signed_on"])) if row else None
