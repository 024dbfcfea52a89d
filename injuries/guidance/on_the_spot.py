"""The steps of a flag with the forms of those that are done on its own page."""

from collections.abc import Iterator
from dataclasses import dataclass

from injuries.guidance.presentation import FlagView
from injuries.guidance.spots import SPOTS, Place, Spot
from injuries.guidance.steps import StepLink
from runlog.core.forms import RunlogForm


@dataclass(frozen=True)
class SpotView:
    """A step: a link, or where `spot` is there a form behind its label."""

    step: StepLink
    spot: Spot | None = None
    form: RunlogForm | None = None
    is_open: bool = False


def spots_of(flag: FlagView, place: Place, *, opened: str = "", form: RunlogForm | None = None) -> tuple[SpotView, ...]:
    """Return what can be done about an open flag, in its order; nothing for one that has cleared.

    The likeliest step stands open, or the one that is asked for as `opened`; `form` is what was sent there and refused.
    """
    return tuple(_views(flag, place, opened, form)) if flag.is_open or form else ()


def _views(flag: FlagView, place: Place, opened: str, form: RunlogForm | None) -> Iterator[SpotView]:
    names = [step.spot for step in flag.steps]
    first = opened if opened and opened in names else next(iter(names), "")
    for step in flag.steps:
        if step.spot:
            spot, is_open = SPOTS[step.spot], step.spot == first
            yield SpotView(step, spot, form if form and step.spot == opened else spot.make(place, None), is_open)
        else:
            yield SpotView(step)
