"""What an edit form showed when it was opened: a field that nobody touched since says nothing, and follows the record.

Without it a page left open for an hour would put back all that another page, the watch or a bulk change has saved meanwhile.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Any

from django import forms

# The name of the hidden input: "field:mark field:mark".
OPENED = "opened_with"
MARK_LENGTH = 12
LINE_BREAK = re.compile(r"\r\n?")


def marks_of(form: forms.Form) -> dict[str, str]:
    """Return a mark of what each field shows for what the form opens with."""
    return {name: _mark(_now(form, name)) for name in _visible(form)}


def follow(form: forms.Form, together: Iterable[Collection[str]] = ()) -> dict[str, str]:
    """Give each field of a sent form that nobody touched what its record holds now; return the marks for when it is shown again.

    `together` are the names of fields that make one answer.
    """
    data: Any = form.data
    opened = dict(pair.split(":", 1) for pair in data.get(OPENED, "").split(" ") if ":" in pair)
    marks = marks_of(form)
    touched = {name for name in _visible(form) if name in opened and _mark(_sent(form, name)) != opened[name]}
    # Of one answer in several fields nothing follows once one of them was touched.
    touched |= {name for group in together if touched & set(group) for name in group if name in opened}
    form.data = data = data.copy()
    for name in opened.keys() & marks.keys():
        if name in touched:
            marks[name] = opened[name]
        else:
            data.setlist(form.add_prefix(name), _now(form, name))
    return marks


def written(marks: Mapping[str, str]) -> str:
    """Return the marks as the hidden input carries them."""
    return " ".join(map(":".join, marks.items()))


def _visible(form: forms.Form) -> list[str]:
    return [name for name, field in form.fields.items() if not field.widget.is_hidden]


def _sent(form: forms.Form, name: str) -> list[str]:
    return _texts(form.fields[name].widget.value_from_datadict(form.data, form.files, form.add_prefix(name)))


def _now(form: forms.Form, name: str) -> list[str]:
    """Return what the browser sends for what the record holds."""
    field = form.fields[name]
    return _texts(field.prepare_value(form.get_initial_for_field(field, name)))


def _texts(value: Any) -> list[str]:
    """Return a value as a browser sends it: nothing and an empty text are the same."""
    values = value if isinstance(value, list | tuple | set | frozenset) else [value]
    return [str(each) for each in values if each not in (None, "")]


def _mark(texts: list[str]) -> str:
    """Return a mark that does not change with the order of what is ticked, with how a browser breaks lines, or with space at the ends."""
    same = sorted(LINE_BREAK.sub("\n", text).strip() for text in texts)
    return sha256("\0".join(same).encode(errors="backslashreplace")).hexdigest()[:MARK_LENGTH]
