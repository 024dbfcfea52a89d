"""What must go together in the answers about a warm-up (guidance section 4)."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from runlog.training.choices import WarmUp

FULL_MINUTES = 5


def check_warm_up(state: str | None, kind: str | None, minutes: Decimal | None) -> Iterator[tuple[str, str]]:
    """Yield a field's name and a sentence for each answer that another one contradicts."""
    if state is None:
        if kind is not None or minutes is not None:
            yield "warm_up_state", _("Say how the warm-up was, or clear what you typed about it.")
    elif state == WarmUp.SKIPPED:
        if kind is not None:
            yield "warm_up_kind", _("You skipped the warm-up. Leave this open, or change that answer.")
        if minutes:
            yield "warm_up_minutes", _("You skipped the warm-up. Clear the minutes, or change that answer.")
    elif minutes is not None:
        yield from _check_minutes(state, minutes)


def _check_minutes(state: str, minutes: Decimal) -> Iterator[tuple[str, str]]:
    if state == WarmUp.SHORT and minutes >= FULL_MINUTES:
        yield "warm_up_minutes", _("Short means under 5 minutes. Change the minutes, or choose “Done”.")
    if state == WarmUp.DONE and minutes < FULL_MINUTES:
        yield "warm_up_minutes", _("Done means 5 minutes or more. Change the minutes, or choose “Short”.")
