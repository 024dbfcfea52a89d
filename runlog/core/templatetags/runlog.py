"""The library of page parts that every room loads: icons, chips, navigation, and all of `amounts` and `drawings`."""

from functools import lru_cache

from django import forms, template
from django.contrib.messages.storage.base import Message
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.utils import flatatt
from django.template import Context
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from runlog.core.draft_words import draft_words as words_of_drafts
from runlog.core.looks import ELEMENTS, MESSAGE_ICONS, STATES
from runlog.core.templatetags import amounts, drawings

register = template.Library()
ELEMENT = '<li class="l-{}"><a href="{}"><span class="v">{}</span> <b>{}</b> {} {}</a></li>'
for part in (amounts, drawings):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the sprite; it stands beside a word, so it is hidden from screen readers."""
    return _drawn(static("img/icons.svg"), name)


@lru_cache(maxsize=256)
def _drawn(sprite: str, name: str) -> SafeString:
    # A page has some eighty icons.
    return format_html('<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name)


@register.simple_tag(takes_context=True)
def nav(context: Context, name: str, icon_name: str, label: str, sections: str = "") -> SafeString:
    """Draw a link of the navigation; it is the current one on its own page and on pages whose name begins with one of `sections`."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = (match.url_name or "") if match else ""
    current = "page" if here == name else "true" if sections and here.startswith(tuple(sections.split())) else ""
    return _link(_address(name, get_script_prefix()), current, icon(icon_name), str(label))


@lru_cache(maxsize=256)
def _address(name: str, prefix: str) -> str:
    # A page has nearly thirty links of the navigation, and to find one takes longer than to draw it. What it begins with may differ.
    return reverse(name)


@lru_cache(maxsize=256)
def _link(address: str, current: str, drawn: SafeString, label: str) -> SafeString:
    mark = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<a href="{}"{}>{}{}</a>', address, mark, drawn, label)


@register.simple_tag
def chip(level: str, text: str = "") -> SafeString:
    """Draw a level or state: its icon with its word, or with `text` in the word's place."""
    look = STATES[level]
    return format_html('<span class="chip l-{}">{}{}</span>', level, icon(look.icon), text or look.word)


@register.simple_tag
def element_row(key: str, state: str, fact: str, url: str) -> SafeString:
    """Draw one of the five elements inside <ul class="five">."""
    element, said = ELEMENTS[key], format_html("<small>{}</small>", fact) if fact else ""
    return format_html(ELEMENT, state, url, icon(element.icon), element.word, chip(state), said)


@register.simple_tag
def option_attributes(field: BoundField, option: BoundWidget) -> SafeString:
    """Return the attributes of one radio button or tick box; a form has up to two hundred, for which an included template is slow."""
    data = option.data
    # Its text: to Python, 1 and True are the same key.
    value = "" if data["value"] is None else str(data["value"])
    is_disabled = bool(data["attrs"].get("disabled"))
    return _option(data["type"], data["name"], option.id_for_label, value, bool(data["selected"]), is_disabled, bool(field.errors))


@lru_cache(maxsize=4096)
def _option(kind: str, name: str, html_id: str, value: str, is_checked: bool, is_disabled: bool, is_invalid: bool) -> SafeString:
    invalid = "true" if is_invalid else None
    texts = {"type": kind, "name": name, "id": html_id, "value": value, "aria-invalid": invalid}
    return flatatt({**texts, "checked": is_checked, "disabled": is_disabled})


@register.filter
def message_icon(level_tag: str) -> str:
    """Return the name of the icon for a message of that level."""
    return MESSAGE_ICONS.get(level_tag, "info-circle")


@register.filter
def undo_pk(message: Message) -> int | None:
    """Return the key of the record in the bin that a message offers to bring back, None where it offers nothing."""
    word, _space, key = (message.extra_tags or "").partition(" ")
    return int(key) if word == "undo" and key.isdigit() else None


@register.filter
def change_url(message: Message) -> str:
    """Return the address of the page that changes what a message says was saved, empty where it offers none."""
    word, _space, address = (message.extra_tags or "").partition(" ")
    return address if word == "change" else ""


@register.filter
def initials(name: str) -> str:
    """Return one or two letters for a name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def field_errors(form: forms.BaseForm) -> list[tuple[BoundField, str]]:
    """Return each error of the form's fields with its field, the label in front of it."""
    found = [(form[name], str(error)) for name, errors in form.errors.items() if name in form.fields for error in errors]
    return [(field, error if field.is_hidden else f"{_in_front(str(field.label))} {error}") for field, error in found]


def _in_front(label: str) -> str:
    return label if label.endswith(("?", ":", ".")) else f"{label}:"


@register.filter
def error_target(field: BoundField) -> str:
    """Return the id of what to jump to for a field."""
    return field.auto_id if field.use_fieldset else field.id_for_label or field.auto_id


@register.simple_tag
def draft_words() -> SafeString:
    """Hand the script of drafts its words, the sprite and the address of the log-in page."""
    return json_script(words_of_drafts() | {"sprite": static("img/icons.svg"), "login": reverse("account_login")}, "draft-words")
