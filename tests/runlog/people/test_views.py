"""The first questions, the settings, the privacy page and forms that were open for too long."""

import re
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.test import Client

from runlog.core.events import log_changed
from runlog.core.jobs import periodic
from runlog.people.consent import CONSENT_VERSION
from runlog.people.models import User
from tests.support.cast import PASSWORD

pytestmark = pytest.mark.once
ANSWERS = {"country": "US", "units": "mi", "time_zone": "America/Denver", "back_pain_in_year_before": "yes"}


@pytest.fixture
def told() -> Iterator[list[User]]:
    """Whose log was said to have changed."""
    heard: list[User] = []

    def hear(athlete: User, **more: object) -> None:
        heard.append(User.objects.get(pk=athlete.pk))

    log_changed.connect(hear)
    yield heard
    log_changed.disconnect(hear)


def chosen(page: str, name: str) -> str:
    """Return the chosen option of a select, or the ticked one of radio buttons."""
    select = "".join(re.findall(rf'<select name="{name}".*?</select>', page, re.DOTALL))
    ticked = re.findall(rf'name="{name}"[^>]*value="([^"]*)"[^>]*checked', page)
    return [*re.findall(r'<option value="([^"]*)" selected', select), *ticked][0]


# The first questions ----------------------------------------------------------------------------------------------------


def test_newcomers_are_asked_until_they_answer(newcomer: User, visitor: Client) -> None:
    assert visitor.get("/").headers["Location"] == "/welcome/"
    assert visitor.post("/welcome/", ANSWERS).headers["Location"] == "/"
    newcomer.refresh_from_db()
    assert (newcomer.country, newcomer.units, newcomer.time_zone) == ("US", "mi", "America/Denver")
    assert newcomer.back_pain_in_year_before is True
    assert newcomer.welcomed_at is not None
    assert visitor.get("/").status_code == 200


def test_welcome_can_be_skipped_and_keeps_no_guess(newcomer: User, visitor: Client) -> None:
    assert visitor.post("/welcome/", {**ANSWERS, "skip": "1"}).headers["Location"] == "/"
    newcomer.refresh_from_db()
    assert (newcomer.country, newcomer.units, newcomer.back_pain_in_year_before) == ("", "km", None)
    assert visitor.get("/").status_code == 200


@pytest.mark.parametrize(("sent", "kept"), [("yes", True), ("no", False), ("", None), (None, None)])
def test_back_pain_left_open_is_not_no(newcomer: User, visitor: Client, sent: str | None, kept: bool | None) -> None:
    answers = {name: value for name, value in {**ANSWERS, "back_pain_in_year_before": sent}.items() if value is not None}
    visitor.post("/welcome/", answers)
    assert User.objects.get().back_pain_in_year_before is kept


def test_guesses_stand_there_and_say_why(newcomer: User, visitor: Client) -> None:
    User.objects.update(time_zone="America/Chicago")
    page = visitor.get("/welcome/").content.decode()
    assert [chosen(page, name) for name in ("country", "units", "time_zone")] == ["US", "mi", "America/Chicago"]
    assert "Miles are usual in: United States." in page
    assert chosen(page, "back_pain_in_year_before") == ""
    assert "data-guess" not in page, "what the browser has told already is not guessed again"


def test_guesses_without_a_zone_come_from_the_language(newcomer: User, visitor: Client) -> None:
    User.objects.update(time_zone="UTC")
    page = visitor.get("/welcome/").content.decode()
    assert [chosen(page, name) for name in ("country", "units", "time_zone")] == ["GB", "mi", "Europe/London"]
    assert 'data-guess="zone" data-unset="Europe/London"' in page


@pytest.mark.parametrize(("field", "value"), [("country", "ZZ"), ("units", "furlongs"), ("time_zone", "Mars/Olympus"), ("units", "")])
def test_what_welcome_refuses(newcomer: User, visitor: Client, field: str, value: str) -> None:
    response = visitor.post("/welcome/", {**ANSWERS, field: value})
    assert response.status_code == 422
    newcomer.refresh_from_db()
    assert (newcomer.units, newcomer.country, newcomer.welcomed_at) == ("km", "", None)


def test_who_has_not_consented_is_asked_to(visitor: Client) -> None:
    user = User.objects.create_user("op@example.org", "a pair of old shoes")
    visitor.force_login(user)
    assert 'name="skip"' not in visitor.get("/welcome/").content.decode()
    assert visitor.post("/welcome/", {**ANSWERS, "skip": "1"}).status_code == 422
    assert User.objects.get().welcomed_at is None
    visitor.post("/welcome/", {**ANSWERS, "consent": "on"})
    assert User.objects.get().consent_version == CONSENT_VERSION
    assert User.objects.get().consented_at is not None


def test_consent_given_once_keeps_its_date(newcomer: User, visitor: Client) -> None:
    visitor.post("/welcome/", ANSWERS)
    assert User.objects.get().consented_at == newcomer.consented_at


# Settings -----------------------------------------------------------------------------------------------------------------


def test_settings_show_what_is_kept(ann: User, ann_client: Client) -> None:
    page = ann_client.get("/settings/").content.decode()
    assert [chosen(page, name) for name in ("country", "units", "time_zone", "theme")] == ["DE", "km", "Europe/Berlin", ""]
    assert 'value="Ann"' in page


def test_settings_are_saved_and_told(ann: User, ann_client: Client, told: list[User]) -> None:
    sent = {**ANSWERS, "display_name": "  Ann of Cleves ", "theme": "dark"}
    assert ann_client.post("/settings/", sent).headers["Location"] == "/settings/"
    ann.refresh_from_db()
    assert (ann.display_name, ann.theme, ann.units, ann.time_zone) == ("Ann of Cleves", "dark", "mi", "America/Denver")
    assert [(user.time_zone, user.back_pain_in_year_before) for user in told] == [("America/Denver", True)]
    page = ann_client.get("/settings/").content.decode()
    assert 'data-bs-theme="dark"' in page
    assert "Your settings are saved." in page


def test_answers_of_welcome_are_told_once(newcomer: User, visitor: Client, told: list[User]) -> None:
    visitor.post("/welcome/", ANSWERS)
    assert [user.back_pain_in_year_before for user in told] == [True]


@pytest.mark.parametrize(
    ("field", "value"), [("display_name", "x" * 201), ("display_name", "Ann\x07"), ("theme", "pink"), ("time_zone", ""), ("country", "de")]
)
def test_what_settings_refuse(ann: User, ann_client: Client, told: list[User], field: str, value: str) -> None:
    response = ann_client.post("/settings/", {**ANSWERS, "display_name": "Ann", field: value})
    assert response.status_code == 422
    assert told == []
    ann.refresh_from_db()
    assert ann.units == "km"


def test_nothing_but_the_profile_can_be_set(ann: User, ann_client: Client) -> None:
    ann_client.post("/settings/", {**ANSWERS, "is_staff": "on", "is_curator": "on", "email": "other@example.org"})
    ann.refresh_from_db()
    assert (ann.is_staff, ann.is_curator, ann.email) == (False, False, "ann@example.org")


def test_a_zone_off_the_map_stays(ann: User, ann_client: Client) -> None:
    User.objects.update(time_zone="US/Pacific")
    assert chosen(ann_client.get("/settings/").content.decode(), "time_zone") == "US/Pacific"
    ann_client.post("/settings/", {**ANSWERS, "time_zone": "US/Pacific"})
    ann.refresh_from_db()
    assert (ann.units, ann.time_zone) == ("mi", "US/Pacific")


# Privacy --------------------------------------------------------------------------------------------------------------------


def test_privacy_is_for_everybody(visitor: Client, ann_client: Client) -> None:
    for client in (visitor, ann_client):
        page = client.get("/privacy/").content.decode()
        assert "Nobody watches" in page
        assert "60 days" in page


def test_privacy_names_every_cookie(visitor: Client, ann: User) -> None:
    assert visitor.post("/account/login/", {"login": ann.email, "password": PASSWORD}).status_code == 302
    assert visitor.post("/settings/", ANSWERS).status_code == 302  # with a message for the next page
    page = visitor.get("/privacy/").content.decode()
    assert set(visitor.cookies) == {"sessionid", "csrftoken"}
    assert "Two, both needed" in page
    assert "third" not in page


def test_privacy_says_when_the_bin_is_emptied(visitor: Client) -> None:
    assert "cannot be brought back, and is thrown away within a day." in visitor.get("/privacy/").content.decode()
    assert periodic()["runlog.core.periodic.purge"] <= 24 * 60


def test_privacy_says_where_mails_go(visitor: Client, settings: LazySettings) -> None:
    without = visitor.get("/privacy/").content.decode()
    settings.HAS_MAIL_SERVER = True
    assert "There is no mail server" in without
    assert "There is no mail server" not in visitor.get("/privacy/").content.decode()


# Forms that were open for too long --------------------------------------------------------------------------------------------


def test_old_form_of_nobody_leads_to_the_log_in(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/settings/", ANSWERS).headers["Location"] == "/account/login/?next=/settings/"


def test_old_form_of_somebody_is_refused_with_a_way_back(ann: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    response = client.post("/account/sessions/end/", headers={"Referer": "http://testserver/account/sessions/"})
    assert response.status_code == 403
    assert 'href="/account/sessions/">Open the page again' in response.content.decode()
