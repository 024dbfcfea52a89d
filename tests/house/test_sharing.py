"""What a coach may be shown is said of every kind of record and every text of it: what nobody thought of stays the athlete's own."""

import pytest
from django.apps import apps
from django.db.models import Field, JSONField, TextField

from runlog.core.models import Record
from runlog.people.grants import Grant

KINDS = [model for model in apps.get_models() if issubclass(model, Record)]
# Answers to a pick from a list, numbers, keys: no free text.
NO_FREE_TEXT = {"kinds", "focus", "edited"}


def texts(model: type[Record]) -> set[str]:
    """Return the fields of a record that can hold somebody's own words."""
    fields: list[Field[object, object]] = [each for each in model._meta.get_fields() if isinstance(each, TextField | JSONField)]
    return {each.name for each in fields} - NO_FREE_TEXT


@pytest.mark.parametrize("model", KINDS)
def test_every_text_has_a_grant_of_its_own(model: type[Record]) -> None:
    if model.SHOWN_BY != Record.NOBODY:
        assert texts(model) <= model.FIELDS_SHOWN_BY.keys()


@pytest.mark.parametrize("model", KINDS)
def test_every_grant_and_field_named_is_there(model: type[Record]) -> None:
    named = {model.SHOWN_BY, *model.FIELDS_SHOWN_BY.values()}
    assert named <= {*Grant, Record.NOBODY}
    assert model.FIELDS_SHOWN_BY.keys() <= {each.name for each in model._meta.get_fields()}


def test_what_nobody_thought_of_is_nobodys() -> None:
    assert Record.SHOWN_BY == Record.NOBODY
    assert {model.__name__ for model in KINDS if model.SHOWN_BY == Record.NOBODY} == {"FlagResponse"}
