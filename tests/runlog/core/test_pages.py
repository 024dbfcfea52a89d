"""The hidden id of a new form belongs to the person who opened it."""

import pytest
from django.http import Http404

from runlog.core.pages import new_form_id, read_form_id
from runlog.core.records import kinds


def test_the_owner_gets_the_log_id_that_was_made(ann):
    value = new_form_id(ann, "run")
    log_id = read_form_id(ann, value)
    assert log_id.startswith("run-")
    assert len(log_id) == len("run-") + 32
    assert read_form_id(ann, value) == log_id


def test_every_form_has_an_id_of_its_own(ann):
    assert new_form_id(ann, "run") != new_form_id(ann, "run")


def test_nobody_else_may_send_it(ann, eve):
    with pytest.raises(Http404):
        read_form_id(eve, new_form_id(ann, "run"))


@pytest.mark.parametrize(
    "tamper",
    [
        lambda value: None,
        lambda value: "",
        lambda value: value.partition(":")[0],
        lambda value: value[:-1],
        lambda value: value + "x",
        lambda value: "run-" + "0" * 32 + ":" + value.partition(":")[2],
        lambda value: value.replace("run-", "walk-"),
        lambda value: value + "\x00",
        lambda value: "é" + value,
    ],
)
def test_what_was_not_made_here_is_not_found(ann, tamper):
    with pytest.raises(Http404):
        read_form_id(ann, tamper(new_form_id(ann, "run")))


def test_ids_of_every_kind_of_record_fit(ann):
    for kind in kinds():
        log_id = read_form_id(ann, new_form_id(ann, kind.prefix))
        assert len(log_id) <= 64
