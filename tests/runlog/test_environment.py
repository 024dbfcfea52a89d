"""Settings from the environment: what each may be, and the sentence that a wrong one gets."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from runlog.environment import POOL, Environment

KEY = "k" * 32
FOLDER = Path("somewhere")


@pytest.mark.parametrize("value", ["1", "true", "YES", " on "])
def test_switch_is_on(value: str) -> None:
    assert Environment({"HTTPS": value}).flag("HTTPS", default=False) is True


@pytest.mark.parametrize("value", ["0", "False", "no", "off"])
def test_switch_is_off(value: str) -> None:
    assert Environment({"HTTPS": value}).flag("HTTPS", default=True) is False


@pytest.mark.parametrize("value", ["", "  "])
def test_empty_switch_is_not_set(value: str) -> None:
    assert Environment({"HTTPS": value}).flag("HTTPS", default=True) is True


@pytest.mark.parametrize("value", ["maybe", "2", "-1", "1.0"])
def test_other_switch_is_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="HTTPS must be 1 or 0"):
        Environment({"HTTPS": value}).flag("HTTPS", default=True)


@pytest.mark.parametrize("value", ["0", "65536", "80a", "-1", "8 0", "٨٠", "1.5"])
def test_port_out_of_bounds_is_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="PORT must be a whole number from 1 to 65535"):
        Environment({"PORT": value}).number("PORT", default=8000, low=1, high=65535)


@pytest.mark.parametrize(("value", "port"), [("1", 1), ("65535", 65535), ("", 8000)])
def test_port_at_its_bounds(value: str, port: int) -> None:
    assert Environment({"PORT": value}).number("PORT", default=8000, low=1, high=65535) == port


def test_hosts_are_listed() -> None:
    hosts = Environment({"ALLOWED_HOSTS": "log.example.org, .example.net ,[::1],"}).hosts("ALLOWED_HOSTS")
    assert hosts == ["log.example.org", ".example.net", "[::1]"]


@pytest.mark.parametrize("value", ["https://log.example.org", "log.example.org:443", "*", "log.example.org/", "two words"])
def test_other_than_host_names_is_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS must list host names alone"):
        Environment({"ALLOWED_HOSTS": value}).hosts("ALLOWED_HOSTS")


def test_words_are_listed() -> None:
    known = ("coaches", "curators")
    assert Environment({"SECOND_FACTOR_FOR": "Coaches , curators,"}).words("SECOND_FACTOR_FOR", known=known) == {"coaches", "curators"}
    assert Environment({}).words("SECOND_FACTOR_FOR", known=known) == frozenset()


@pytest.mark.parametrize("value", ["coach", "coaches curators", "all", "coaches,1"])
def test_other_words_are_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECOND_FACTOR_FOR must list some of coaches, curators, not"):
        Environment({"SECOND_FACTOR_FOR": value}).words("SECOND_FACTOR_FOR", known=("coaches", "curators"))


def test_key_of_the_environment_goes_first(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("f" * 40)
    assert Environment({"SECRET_KEY": KEY}).secret_key(tmp_path) == KEY
    assert Environment({}).secret_key(tmp_path) == "f" * 40


def test_missing_key_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="There is no secret key"):
        Environment({}).secret_key(tmp_path)


def test_short_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is too short"):
        Environment({"SECRET_KEY": KEY[1:]}).secret_key(tmp_path)
    (tmp_path / "secret_key").write_text("")
    with pytest.raises(ImproperlyConfigured, match=r"The secret key in .* is too short"):
        Environment({}).secret_key(tmp_path)


def test_embedded_database_queues_writers() -> None:
    database = Environment({}).database(FOLDER / "x.sqlite3")
    assert database["NAME"] == str(FOLDER / "x.sqlite3")
    assert database["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }


def test_sqlite_elsewhere_is_set_up_alike() -> None:
    database = Environment({"DATABASE_URL": "sqlite:////srv/log.sqlite3"}).database(FOLDER)
    assert (database["NAME"], database["OPTIONS"]) == ("/srv/log.sqlite3", Environment({}).database(FOLDER)["OPTIONS"])


def test_postgresql_has_a_pool() -> None:
    database = Environment({"DATABASE_URL": "postgresql://ann:p%23w@db:5433/log?sslmode=require"}).database(FOLDER)
    assert (database["HOST"], database["PORT"], database["PASSWORD"], database["CONN_MAX_AGE"]) == ("db", 5433, "p#w", 0)
    assert database["CONN_HEALTH_CHECKS"] is True
    assert database["OPTIONS"] == {"pool": POOL, "connect_timeout": 5, "sslmode": "require"}


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://db/log", "must begin with postgresql:// or sqlite:///"),
        ("log.sqlite3", "must begin with postgresql:// or sqlite:///"),
        ("postgresql://db", "names no database"),
        ("sqlite://", "names no database"),
        ("postgresql://ann:p@db:x/log", "cannot be read"),
        ("postgresql://ann:p#w@db/log", "cannot be read"),
        ("postgresql://ann@[db/log", "cannot be read"),
    ],
)
def test_wrong_database_is_refused_without_its_password(url: str, sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"DATABASE_URL {sentence}") as refusal:
        Environment({"DATABASE_URL": url}).database(FOLDER)
    assert "p#w" not in str(refusal.value)


def test_without_a_mail_server_mails_are_files() -> None:
    mail = Environment({}).email(FOLDER)
    assert mail == {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": str(FOLDER)}


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("submission://mail.example.org", 587, True, False),
        ("smtps://mail.example.org", 465, False, True),
        ("smtps://mail.example.org:10465", 10465, False, True),
    ],
)
def test_mail_server(url: str, port: int, tls: bool, ssl: bool) -> None:
    mail = Environment({"EMAIL_URL": url}).email(FOLDER)
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"]) == ("mail.example.org", port)
    assert (mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (tls, ssl)
    assert mail["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    # Nobody waits for a mail server that does not answer.
    assert mail["EMAIL_TIMEOUT"]


def test_user_and_password_of_a_mail_server() -> None:
    mail = Environment({"EMAIL_URL": "submission://ann%40example.org:p%23w@mail.example.org"}).email(FOLDER)
    assert (mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]) == ("ann@example.org", "p#w")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mail.example.org", "must begin with"),
        ("http://mail", "must begin with"),
        ("smtp://h:x", "cannot be read"),
        ("smtp://", "names no host"),
    ],
)
def test_wrong_mail_server_is_refused(url: str, sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"EMAIL_URL {sentence}"):
        Environment({"EMAIL_URL": url}).email(FOLDER)


@pytest.mark.parametrize("value", ["nonsense", "Runlog", "@example.org", "runlog@", "Runlog <>"])
def test_sender_without_an_address_is_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DEFAULT_FROM_EMAIL must be an e-mail address"):
        Environment({"DEFAULT_FROM_EMAIL": value}).sender("DEFAULT_FROM_EMAIL", "x@localhost")


@pytest.mark.parametrize("value", ["runlog@example.org", "Runlog <runlog@example.org>"])
def test_sender_with_an_address_is_kept(value: str) -> None:
    assert Environment({"DEFAULT_FROM_EMAIL": value}).sender("DEFAULT_FROM_EMAIL", "x@localhost") == value
