"""The pairs to pick from, each with a fact, for the forms of runs and walks."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from runlog.core.fields import Option
from runlog.core.units import format_distance
from runlog.training.queries.facts import ShoeFacts


def shoe_options(pairs: Sequence[ShoeFacts], *, units: str, turn: int | None = None) -> list[Option]:
    """Return an option for each pair, its primary key as the value; `turn` is the pair whose turn it is, which comes first."""
    ordered = sorted(pairs, key=lambda pair: pair.shoe.pk != turn)
    return [Option(pair.shoe.pk, pair.shoe.name, _fact(pair, units, is_turn=pair.shoe.pk == turn)) for pair in ordered]


def _fact(pair: ShoeFacts, units: str, *, is_turn: bool) -> str:
    facts = [_distance(pair, units)]
    if pair.is_retired:
        facts.append(_("retired"))
    elif pair.over_m is not None:
        facts.append(_("past its %(limit)s") % {"limit": format_distance(pair.limits.replace_m, units, 0)})
    elif is_turn:
        facts.append(_("its turn"))
    elif pair.shoe.kind:
        facts.append(pair.shoe.get_kind_display().lower())
    return " · ".join(facts)


def _distance(pair: ShoeFacts, units: str) -> str:
    if pair.is_new:
        return _("new")
    far = format_distance(pair.distance_m, units, 0)
    if not pair.is_floor:
        return far
    return _("at least %(distance)s") % {"distance": far} if pair.distance_m else _("distance not known")
