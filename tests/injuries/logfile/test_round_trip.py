"""Export, import into an empty log, export again: equal but for the time of the export."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.core.management import CommandError, call_command

from injuries.logfile.document import parse, read
from injuries.logfile.importing import import_document
from injuries.overview.demo import demo_document
from runlog.people.models import User
from runlog.training.models import Run
from tests.support.days import NOW, ON
from tests.support.exports import document_of

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.json"))
SCHEMA = json.loads((Path(__file__).parents[2] / "support" / "log-format.schema.json").read_text())
FULL = json.loads((Path(__file__).parents[2] / "support" / "full_log.json").read_text())


def whole(document: dict[str, Any]) -> Any:
    return read(json.loads(json.dumps(document), parse_float=Decimal))


def exported(athlete: User) -> dict[str, Any]:
    document = document_of(User.objects.get(pk=athlete.pk), now=NOW)
    document.pop("exported_at")
    return document


@pytest.mark.django_db
@pytest.mark.parametrize("document", [FULL, demo_document(ON)], ids=["full", "demo"])
def test_a_log_comes_out_as_it_went_in(ann: User, eve: User, document: dict[str, Any]) -> None:
    import_document(ann, whole(document))
    first = exported(ann)
    jsonschema.validate(first, SCHEMA)
    import_document(eve, whole(first))
    assert exported(eve) == first
    for kind, rows in document.items():
        if isinstance(rows, list):
            assert len(first[kind]) == len(rows)


@pytest.mark.django_db
def test_every_value_of_a_full_log_is_kept(ann: User) -> None:
    import_document(ann, whole(FULL))
    out = exported(ann)
    expected = json.loads(json.dumps(FULL))
    expected["shoes"][0]["edited_at"] = "2026-01-03T09:00:00+00:00"
    for kind in expected:
        if isinstance(expected[kind], list):
            assert out[kind] == expected[kind]


@pytest.mark.django_db
@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_every_scenario_goes_round(ann: User, eve: User, file: Path) -> None:
    import_document(ann, read(json.loads(file.read_text(), parse_float=Decimal)["log"]))
    first = exported(ann)
    jsonschema.validate(first, SCHEMA)
    import_document(eve, whole(first))
    assert exported(eve) == first


@pytest.mark.django_db
def test_the_commands_say_what_is_wrong_and_store_nothing(ann: User, tmp_path: Path) -> None:
    file = tmp_path / "log.json"
    file.write_text(json.dumps(FULL | {"pain": [*FULL["pain"], {"id": "p2", "at": "2026-05-03T23:30:00Z", "score": 11}]}))
    with pytest.raises(CommandError, match=r"pain\[1\]\.score: must be a whole number from 0 to 10"):
        call_command("import_log", "--athlete", ann.email, str(file))
    assert not Run.objects.exists()
    with pytest.raises(CommandError, match="Nobody here"):
        call_command("import_log", "--athlete", "nobody@example.org", str(file))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_log", "--athlete", ann.email, str(tmp_path / "missing.json"))


@pytest.mark.django_db
def test_the_commands_write_and_read_a_file(ann: User, eve: User, tmp_path: Path) -> None:
    import_document(ann, whole(FULL))
    file = tmp_path / "log.json"
    call_command("export_log", "--athlete", ann.email, str(file))
    assert parse(file.read_bytes()).athlete["units"] == "mi"
    call_command("import_log", "--athlete", eve.email, str(file))
    assert exported(eve) == exported(ann)
