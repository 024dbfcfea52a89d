"""The command `assess`: of a file without a database, of a folder, of a stored log, of everybody."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from injuries.guidance import sweeping
from injuries.guidance.assessing import keep_true
from injuries.guidance.models import Flag
from injuries.logfile.document import read
from injuries.logfile.importing import import_document
from runlog.people.models import User
from tests.support.clock import NOW, Clock

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FILES = sorted(SCENARIOS.glob("*.json"))


def run(*words: str) -> str:
    out = StringIO()
    call_command("assess", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def scenario(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(), parse_float=Decimal)


def test_a_file_needs_no_database(tmp_path: Path) -> None:
    # Without the mark that opens the database every statement is an error.
    case = json.loads((SCENARIOS / "racing-shoe-limits.json").read_text())
    file = tmp_path / "log.json"
    file.write_text(json.dumps(case["log"]))
    found = json.loads(run("--file", str(file), "--on", case["on"], "--json"))
    assert set(found) == {"on", "episode", "elements", "flags", "insufficient"}
    assert found["on"] == case["on"]
    for expected in case["expect"]:
        assert any(expected.items() <= flag.items() for flag in found["flags"]), expected


def test_a_folder_gives_one_document_a_line() -> None:
    lines = [json.loads(line) for line in run("--dir", str(SCENARIOS)).splitlines()]
    assert [line["file"] for line in lines] == [file.name for file in FILES]


@pytest.mark.django_db
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_scenario_holds_as_an_imported_athlete(ann: User, file: Path) -> None:
    case = scenario(file)
    import_document(ann, read(case["log"]))
    stored = json.loads(run("--athlete", ann.email, "--on", case["on"], "--json"))
    [from_file] = [json.loads(line) for line in run("--dir", str(SCENARIOS)).splitlines() if json.loads(line)["file"] == file.name]
    from_file.pop("file")
    assert stored == from_file


@pytest.mark.django_db
def test_all_stores_the_flags_of_today_and_twice_is_once(ann: User, clock: Clock) -> None:
    case = scenario(SCENARIOS / "shoe-own-limit.json")
    clock(f"{case['on']}T12:00:00+00:00")
    import_document(ann, read(case["log"]))
    before = list(Flag.objects.order_by("pk").values())
    assert run("--all") == "1 of 1 logs assessed.\n"
    assert list(Flag.objects.order_by("pk").values()) == before
    assert before


@pytest.mark.django_db
def test_due_does_what_is_left_and_tells_of_the_rest(ann: User, eve: User, clock: Clock) -> None:
    keep_true(ann, NOW)
    assert run("--due") == "1 of 2 logs assessed. 1 were up to date.\n"
    assert run("--due") == "0 of 2 logs assessed. 2 were up to date.\n"
    clock(NOW + timedelta(days=1))
    assert run("--due") == "2 of 2 logs assessed.\n"


@pytest.mark.django_db
def test_what_was_broken_off_is_gone_on_with(ann: User, eve: User, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sweeping.keep_all_true

    def stop_at_eve(athletes: list[User], now: datetime) -> int:
        if eve in athletes:
            raise KeyboardInterrupt
        return whole(athletes, now)

    monkeypatch.setattr(sweeping, "CHUNK", 1)
    monkeypatch.setattr(sweeping, "keep_all_true", stop_at_eve)
    with pytest.raises(CommandError, match="goes on with the rest") as stopped:
        run("--all")
    assert stopped.value.returncode == 130
    monkeypatch.setattr(sweeping, "keep_all_true", whole)
    assert run("--all") == "1 of 2 logs assessed. This went on with a call that was broken off. 1 were up to date.\n"


@pytest.mark.django_db
def test_failures_are_counted(ann: User, eve: User, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "keep_all_true", lambda athletes, now: 0)
    assert run("--all") == "0 of 2 logs assessed. 2 failed; the reasons are above, and they are tried again.\n"


@pytest.mark.parametrize("which", ["--all", "--due"])
def test_a_day_for_everybody_is_refused(which: str) -> None:
    with pytest.raises(CommandError, match="leave --on out"):
        run(which, "--on", "2026-11-20")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "cannot be read as JSON"),
        ('{"format": "runlog/1", "athlete": {}, "pain": [{"id": "p", "at": "2026-11-20T20:00:00Z", "score": 11}]}', r"pain\[0\]\.score"),
        ('{"format": "runlog/9", "athlete": {}}', "format"),
    ],
)
def test_a_bad_file_is_told_by_its_path(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "log.json"
    file.write_text(text)
    with pytest.raises(CommandError, match=told):
        run("--file", str(file), "--json")


def test_a_missing_file_or_an_odd_day_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        run("--file", str(tmp_path / "none.json"))
    with pytest.raises(CommandError, match="not a date"):
        run("--file", "x.json", "--on", "yesterday")
    with pytest.raises(CommandError, match=r"holds no \*\.json"):
        run("--dir", str(tmp_path))


def test_a_record_made_further_east_makes_the_day_a_later_one_once_it_has_happened(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "log.json"
    score = {"id": "p", "at": "2026-11-23T00:30:00+14:00", "score": 8}
    file.write_text(json.dumps({"format": "runlog/1", "athlete": {"time_zone": "Europe/Berlin"}, "pain": [score]}))
    clock("2026-11-22T10:29:59+00:00")
    assert json.loads(run("--file", str(file), "--json"))["on"] == "2026-11-22"
    clock("2026-11-22T10:30:00+00:00")
    found = json.loads(run("--file", str(file), "--json"))
    assert found["on"] == "2026-11-23"
    assert "warning_sign_check_due" in {flag["rule"] for flag in found["flags"]}


def test_today_is_that_of_the_file_s_own_zone(tmp_path: Path, clock: Clock) -> None:
    clock("2026-11-22T23:30:00+00:00")
    file = tmp_path / "log.json"
    file.write_text('{"format": "runlog/1", "athlete": {"time_zone": "Asia/Tokyo"}}')
    assert json.loads(run("--file", str(file), "--json"))["on"] == date(2026, 11, 23).isoformat()
