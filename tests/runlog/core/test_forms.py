"""How a form is drawn: labels, errors beside and above, folds and follow-ups."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template

from runlog.core.fields import DistanceField, ScoreField, SegmentedField, TextField
from runlog.core.forms import RunlogForm
from runlog.core.layout import Card, Fold, Folds, Follow, Row

pytestmark = pytest.mark.urls(__name__)
urlpatterns: list[object] = []


class Example(RunlogForm):
    distance = DistanceField(label="Distance", required=False, help_text="Optional")
    name = TextField(label="Name")
    warm_up = SegmentedField([("done", "Done"), ("skipped", "Skipped")], label="Did you warm up?", opens=("done",))
    after = ScoreField(label="After the run")
    effort = ScoreField(label="Effort")

    def layout(self) -> list[object]:
        folds = Folds(Fold("How it felt", "effort", "effort"))
        return [Card("The run", Row("distance", "name"), "warm_up", Follow("after")), folds]


def drawn(**kwargs: Any) -> str:
    """Return the form's markup as a page draws it."""
    form = Example(initial={"id": "run-1", "distance": Decimal(8214)}, **kwargs)
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form}))


def element(markup: str, pattern: str) -> str:
    found = re.search(pattern, markup, re.DOTALL)
    assert found, pattern
    return found.group()


def test_carries_the_record_id_and_the_writers_units() -> None:
    markup = drawn(units="mi")
    assert 'value="run-1"' in element(markup, r'<input type="hidden" name="id"[^>]*>')
    assert 'value="5.104"' in element(markup, r'<input[^>]*name="distance"[^>]*>')
    assert ">mi</span>" in markup


def test_help_and_error_are_tied_to_the_input() -> None:
    markup = drawn(data={"id": "run-1", "distance": "ten", "name": "Ghost"})
    entry = element(markup, r'<input[^>]*name="distance"[^>]*>')
    assert 'aria-describedby="id_distance_helptext id_distance_error"' in entry
    assert 'aria-invalid="true"' in entry
    assert 'value="ten"' in entry
    assert 'id="id_distance_helptext"' in markup
    assert "“ten” is not a number" in element(markup, r'id="id_distance_error".*?</div>')


def test_errors_stand_above_with_links() -> None:
    markup = drawn(data={"id": "run-1", "distance": "ten", "name": "", "warm_up": "maybe"})
    summary = element(markup, r"<section class=\"errors\".*?</section>")
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary)
    assert links == [
        ("id_distance", "Distance: “ten” is not a number. Type it in figures, such as 8.2."),
        ("id_name", "Name: This is needed. Fill it in to save."),
        ("id_warm_up", "Did you warm up? Choose one of the answers."),
    ]
    assert all(f'id="{target}"' in markup for target, _text in links)


def test_no_errors_no_summary() -> None:
    assert 'class="errors"' not in drawn()


def test_a_form_without_its_id_is_refused() -> None:
    assert Example({"name": "Ghost"}).errors["id"] == ["This page is incomplete. Open the form again."]


@pytest.mark.parametrize(("data", "is_open"), [({}, False), ({"effort": "5"}, True), ({"effort": "11"}, True)])
def test_fold_opens_for_values_and_errors(data: dict[str, str], is_open: bool) -> None:
    fold = element(drawn(data={"id": "run-1", "name": "Ghost", **data}), r"<details[^>]*>")
    assert (" open" in fold) == is_open


def test_follow_ups_show_for_their_answers() -> None:
    markup = drawn()
    assert re.findall(r'value="(\w*)"[^>]*data-opens', markup) == ["done"]
    assert 'class="follow stack"' in markup
    assert 'class="follow stack shown"' in drawn(data={"id": "run-1", "name": "Ghost", "after": "11"})


def test_leaving_open_is_what_stands_when_nothing_is_known() -> None:
    checked = re.findall(r'<input[^>]*name="(after|warm_up)"[^>]*value="(\w*)"[^>]* checked', drawn())
    assert checked == [("warm_up", ""), ("after", "")]


def test_a_needed_field_says_so() -> None:
    label = element(drawn(), r'<label class="form-label" for="id_name">.*?</label>')
    assert "needed" in label
