"""The field of one threshold: typed in the curator's units, within the rule's own bounds."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from injuries.desk.threshold_amounts import as_read, as_typed, from_typed, scale_of
from injuries.engine.rule import Number, Threshold
from runlog.core.fields.measures import MeasureField
from runlog.core.fields.typed import Writer
from runlog.core.units import parse_number


class ThresholdField(MeasureField):
    """A threshold typed as people read it -> the exact number as the rule reads it."""

    def __init__(self, threshold: Threshold, **kwargs: Any) -> None:
        """Its label, unit and bounds are the threshold's."""
        super().__init__(label=_(threshold.label), **kwargs)
        self.threshold = threshold

    def settle(self, writer: Writer, kept: Any) -> None:
        """Show the unit behind the input, and the default and the bounds beneath it."""
        super().settle(writer, kept)
        self.suffix = scale_of(self.threshold, writer.units).suffix
        self.help_text = _("From %(low)s to %(high)s; the default is %(default)s.") % {
            "low": self.shown(self.threshold.low),
            "high": self.shown(self.threshold.high),
            "default": self.shown(self.threshold.default),
        }

    def read(self, text: str) -> Number:
        """Return the number in SI units."""
        scale = scale_of(self.threshold, self.writer.units)
        try:
            typed = parse_number(scale.bare(text))
        except ValueError:
            raise self._no_number(text) from None
        number = from_typed(typed, self.threshold, self.writer.units)
        if not self.threshold.low <= number <= self.threshold.high:
            raise self._out_of_bounds()
        self.check_places(typed, scale.places)
        return self.threshold.read(number)

    def write(self, value: Number) -> str:
        """Return the number as it would be typed."""
        return as_typed(value, self.threshold, self.writer.units)

    def shown(self, value: Number) -> str:
        """Return the number with its unit."""
        return as_read(value, self.threshold, self.writer.units)

    def _no_number(self, text: str) -> forms.ValidationError:
        if text.startswith(("-", "−")):
            return self._out_of_bounds()
        message = _("“%(text)s” is not a number. Type it in figures, such as %(example)s.")
        return forms.ValidationError(message, code="number", params={"text": text[:40], "example": self.write(self.threshold.default)})

    def _out_of_bounds(self) -> forms.ValidationError:
        params = {"low": self.shown(self.threshold.low), "high": self.shown(self.threshold.high)}
        return forms.ValidationError(_("This must be from %(low)s to %(high)s."), code="bounds", params=params)


def same(one: Number, other: Number) -> bool:
    """Tell whether two numbers are equal, whole or not."""
    return Decimal(one) == Decimal(other)
