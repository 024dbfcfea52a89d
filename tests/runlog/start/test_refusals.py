"""What stops `make run`: one sentence that says what is wrong, an exit status, no traceback."""

from pathlib import Path

import pytest

from tests.support.started import refused

REFUSALS = {
    "PORT": ({"PORT": "80a"}, "PORT must be a whole number"),
    "DEMO": ({"DEMO": "perhaps"}, "DEMO must be 1 or 0"),
    "DEBUG": ({"DEBUG": "perhaps"}, "DEBUG must be 1 or 0"),
    "SECRET_KEY": ({"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
    "ALLOWED_HOSTS": ({"ALLOWED_HOSTS": "https://log.example.org"}, "ALLOWED_HOSTS must list host names"),
    "EMAIL_URL": ({"EMAIL_URL": "mail.example.org"}, "EMAIL_URL must begin with"),
    "DATABASE_URL, its kind": ({"DATABASE_URL": "mysql://db/log"}, "DATABASE_URL must begin with"),
    "DATABASE_URL, its server": (
        {"DATABASE_URL": "postgresql://ann:secret@127.0.0.1:1/log"},
        "the database that DATABASE_URL names cannot be opened",
    ),
    "WEB_CONCURRENCY": ({"WEB_CONCURRENCY": "many"}, "WEB_CONCURRENCY must be a whole number"),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_wrong_setting_is_told(what: str, repository: Path, data: str) -> None:
    variables, sentence = REFUSALS[what]
    check(repository, sentence, DATA_DIR=data, **variables)


def test_folder_that_cannot_be_made_is_told(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    check(repository, "Not a directory", DATA_DIR=str(tmp_path / "file" / "data"))


def test_file_that_is_no_database_is_told(repository: Path, data: str) -> None:
    Path(data, "runlog.sqlite3").write_text("a letter to a friend")
    check(repository, "runlog.sqlite3 cannot be opened: file is not a database", DATA_DIR=data)


def test_journal_without_its_database_is_kept(repository: Path, data: str) -> None:
    """It may hold all that was written last; beside a new database it would spoil both."""
    journal = Path(data, "runlog.sqlite3-wal")
    journal.write_text("the last entries")
    check(repository, "has lost its database", DATA_DIR=data)
    assert journal.read_text() == "the last entries"


def check(repository: Path, sentence: str, **variables: str) -> None:
    """Start, and read of nothing but the sentence and what make says itself."""
    run = refused(repository, **variables)
    lines = [line for line in run.stderr.splitlines() if not line.startswith("make")]
    assert run.returncode != 0
    assert len(lines) == 1, run.stderr
    assert lines[0].startswith("Runlog stopped: ")
    assert sentence in lines[0]
    assert "secret" not in lines[0].replace("secret_key", "")
