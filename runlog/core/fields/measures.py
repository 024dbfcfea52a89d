"""Fields for distances, durations and other numbers, typed as people write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from runlog.core.fields.typed import TypedField, Writer
from runlog.core.units import (
    format_duration,
    in_units,
    parse_distance,
    parse_duration,
    parse_number,
    typed_distance,
)
from runlog.core.words import Words

DAY_MINUTES = Decimal(24 * 60)
A_RUN = gettext_lazy("a run")


def plain(value: Decimal) -> str:
    """Write a number without zeros that say nothing, thousands with a comma."""
    return f"{value.normalize():,f}"


class MeasureField(TypedField):
    """A number >= 0 with bounds."""

    widget = forms.TextInput

    def __init__(self, *, inputmode: str = "decimal", **kwargs: Any) -> None:
        """`inputmode` chooses the phone's keyboard."""
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": inputmode, "autocomplete": "off"}

    def not_a_number(self, text: str, example: str) -> forms.ValidationError:
        """Return what to say about a text that is no number >= 0."""
        if text.lstrip().startswith(("-", "−")):
            return forms.ValidationError(_("This cannot be below zero. Leave it empty if you do not know it."), code="below_zero")
        message = _("“%(text)s” is not a number. Type it in figures, such as %(example)s.")
        return forms.ValidationError(message, code="number", params={"text": text[:40], "example": example})

    def check_places(self, number: Decimal, places: int) -> None:
        """Refuse a number with more decimals than `places`. Raises ValidationError."""
        if number == round(number, places):
            return
        more = ngettext(
            "Type no more than %(places)s figure after the point.", "Type no more than %(places)s figures after the point.", places
        )
        raise forms.ValidationError(more if places else _("Type a whole number."), code="places", params={"places": places})


class DistanceField(MeasureField):
    """A distance typed in the writer's units -> Decimal metres.

    `thing` completes "is more than ... can be"; more than `most_m` is refused, and the suggestion drops zeros until
    the distance is at most `usual_m`.
    """

    def __init__(
        self,
        *,
        most_m: Decimal = Decimal(500_000),
        usual_m: Decimal = Decimal(50_000),
        least_m: Decimal = Decimal(0),
        thing: Words = A_RUN,
        **kwargs: Any,
    ) -> None:
        """Metres throughout."""
        super().__init__(**kwargs)
        self.most_m, self.usual_m, self.least_m, self.thing = most_m, usual_m, least_m, thing

    def settle(self, writer: Writer, kept: Any) -> None:
        """Show the writer's unit behind the input."""
        super().settle(writer, kept)
        self.suffix = writer.units

    def read(self, text: str) -> Decimal:
        """Return metres."""
        try:
            metres = parse_distance(text, self.writer.units)
        except ValueError:
            raise self.not_a_number(text, "8.2") from None
        if metres > self.most_m:
            raise self._too_much(metres)
        if metres < self.least_m:
            params = {"least": plain(in_units(self.least_m, self.writer.units).quantize(Decimal(1))), "units": self.writer.units}
            raise forms.ValidationError(_("This must be %(least)s %(units)s or more."), code="least", params=params)
        return metres

    def write(self, value: Decimal) -> str:
        """Return the number in the writer's units."""
        return typed_distance(value, self.writer.units)

    def _too_much(self, metres: Decimal) -> forms.ValidationError:
        guess = metres
        while guess > self.usual_m:
            guess /= 10
        params = {"thing": self.thing, "units": self.writer.units}
        params |= {"given": self._number(metres), "guess": self._number(guess)}
        message = _("%(given)s %(units)s is more than %(thing)s can be. Did you mean %(guess)s?")
        return forms.ValidationError(message, code="most", params=params)

    def _number(self, metres: Decimal) -> str:
        return plain(in_units(metres, self.writer.units).quantize(Decimal("0.01")))


class DurationField(MeasureField):
    """A duration typed as 1:02:03, 47:30 or 62 (minutes) -> Decimal seconds above zero."""

    def __init__(self, *, most_s: Decimal = Decimal(48 * 3600), thing: Words = A_RUN, **kwargs: Any) -> None:
        """`thing` completes "is more than ... can take"."""
        super().__init__(**{"inputmode": "text", "placeholder": gettext_lazy("47:30 or 47")} | kwargs)
        self.most_s, self.thing = most_s, thing

    def read(self, text: str) -> Decimal:
        """Return seconds."""
        try:
            seconds = parse_duration(text)
        except ValueError:
            raise self._unreadable(text) from None
        if not seconds:
            raise forms.ValidationError(_("A time of 0 cannot be. Leave it empty if you do not know it."), code="zero")
        if seconds > self.most_s:
            params = {"given": format_duration(seconds), "thing": self.thing}
            raise forms.ValidationError(
                _("%(given)s is more than %(thing)s can take. Type it like 47:30 or 1:02:03."), code="most", params=params
            )
        return seconds

    def write(self, value: Decimal) -> str:
        """Return hours, minutes and seconds."""
        return format_duration(value)

    def _unreadable(self, text: str) -> forms.ValidationError:
        if text.startswith(("-", "−")):
            return self.not_a_number(text, "")
        message = _("“%(text)s” is not a time. Type it like 47:30, 1:02:03, or 47 for minutes.")
        return forms.ValidationError(message, code="time", params={"text": text[:40]})


class NumberField(MeasureField):
    """A number -> Decimal, with at most `places` decimals, from `least` to `most`."""

    def __init__(
        self, *, most: Decimal, least: Decimal = Decimal(0), places: int = 3, example: Decimal | None = None, **kwargs: Any
    ) -> None:
        """The bounds are inclusive; `example` is shown to who typed something else than a number."""
        super().__init__(**kwargs)
        self.most, self.least, self.places = Decimal(most), Decimal(least), places
        self.example = self.least + 8 if example is None else example

    def read(self, text: str) -> Decimal:
        """Return the number."""
        try:
            number = parse_number(text)
        except ValueError:
            raise self.not_a_number(text, plain(self.example)) from None
        if not self.least <= number <= self.most:
            params = {"least": plain(self.least), "most": plain(self.most)}
            raise forms.ValidationError(_("This must be a number from %(least)s to %(most)s."), code="bounds", params=params)
        self.check_places(number, self.places)
        return number

    def write(self, value: Decimal) -> str:
        """Return the number without zeros that say nothing."""
        return f"{Decimal(value).normalize():f}"


class MinutesField(NumberField):
    """Minutes -> Decimal, above zero unless `least` says otherwise, a day at most."""

    def __init__(self, *, most: Decimal = DAY_MINUTES, least: Decimal = Decimal(1), **kwargs: Any) -> None:
        """The bounds are inclusive."""
        super().__init__(most=most, least=least, **{"suffix": gettext_lazy("min")} | kwargs)
