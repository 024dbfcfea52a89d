"""How forms lay out their fields: cards, rows, folds and follow-ups, for crispy forms."""

from typing import Any, TypeAlias

from crispy_forms.layout import LayoutObject
from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from runlog.core.words import Words

Part: TypeAlias = Any  # a field's name or one of crispy's layout objects, which carry no types
NOTHING: tuple[object, ...] = (None, "", [], ())


class Box(LayoutObject):
    """Parts of a form inside a template of their own."""

    template = "components/layout/stack.html"

    def __init__(self, *fields: Part) -> None:
        """Each part is a field's name or another layout object."""
        self.fields = list(fields)

    def render(self, form: forms.BaseForm, context: Context, **kwargs: Any) -> SafeString:
        """Draw the parts, then the box around them."""
        inner = self.get_rendered_fields(form, context, **kwargs)
        return render_to_string(self.template, {"inner": inner} | self.facts(form))

    def facts(self, form: forms.BaseForm) -> dict[str, Any]:
        """Return what the template needs to know beside its inner part."""
        return {}

    def names(self, form: forms.BaseForm) -> list[str]:
        """Return the names of the form's fields inside."""
        return [pointer.name for pointer in self.get_field_names() if pointer.name in form.fields]

    def has_error(self, form: forms.BaseForm) -> bool:
        """Tell whether a field inside was refused."""
        return any(name in form.errors for name in self.names(form)) if form.is_bound else False

    def has_value(self, form: forms.BaseForm) -> bool:
        """Tell whether a field inside holds an answer."""
        return any(form[name].value() not in NOTHING for name in self.names(form))


class Hidden(LayoutObject):
    """A hidden input that is no field of the form; without a value it draws nothing."""

    def __init__(self, name: str, value: str) -> None:
        """Crispy asks every object for its fields."""
        self.fields: list[Part] = []
        self.name, self.value = name, value

    def render(self, form: forms.BaseForm, context: Context, **kwargs: Any) -> SafeString:
        """Draw it."""
        return format_html('<input type="hidden" name="{}" value="{}">', self.name, self.value) if self.value else SafeString("")


class Columns(Box):
    """The cards of a form, one below the other; wide windows show them in two halves where `is_wide`."""

    def __init__(self, *fields: Part, is_wide: bool = False) -> None:
        """In two halves, a card that is `tall` stands alone at the right."""
        super().__init__(*fields)
        self.is_wide = is_wide

    def facts(self, form: forms.BaseForm) -> dict[str, Any]:
        """Return the layout's class."""
        return {"css": "stack halves" if self.is_wide else "stack"}


class Card(Box):
    """A card with a heading; `lead` is a sentence beneath it."""

    template = "components/layout/card.html"

    def __init__(self, title: Words, *fields: Part, lead: Words = "", is_tall: bool = False) -> None:
        """An empty title draws no heading."""
        super().__init__(*fields)
        self.title, self.lead, self.is_tall = title, lead, is_tall

    def facts(self, form: forms.BaseForm) -> dict[str, Any]:
        """Return the heading and an id for it."""
        name = next(iter(self.names(form)), "card")
        return {"title": self.title, "lead": self.lead, "is_tall": self.is_tall, "id": f"card-{name}"}


class Folds(Box):
    """A card of folds."""

    template = "components/layout/folds.html"


class Fold(Box):
    """Rare fields behind a summary; it stands open where a field inside was refused or holds an answer."""

    template = "components/layout/fold.html"

    def __init__(self, title: Words, hint: Words, *fields: Part) -> None:
        """`hint` names in few words what is inside."""
        super().__init__(*fields)
        self.title, self.hint = title, hint

    def facts(self, form: forms.BaseForm) -> dict[str, Any]:
        """Return the summary and whether it is open."""
        return {"title": self.title, "hint": self.hint, "is_open": self.has_error(form) or self.has_value(form)}


class Follow(Box):
    """Questions that follow the field right before it; hidden until an answer that `opens` them is chosen."""

    template = "components/layout/follow.html"

    def facts(self, form: forms.BaseForm) -> dict[str, Any]:
        """Show it at once where a field inside was refused."""
        return {"is_shown": self.has_error(form)}


class Col(Box):
    """A part of a row, `width` of twelve columns wide."""

    template = "components/layout/col.html"

    def __init__(self, *fields: Part, width: int) -> None:
        """Widths of a row add up to twelve; 12 is a line of its own."""
        super().__init__(*fields)
        self.width = width

    def facts(self, form: forms.BaseForm) -> dict[str, Any]:
        """Return the width."""
        return {"width": self.width}


class Row(Box):
    """Fields beside each other, in equal columns unless wrapped in `Col`."""

    template = "components/layout/row.html"

    def __init__(self, *fields: Part) -> None:
        """Two or three fit a phone."""
        width = 12 // max(len(fields), 1)
        super().__init__(*(field if isinstance(field, Col) else Col(field, width=width) for field in fields))
