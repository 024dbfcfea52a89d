"""The zips: every table explained, what is missing stays empty, nothing for a spreadsheet to work out."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest

from injuries.logfile.document import read
from injuries.logfile.exporting import exported
from injuries.logfile.importing import import_document
from injuries.logfile.others import COLUMNS as COLUMNS_OF_OTHERS
from injuries.logfile.table_words import FILES, explained
from injuries.logfile.zips import all_tables, write_others, write_tables
from runlog.core.records import kinds
from runlog.people.access import note_looks
from runlog.people.coaching_actions import begin
from runlog.people.grants import OPEN_END, Terms
from runlog.people.models import Look, User
from tests.support.clock import NOW
from tests.support.rows import DAY, make_pain, make_run, make_shoe

FULL = json.loads((Path(__file__).parents[2] / "support" / "full_log.json").read_text(), parse_float=Decimal)


def tables(athlete, write=write_tables):
    """Return the rows of every table by its name, and the README."""
    with exported(athlete, write, now=NOW) as file, ZipFile(file) as archive:
        assert archive.testzip() is None
        texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    readme = texts.pop("README.txt")
    return {name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}, readme


def test_every_file_and_column_is_explained_and_nothing_else_is() -> None:
    found = {table.name: table.headings for table in all_tables()} | COLUMNS_OF_OTHERS
    assert found.keys() == FILES.keys()
    for name, headings in found.items():
        assert len(set(headings)) == len(headings)
        assert all(explained(name, heading) for heading in headings)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_every_value_of_the_format_has_its_column(kind) -> None:
    names = {table.name: table for table in all_tables()}
    record = {column.path[0] for column in names[kind.name].columns}
    parts = {table.part for table in names.values() if table.part and table.name == f"{kind.name}_{table.part}"}
    assert record | parts == kind.shape.attributes.keys()


@pytest.mark.django_db
def test_a_full_log_stands_in_its_tables(ann: User) -> None:
    import_document(ann, read(FULL))
    found, readme = tables(ann)
    run, missed = found["runs"]
    assert (run["started_at"], run["local_date"]) == ("2026-05-03T23:30:00.250000+02:00", "2026-05-03")
    assert (run["distance_m"], run["duration_s"], run["warm_up_minutes"], run["tightness_quads"]) == ("8046.72", "2850.5", "5", "0")
    assert (run["slumped"], run["planned"], run["note"]) == ("no", "yes", "a\nb")
    assert (missed["local_date"], missed["distance_m"], missed["slumped"], missed["warm_up_state"]) == ("2026-05-04", "", "", "")
    assert [(row["record"], row["place"], row["worn"], row["note"]) for row in found["shoes_checks"]] == [
        ("s1", "1", "heel", "left"),
        ("s1", "2", "none", ""),
    ]
    assert found["runs_also"] == [{"record": "r1", "place": "1", "kind": "gpx", "name": "x.gpx", "digest": ""}]
    assert found["strength"][0]["focus"] == "core; legs"
    assert found["sign_checks"][0]["answers_fever"] == "not_sure"
    assert found["sign_checks"][0]["answers_lump"] == ""
    assert found["appointments_questions"][0]["value"] == "What now?"
    assert found["profile"][0]["units"] == "mi"
    assert {kind.name: len(found[kind.name]) for kind in kinds()} == {kind.name: len(FULL[kind.name]) for kind in kinds()}
    assert "never zero" in readme


@pytest.mark.django_db
def test_no_cell_is_a_formula(ann: User) -> None:
    shoe = make_shoe(ann, name='=HYPERLINK("http://x")', brand="@a", note="\t-1")
    make_run(ann, shoe=shoe, note="+1", log_id="=r1")
    make_pain(ann, note="-2")
    found, _readme = tables(ann)
    assert found["shoes"][0]["name"] == '\'=HYPERLINK("http://x")'
    cells = [cell for rows in found.values() for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert found["runs"][0]["id"] == "'=r1"


@pytest.mark.django_db
def test_an_empty_log_has_every_file_and_no_row(ann: User) -> None:
    found, _readme = tables(ann)
    assert {name for name, rows in found.items() if rows} == {"profile"}
    assert found.keys() == {table.name for table in all_tables()}


@pytest.mark.django_db
def test_what_others_did_is_told_and_nothing_of_anybody_else(ann: User, carl: User, eve: User) -> None:
    begin(coach=carl, athlete=ann, terms=Terms(training=OPEN_END, pain=DAY), now=NOW)
    begin(coach=carl, athlete=eve, terms=Terms(training=OPEN_END), now=NOW)
    for athlete in (ann, eve, ann):
        note_looks(carl, {athlete.pk: DAY}, Look.What.RUN, NOW)
    found, readme = tables(ann, write_others)
    terms = {"training_until": "open", "pain_until": "2026-11-21", "notes_until": ""}
    at = NOW.astimezone(ann.local(NOW).tzinfo).isoformat()
    assert found["coaches"] == [{"coach": "Carl", "coach_email": carl.email, "began_at": at, "ended_at": "", **terms}]
    assert found["consent_steps"] == [{"coach": "Carl", "what": "begun", "by": "Ann", "at": at, **terms}]
    assert found["access_log"] == [{"on": "2026-11-21", "who": "Carl", "what": "run", "count": "2", "last_at": at}]
    carl.delete()
    found, readme = tables(ann, write_others)
    assert [row["who"] for row in found["access_log"]] == [""]
    assert "Nobody can write a note to you here" in readme
