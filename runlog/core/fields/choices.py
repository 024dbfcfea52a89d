"""Fields that are answered with one tap; leaving one open is an answer of its own and gives None."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from runlog.core.words import Words

LEAVE_OPEN = _("Leave open")
YES, NO = _("Yes"), _("No")


class PageRadio(forms.RadioSelect):
    """Radio buttons drawn by one of our templates."""

    def __init__(self, page_template: str) -> None:
        """`page_template` is what the field's place on the page includes."""
        super().__init__()
        self.page_template = page_template

    def __deepcopy__(self, memo: dict[int, Any]) -> "PageRadio":
        """Copy for one form, template included."""
        copied = super().__deepcopy__(memo)
        copied.page_template = self.page_template
        return copied


class TapField(forms.ChoiceField):
    """One of a few answers -> its value, or None where it was left open.

    `leave_open` is the words of the answer that leaves it open; a required field has none, and None offers none although
    the field may stay unanswered. `opens` are the answers that show the follow-up questions behind the field.
    """

    template = ""
    default_error_messages = {"required": _("Choose one of the answers."), "invalid_choice": _("Choose one of the answers.")}

    def __init__(
        self, choices: Iterable[tuple[str, Any]] = (), *, leave_open: Words | None = LEAVE_OPEN, opens: Sequence[str] = (), **kwargs: Any
    ) -> None:
        """Fields may be left open unless `required`."""
        kwargs.setdefault("required", False)
        self.leave_open = None if kwargs["required"] else leave_open
        self.opens = tuple(opens)
        super().__init__(choices=self._with_open(choices), widget=PageRadio(self.template), **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the answer in the log's terms."""
        return self.answer(super().clean(value))

    def answer(self, text: str) -> Any:
        """Return what a choice stands for."""
        return text or None

    def _with_open(self, choices: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
        chosen = [(value, label) for value, label in choices if value not in ("", None)]
        return chosen if self.leave_open is None else [*chosen, ("", self.leave_open)]


class SegmentedField(TapField):
    """Two to four short answers (more go into rows of three) -> str or None."""

    template = "components/fields/segmented.html"


class YesNoField(TapField):
    """Yes or no -> bool or None. `opens` is "yes" or "no"."""

    template = "components/fields/segmented.html"

    def __init__(self, *, yes: Words = YES, no: Words = NO, **kwargs: Any) -> None:
        """`yes` and `no` are the words of the answers."""
        super().__init__([("no", no), ("yes", yes)], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return the choice that stands for a value."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value

    def answer(self, text: str) -> bool | None:
        """Return True for yes, False for no."""
        return {"yes": True, "no": False}.get(text)


class ScoreField(TapField):
    """0 to 10, one tap -> int or None. `low` and `high` are the words for the two ends of the scale."""

    template = "components/fields/score.html"
    default_error_messages = {
        "required": _("Choose a number from 0 to 10."),
        "invalid_choice": _("“%(value)s” is not on the scale. Choose a whole number from 0 to 10."),
    }

    def __init__(self, *, low: Words = "", high: Words = "", **kwargs: Any) -> None:
        """Without `low` and `high` nothing stands beneath the buttons."""
        super().__init__([(str(score), str(score)) for score in range(11)], **kwargs)
        self.low, self.high = low, high

    def answer(self, text: str) -> int | None:
        """Return the score."""
        return int(text) if text else None


@dataclass(frozen=True)
class Option:
    """One thing to pick, with a line of fact: value in the log's terms, title, fact."""

    value: Any
    title: Words
    fact: Words = ""

    def __str__(self) -> str:
        return str(self.title)


class PickField(TapField):
    """One of a few things with a fact each -> its option's value, or None. Set `options` once the form knows them."""

    template = "components/fields/pick.html"

    def __init__(self, *, open_fact: Words = "", **kwargs: Any) -> None:
        """`open_fact` is the line beneath the answer that leaves it open."""
        super().__init__(**kwargs)
        self.open_fact = open_fact
        self.options = ()

    @property
    def options(self) -> Sequence[Option]:
        """What there is to pick from."""
        return self._options

    @options.setter
    def options(self, options: Iterable[Option]) -> None:
        self._options = tuple(options)
        offered = [(str(option.value), option) for option in self._options]
        if self.leave_open is not None:
            offered.append(("", Option("", self.leave_open, self.open_fact)))
        self.choices = offered

    def answer(self, text: str) -> Any:
        """Return the value of the option, of the type that it was given."""
        return next((option.value for option in self._options if str(option.value) == text), None)


class QuickSelect(forms.Select):
    """A list of words drawn in one go: Django includes two templates for each line, and there are over four hundred time zones."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the list as Django's own template draws it."""
        drawn = self.get_context(name, value, attrs)["widget"]
        groups = ((title, _lines(options)) for title, options, _place in drawn["optgroups"])
        inside = ((format_html('<optgroup label="{}">{}</optgroup>', title, lines) if title else lines,) for title, lines in groups)
        return format_html('<select name="{}"{}>{}</select>', drawn["name"], flatatt(drawn["attrs"]), format_html_join("", "{}", inside))


def _lines(options: list[dict[str, Any]]) -> SafeString:
    lines = ((option["value"], flatatt(option["attrs"]), option["label"]) for option in options)
    return format_html_join("", '<option value="{}"{}>{}</option>', lines)


class SelectField(forms.ChoiceField):
    """One of five or more -> str or None; the first line leaves it open."""

    widget = QuickSelect
    default_error_messages = TapField.default_error_messages

    def __init__(self, choices: Iterable[tuple[str, Any]] = (), *, leave_open: Words | None = LEAVE_OPEN, **kwargs: Any) -> None:
        """Fields may be left open unless `required`."""
        kwargs.setdefault("required", False)
        first = [] if leave_open is None else [("", leave_open)]
        super().__init__(choices=[*first, *((value, label) for value, label in choices if value not in ("", None))], **kwargs)

    def clean(self, value: Any) -> str | None:
        """Return the choice."""
        return super().clean(value) or None


class ChecksField(forms.MultipleChoiceField):
    """Any of a list -> list of values in the order of the choices, [] for none."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"required": _("Tick at least one."), "invalid_choice": _("Choose from the list.")}

    def __init__(self, choices: Iterable[tuple[str, Any]] = (), **kwargs: Any) -> None:
        """None need be ticked unless `required`."""
        super().__init__(choices=choices, **{"required": False} | kwargs)

    def clean(self, value: Any) -> list[str]:
        """Return each ticked value once."""
        ticked = super().clean(value)
        offered = cast("Iterable[tuple[str, Any]]", self.choices)
        return [str(key) for key, _label in offered if str(key) in ticked]
