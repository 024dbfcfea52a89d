"""The roster: who stands where and why, what deals with a row and what brings it back, and how much it asks the database."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.test import Client

from injuries.coaching.models import CoachNote, Label
from injuries.coaching.roster_queries import KEYS
from injuries.guidance.models import Assessment, Flag, FlagEvent
from runlog.core.models import Job
from runlog.people.grants import Grant
from runlog.people.models import CoachingLink, Look, User
from tests.support import rows
from tests.support.cast import make_user
from tests.support.clock import NOW, Clock
from tests.support.queries import QueryCount
from tests.support.sharing import ALL, invitation, link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HOUR = timedelta(hours=1)
STATES = dict.fromkeys(("warm_up", "posture"), "unknown") | dict.fromkeys(("footwear", "strength", "pain"), "ok")


def athlete(name: str, carl: User, *grants: Grant) -> User:
    """Somebody who shares with Carl, assessed today."""
    user = make_user(name)
    link(user, carl, *(grants or ALL))
    Assessment.objects.create(athlete=user, on=NOW.date(), is_due=False, assessed_at=NOW, result={"elements": STATES})
    return user


def flag(user: User, rule: str, level: str, **fields: object) -> Flag:
    element = "footwear" if "shoe" in rule else "pain"
    return rows.make_flag(user, rule=rule, level=level, element=element, short="{words:text}", facts={"words": rule}, **fields)


def names(client: Client, query: str = "") -> list[str]:
    return [row["name"] for row in client.get(f"/athletes/{query}").context["rows"]]


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    text = client.get(f"/athletes/csv/{query}").content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


class TestOrder:
    def test_warning_signs_persistent_rising_silent_shoes_then_the_rest(self, carl: User, carl_client: Client) -> None:
        expected = [
            ("Zoe", "emergency_signs", "emergency"),
            ("Yan", "urgent_signs", "urgent"),
            ("Xia", "leg_weakness", "notice"),
            ("Will", "persistent_pain", "see_provider"),
            ("Vera", "persistent_pain", "notice"),
            ("Uli", "worsening_pain", "see_provider"),
            ("Tim", "early_pain", "notice"),
            ("Sue", "silent_episode", "notice"),
            ("Rob", "worn_shoes", "caution"),
            ("Quin", "warm_up_habit", "caution"),
            ("Pia", "session_spike", "notice"),
            # Under the care of a provider: good to know is no pressing reason.
            ("Ole", "persistent_pain", "info"),
        ]
        for name, rule, level in reversed(expected):
            flag(athlete(name, carl), rule, level)
        athlete("Ada", carl)
        assert names(carl_client) == [name for name, _rule, _level in expected] + ["Ada"]

    def test_of_two_alike_the_one_that_rose_last_comes_first(self, carl: User, carl_client: Client) -> None:
        flag(athlete("Ada", carl), "early_pain", "notice", risen_at=NOW - 3 * HOUR)
        flag(athlete("Bea", carl), "early_pain", "notice", risen_at=NOW - HOUR)
        assert names(carl_client) == ["Bea", "Ada"]

    def test_the_row_says_the_gravest_of_many(self, carl: User, carl_client: Client) -> None:
        user = athlete("Ada", carl)
        for rule, level in (("worn_shoes", "caution"), ("persistent_pain", "notice"), ("warm_up_habit", "notice")):
            flag(user, rule, level)
        (row,) = table(carl_client)
        assert (row["Level"], row["Why"]) == ("Worth checking", "persistent_pain")

    def test_orders_by_name_entry_and_distance(self, carl: User, carl_client: Client) -> None:
        ada, bea, cy = (athlete(name, carl) for name in ("Ada", "Bea", "Cy"))
        rows.make_run(ada, on="2026-11-18", km=30)
        rows.make_run(bea, on="2026-11-20", km=10)
        rows.make_pain(cy, on="2026-11-21")
        assert names(carl_client, "?sort=name") == ["Ada", "Bea", "Cy"]
        assert names(carl_client, "?sort=entry") == ["Cy", "Bea", "Ada"]
        assert names(carl_client, "?sort=distance") == ["Ada", "Bea", "Cy"]

    def test_who_is_invited_stands_below_them(self, carl: User, carl_client: Client) -> None:
        athlete("Ada", carl)
        made = invitation(carl, "new@example.org", role="athlete")
        assert "new@example.org" in carl_client.get("/athletes/").content.decode()
        assert carl_client.post(f"/invitations/{made.pk}/withdraw/").status_code == 302
        assert "new@example.org" not in carl_client.get("/athletes/").content.decode()

    @pytest.mark.parametrize("query", ["?sort=nonsense", "?show=nonsense", "?page=99", "?page=x", "?note=x"])
    def test_what_is_not_known_is_as_if_not_asked(self, query: str, carl: User, carl_client: Client) -> None:
        athlete("Ada", carl)
        assert names(carl_client, query) == ["Ada"]


class TestRows:
    def test_the_facts_of_the_last_days(self, carl: User, carl_client: Client) -> None:
        user = athlete("Ada", carl)
        rows.make_run(user, on="2026-11-22", km=8)
        rows.make_run(user, on="2026-11-16", km=12)
        rows.make_run(user, on="2026-11-15", km=40)
        rows.make_run(user, on="2026-11-21", km=None, limited_by_back="not_started")
        for on, score in (("2026-10-26", 2), ("2026-11-20", 7), ("2026-11-20", 4), ("2026-10-25", 9)):
            rows.make_pain(user, on=on, score=score)
        rows.make_pain(user, on="2026-11-19", score=10)
        (row,) = table(carl_client)
        assert row["7 days"] == "20.0 km"
        assert row["Longest run"] == "12.0 km"
        assert (row["Last run"], row["Last entry"]) == ("22 Nov", "22 Nov")
        assert row["Pain, 28 days"] == "worst 10, 3 entry days"
        pains = carl_client.get("/athletes/").context["rows"][0]["pains"]
        assert [(place, score) for place, score in enumerate(pains) if score is not None] == [(0, 2), (24, 10), (25, 7)]

    def test_nothing_logged_is_said_as_nothing_and_never_as_zero(self, carl: User, carl_client: Client) -> None:
        user = athlete("Ada", carl)
        rows.make_run(user, on="2026-11-20", km=None)
        (row,) = table(carl_client)
        assert (row["7 days"], row["Longest run"], row["Pain, 28 days"]) == ("–", "–", "no entry in 28 days")
        assert row["Warm-up"] == "Not enough logged"

    def test_no_run_in_seven_days_is_no_distance_not_one_of_zero(self, carl: User, carl_client: Client) -> None:
        rows.make_run(athlete("Ada", carl), on="2026-11-01", km=10)
        athlete("Bea", carl)
        assert [(row["7 days"], row["Longest run"]) for row in table(carl_client)] == [("–", "–")] * 2

    def test_what_is_not_shared_says_so_and_never_ok(self, carl: User, carl_client: Client) -> None:
        flag(athlete("Ada", carl, Grant.TRAINING), "emergency_signs", "emergency")
        (row,) = table(carl_client)
        assert {row[name] for name in ("Warm-up", "Footwear", "Posture", "Strength and movement", "Pain")} == {"Not shared"}
        assert (row["Level"], row["Why"]) == ("", "Nothing flagged about the shoes.")
        assert row["Pain, 28 days"] == "Pain is not shared with you"

    def test_the_coachs_units(self, carl: User, carl_client: Client) -> None:
        User.objects.filter(pk=carl.pk).update(units="mi")
        rows.make_run(athlete("Ada", carl), on="2026-11-20", km=16)
        assert table(carl_client)[0]["7 days"] == "9.9 mi"

    def test_a_day_that_is_not_assessed_yet_says_as_of_and_is_queued_once(self, carl: User, carl_client: Client, clock: Clock) -> None:
        athlete("Ada", carl)
        assert table(carl_client)[0]["As of"] == ""
        assert not Job.objects.exists()
        clock("2026-11-23T08:30:00+01:00")
        for _ in range(2):
            assert table(carl_client)[0]["As of"] == "as of 22 Nov"
        assert Job.objects.filter(kind="assess_due").count() == 1

    def test_cells_are_no_formulas(self, carl: User, carl_client: Client) -> None:
        user = athlete("=HYPERLINK(1)", carl)
        CoachNote.objects.create(link=user.coach_links.get(), form_id="note-1", text="+49 30", revisit_on=date(2026, 12, 1), at=NOW)
        (row,) = table(carl_client)
        assert (row["Athlete"], row["Your note"]) == ("'=HYPERLINK(1)", "'+49 30")


class TestChanges:
    def looked(self, carl_client: Client, user: User) -> None:
        assert carl_client.get(f"/athletes/{user.pk}/").status_code == 200

    def test_not_looked_then_quiet_then_new_then_risen(self, carl: User, carl_client: Client, clock: Clock) -> None:
        user = athlete("Ada", carl)
        assert table(carl_client)[0]["Since you looked"] == "not looked at yet"
        self.looked(carl_client, user)
        assert table(carl_client)[0]["Since you looked"] == ""
        raised = flag(user, "early_pain", "notice", risen_at=NOW + HOUR)
        FlagEvent.objects.create(flag=raised, what="raised", on=NOW.date(), at=NOW + HOUR, level="notice")
        clock(NOW + 2 * HOUR)
        assert table(carl_client)[0]["Since you looked"] == "new since you last looked"
        assert names(carl_client, "?show=changed") == ["Ada"]
        self.looked(carl_client, user)
        assert names(carl_client, "?show=changed") == []
        Flag.objects.filter(pk=raised.pk).update(level="see_provider", risen_at=NOW + 3 * HOUR)
        FlagEvent.objects.create(flag=raised, what="level", on=NOW.date(), at=NOW + 3 * HOUR, level="see_provider")
        clock(NOW + 4 * HOUR)
        assert table(carl_client)[0]["Since you looked"] == "was “Worth checking” when you last looked"


class TestDealtWith:
    @pytest.fixture
    def two(self, carl: User) -> tuple[User, User]:
        ada, bea = athlete("Ada", carl), athlete("Bea", carl)
        flag(ada, "persistent_pain", "see_provider")
        flag(bea, "worn_shoes", "caution")
        return ada, bea

    def deal(self, client: Client, user: User, revisit_on: str = "2026-11-30", text: str = "Rang him.") -> None:
        page = client.get(f"/athletes/?note={user.pk}")
        form_id = page.context["note_form"].initial["id"]
        answer = client.post(f"/athletes/{user.pk}/notes/", {"id": form_id, "text": text, "revisit_on": revisit_on})
        assert answer.status_code == 302

    def test_it_stands_last_with_its_note_until_the_day(self, two: tuple[User, User], carl_client: Client, clock: Clock) -> None:
        self.deal(carl_client, two[0])
        assert names(carl_client) == ["Bea", "Ada"]
        assert names(carl_client, "?show=word") == ["Bea"]
        assert names(carl_client, "?show=resting") == ["Ada"]
        assert table(carl_client, "?show=resting")[0]["Your note"] == "Rang him."
        # The coach's own calendar says which day it is.
        clock("2026-11-29T22:59:00+00:00")
        assert names(carl_client) == ["Bea", "Ada"]
        clock("2026-11-29T23:00:00+00:00")
        assert names(carl_client) == ["Ada", "Bea"]
        assert names(carl_client, "?show=revisit") == ["Ada"]

    def test_a_week_is_suggested_and_the_day_that_stands_is_kept(self, two: tuple[User, User], carl_client: Client) -> None:
        assert carl_client.get(f"/athletes/?note={two[0].pk}").context["note_form"]["revisit_on"].value() == "2026-11-29"
        assert carl_client.get(f"/athletes/{two[0].pk}/").context["note_form"]["revisit_on"].value() in ("", None)
        self.deal(carl_client, two[0], "2026-12-24")
        for page in (f"/athletes/?note={two[0].pk}", f"/athletes/{two[0].pk}/"):
            assert carl_client.get(page).context["note_form"]["revisit_on"].value() == "2026-12-24"

    def test_a_note_without_a_day_ends_it(self, two: tuple[User, User], carl_client: Client, clock: Clock) -> None:
        self.deal(carl_client, two[0])
        clock("2026-11-30T12:00:00+00:00")
        assert names(carl_client, "?show=revisit") == ["Ada"]
        self.deal(carl_client, two[0], "", "All well now.")
        assert names(carl_client, "?show=revisit") == []
        assert names(carl_client) == ["Ada", "Bea"]
        assert table(carl_client)[0]["Your note"] == "All well now."

    def test_it_returns_when_something_gets_worse(self, two: tuple[User, User], carl_client: Client) -> None:
        self.deal(carl_client, two[0])
        flag(two[0], "session_spike", "info", scope="run:1", risen_at=NOW + HOUR)
        assert names(carl_client) == ["Bea", "Ada"]
        flag(two[0], "pain_zone", "caution", risen_at=NOW + HOUR)
        assert names(carl_client) == ["Ada", "Bea"]

    @pytest.mark.parametrize("level", ["urgent", "emergency"])
    def test_warning_signs_are_never_put_aside(self, level: str, two: tuple[User, User], carl_client: Client) -> None:
        flag(two[1], f"{level}_signs", level, risen_at=NOW - HOUR)
        self.deal(carl_client, two[1])
        assert names(carl_client) == ["Bea", "Ada"]
        assert names(carl_client, "?show=word") == ["Bea", "Ada"]

    def test_it_does_not_return_for_what_is_not_shared(self, carl: User, carl_client: Client) -> None:
        ada, bea = athlete("Ada", carl, Grant.TRAINING), athlete("Bea", carl)
        flag(ada, "worn_shoes", "caution")
        flag(bea, "session_spike", "notice")
        self.deal(carl_client, ada)
        flag(ada, "emergency_signs", "emergency", risen_at=NOW + HOUR)
        assert names(carl_client) == ["Bea", "Ada"]


class TestLabels:
    def test_they_filter_and_are_the_coachs_own(self, carl: User, dora: User, carl_client: Client, log_in) -> None:
        ada, bea = athlete("Ada", carl), athlete("Bea", carl)
        link(ada, dora, *ALL)
        assert carl_client.post(f"/athletes/{ada.pk}/labels/", {"names": "Marathon,  Sunday   group,Marathon,"}).status_code == 302
        assert sorted(Label.objects.values_list("name", flat=True)) == ["Marathon", "Sunday group"]
        assert names(carl_client, "?label=Marathon") == ["Ada"]
        assert bea.pk
        assert "Marathon" not in log_in(dora).get("/athletes/").content.decode()
        carl_client.post(f"/athletes/{ada.pk}/labels/", {"names": ""})
        assert not Label.objects.exists()

    @pytest.mark.parametrize(("typed", "said"), [("x" * 41, "is too long for a label"), (",".join("abcdefghijk"), "These are 11 labels")])
    def test_what_is_refused_is_said_and_kept(self, typed: str, said: str, carl: User, carl_client: Client) -> None:
        answer = carl_client.post(f"/athletes/{athlete('Ada', carl).pk}/labels/", {"names": typed})
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert typed in answer.content.decode()


class TestSize:
    def test_fifty_a_page_in_at_most_fifteen_statements(self, carl: User, carl_client: Client, query_count: QueryCount) -> None:
        people = User.objects.bulk_create(
            User(email=f"a{number}@example.org", display_name=f"A{number:03}", consented_at=NOW, welcomed_at=NOW) for number in range(120)
        )
        CoachingLink.objects.bulk_create(
            CoachingLink(athlete=each, coach=carl, began_at=NOW, **{f"{grant}_until": date.max for grant in Grant}) for each in people
        )
        Assessment.objects.bulk_create(Assessment(athlete=each, on=NOW.date(), is_due=False, assessed_at=NOW) for each in people)
        for each in people[:60]:
            risen = flag(each, "early_pain", "notice", risen_at=NOW + HOUR)
            FlagEvent.objects.create(flag=risen, what="raised", on=NOW.date(), at=NOW + HOUR, level="notice")
        CoachingLink.objects.update(opened_at=NOW)
        # The first look of a day makes the rows of the access log.
        assert len(names(carl_client)) == 50
        with query_count(15):
            assert len(names(carl_client)) == 50
        with query_count(15):
            assert len(names(carl_client, "?page=3")) == 20
        with query_count(15):
            assert len(table(carl_client)) == 120
        assert Look.objects.filter(viewer=carl, what="roster").count() == 70

    def test_keys_of_flags_have_room(self) -> None:
        """The weight and the key of a flag stand in one number of 63 bits."""
        assert 7 * 6 * KEYS < 2**63
