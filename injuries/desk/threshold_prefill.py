"""What the form of thresholds opens with: the numbers that count, the defaults, those of an earlier version, or those tried out."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404
from django.utils.translation import gettext as _

from injuries.desk.threshold_queries import RuleNumbers, numbers_in, versions_of
from injuries.desk.threshold_tried import tried_job
from injuries.engine.rule import Numbers, Rule
from runlog.people.requests import PersonRequest

DEFAULTS = "defaults"


@dataclass(frozen=True)
class Prefill:
    """Numbers and a reason to begin with; `note` says where they come from, empty for those that count."""

    numbers: Numbers
    reason: str = ""
    note: str = ""


def prefill_of(request: PersonRequest, rule: Rule, standing: RuleNumbers) -> Prefill:
    """Return what the address asks for: `from` a version's number or "defaults", `tried` a simulation's key. Raises Http404."""
    asked: Mapping[str, str] = request.GET
    if tried := asked.get("tried"):
        given = tried_job(request.user, rule, _key(tried)).parameters
        numbers = rule.numbers({key: Decimal(text) for key, text in given["numbers"].items()})
        return Prefill(numbers, given["reason"], _("These are the numbers that you tried out. Nothing has been saved."))
    if asked.get("from") == DEFAULTS:
        return Prefill(rule.numbers(), note=_("These are the defaults. Nothing has been saved yet."))
    if number := asked.get("from"):
        return _of_version(rule, _key(number))
    return Prefill(standing.numbers)


def _of_version(rule: Rule, number: int) -> Prefill:
    version = next((each for each in versions_of(rule) if each.number == number), None)
    if version is None:
        raise Http404
    return Prefill(
        numbers_in(rule, version), note=_("These are the numbers of version %(number)s. Nothing has been saved yet.") % {"number": number}
    )


def _key(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Http404
    return int(text)
