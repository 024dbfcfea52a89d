"""Any file at all goes in; activities or one plain sentence come out."""

import gzip
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from runlog.imports.formats import BIGGEST, READERS, problems, read
from runlog.imports.formats.sniff import sniff
from tests.samples.fit_writing import FitFile, fit_file_id
from tests.samples.writers import fit_run, gpx_run, tcx_run

WRITTEN: dict[str, Callable[[], bytes]] = {"fit": fit_run, "gpx": gpx_run, "tcx": tcx_run}


@pytest.mark.parametrize("form", WRITTEN)
@pytest.mark.parametrize("packed", [0, 1])
def test_the_kind_is_told_from_the_bytes(form, packed):
    data = WRITTEN[form]()
    reading = read(gzip.compress(data) if packed else data)
    assert (reading.format, reading.problem) == (form, None)
    assert [activity.kind for activity in reading.activities] == ["run"]


@pytest.mark.parametrize(
    ("data", "form", "problem"),
    [
        (b"", "unknown", problems.EMPTY),
        (b" \n\t ", "unknown", problems.EMPTY),
        (b"\0" * 4096, "unknown", problems.NOT_KNOWN),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\x80" * 500, "unknown", problems.PICTURE),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "unknown", problems.PICTURE),
        (b"\0\0\0\x18ftypheic" + b"\0" * 99, "unknown", problems.PICTURE),
        (b"<!DOCTYPE html>\n<html><body>Log in</body></html>", "unknown", problems.WEB_PAGE),
        (b"\n\n<HTML><HEAD><TITLE>Sign in</TITLE></HEAD></HTML>", "unknown", problems.WEB_PAGE),
        (b"<!-- x --><html><body>gpx</body></html>", "unknown", problems.WEB_PAGE),
        (b"PK\x03\x04" + b"\0" * 60, "zip", problems.ARCHIVE),
        (b"Name,Email,Phone\nAnn,ann@example.org,123\n", "csv", problems.NO_LOG),
        ("Datum;Distanz;Zeit;Schuh\n".encode("cp1252"), "csv", problems.TABLE_EMPTY),
        (b'{"activities": [1, 2, 3], "format": "x", "y": 1}', "unknown", problems.NOT_KNOWN),
        (b"just a note, nothing more", "unknown", problems.NOT_KNOWN),
        (b'<?xml version="1.0"?><kml><Document/></kml>', "unknown", problems.NOT_KNOWN),
        (b"%PDF-1.7 and so on", "unknown", problems.NOT_KNOWN),
        (bytes(range(256)) * 10, "unknown", problems.NOT_KNOWN),
    ],
)
def test_what_is_no_activity_file_gets_its_reason(data, form, problem):
    reading = read(data)
    assert (reading.format, reading.activities, reading.problem) == (form, (), problem)


def test_a_real_archive_is_a_zip():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("run.fit", fit_run())
    assert read(buffer.getvalue()).problem == problems.ARCHIVE


def test_an_empty_file_inside_gzip_is_empty():
    assert read(gzip.compress(b"")).problem == problems.EMPTY


def test_members_of_gzip_are_read_one_after_the_other():
    data = gpx_run()
    assert len(read(gzip.compress(data[:1000]) + gzip.compress(data[1000:])).activities) == 1


def test_gzip_within_gzip_is_not_followed():
    assert read(gzip.compress(gzip.compress(gpx_run()))).problem == problems.NOT_KNOWN


def test_gzip_that_breaks_off_gives_what_is_there_and_says_so():
    packed = gzip.compress(gpx_run(points=3000))
    reading = read(packed[: len(packed) // 2])
    assert reading.problem == problems.DAMAGED
    assert 1000 < (reading.activities[0].distance_m or 0) < 9000


def test_gzip_of_which_nothing_can_be_read_is_refused():
    assert read(gzip.compress(fit_run())[:15]).problem == problems.PACKING_DAMAGED
    assert read(b"\x1f\x8b" + b"\xff" * 50).problem == problems.PACKING_DAMAGED


def test_what_is_too_big_is_refused_unread():
    assert read(gpx_run() + b" " * BIGGEST).problem == problems.TOO_BIG


@pytest.mark.parametrize("beginning", [b"", b"<gpx><trk><trkseg>"])
def test_a_gzip_bomb_is_refused_within_bounds(beginning):
    bomb = gzip.compress(beginning + bytes(200_000_000), 1)
    tracemalloc.start()
    reading = read(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert reading.activities == ()
    assert reading.problem == (problems.UNPACKS_TOO_BIG if beginning else problems.NOT_KNOWN)
    assert peak < 3 * BIGGEST


def test_a_fault_of_ours_is_a_sentence_too(monkeypatch, caplog):
    def fail(_data: bytes) -> None:
        raise RuntimeError

    monkeypatch.setitem(READERS, "fit", fail)
    assert read(fit_run()).problem == problems.OUR_FAULT
    assert "A reader failed" in caplog.text


def test_a_fit_file_needs_its_mark_not_its_name():
    assert sniff(fit_file_id(FitFile()).data()) == "fit"
    assert sniff(fit_file_id(FitFile()).data().replace(b".FIT", b".fit")) == "unknown"


def test_problems_are_sentences_that_say_what_to_do():
    sentences = {name: text for name, text in vars(problems).items() if name.isupper()}
    assert len(set(sentences.values())) == len(sentences)
    for name, text in sentences.items():
        assert text.endswith("."), name
        assert text.count(". ") + text.count(": ") >= 1, name
