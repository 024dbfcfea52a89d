"""Acknowledging and snoozing a flag: which may be, for how long, what ends it, and that nothing urgent is ever hidden."""

import json
from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from injuries.engine.levels import LEVELS
from injuries.guidance.assessing import keep_true
from injuries.guidance.models import Flag, FlagResponse
from injuries.guidance.queries import state_of
from injuries.guidance.response_actions import Refused, respond, show_again
from injuries.guidance.responses import Response, days_of, hidden_by
from injuries.logfile.document import read
from injuries.logfile.importing import import_document
from injuries.rules import all_rules
from runlog.core.pages import new_form_id
from runlog.core.records import new_id
from runlog.people.models import User
from runlog.training.actions import retire_shoe, set_limits, unretire_shoe
from runlog.training.models import Shoe
from tests.support.clock import NOW, Clock
from tests.support.days import ON
from tests.support.exports import document_of
from tests.support.queries import QueryCount
from tests.support.rows import make_flag, make_pain, make_run, make_shoe

ACKNOWLEDGED_ONLY = {"warning_sign_check_due", "leg_weakness", "urgent_signs", "emergency_signs"}
SNOOZE = {"single_pair": 90, "old_shoes": 180}
RULES = sorted(rule.key for rule in all_rules())


def expected(rule: str, level: str) -> dict[str, int]:
    """What guidance section 3 allows, written down a second time."""
    if level in ("urgent", "emergency"):
        return {}
    if level == "see_provider" or rule in ACKNOWLEDGED_ONLY:
        return {"acknowledged": 7}
    return {"acknowledged": 7, "snoozed": SNOOZE.get(rule, 30)}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("rule", RULES)
def test_what_may_be_said_to_each_rule_at_each_level(rule: str, level: str) -> None:
    assert dict(days_of(rule, level)) == expected(rule, level)


def test_a_rule_that_is_gone_is_acknowledged_at_most() -> None:
    assert dict(days_of("no_longer", "info")) == {"acknowledged": 7}


def days_ago(days: int) -> date:
    return ON - timedelta(days=days)


@pytest.mark.parametrize(
    ("level", "kind", "on", "until_on", "hidden_until"),
    [
        ("info", "acknowledged", ON, days_ago(-6), days_ago(-6)),
        ("info", "acknowledged", days_ago(6), ON, ON),
        ("info", "acknowledged", days_ago(7), days_ago(1), None),
        ("info", "snoozed", days_ago(29), ON, ON),
        ("info", "snoozed", ON, days_ago(-900), days_ago(-29)),
        ("info", "acknowledged", ON, days_ago(-900), days_ago(-6)),
        ("info", "acknowledged", days_ago(20), days_ago(-900), None),
        ("info", "acknowledged", days_ago(-1), days_ago(-5), None),
        ("see_provider", "acknowledged", ON, days_ago(-6), days_ago(-6)),
        ("see_provider", "snoozed", ON, days_ago(-29), None),
        ("urgent", "acknowledged", ON, days_ago(-6), None),
        ("emergency", "snoozed", ON, days_ago(-6), None),
    ],
)
def test_how_long_a_response_hides_wherever_it_came_from(
    level: str, kind: str, on: date, until_on: date, hidden_until: date | None
) -> None:
    hidden = hidden_by(Flag(rule="skipped_warm_up", level=level), Response(kind, on, until_on), ON)
    assert (hidden.until_on if hidden else None) == hidden_until


@pytest.fixture
def worn(ann: User, clock: Clock) -> Flag:
    """A pair of Ann's is due for a look."""
    make_run(ann, shoe=make_shoe(ann, km=595), km="10")
    keep_true(ann, NOW)
    clock("2026-11-22T10:00:00+01:00")
    return Flag.objects.get(rule="worn_shoes")


def make_response(athlete: User, flag: Flag) -> FlagResponse:
    """An acknowledgement that was not made on a page."""
    said = {"rule": flag.rule, "scope": flag.scope, "kind": "acknowledged", "until_on": days_ago(-6)}
    return FlagResponse.objects.create(athlete=athlete, log_id="r", **said, **FlagResponse.moment_fields(NOW + timedelta(minutes=1)))


@pytest.mark.django_db
class TestAction:
    """Responding and showing again, below the pages."""

    def say(self, ann: User, flag: Flag, kind: str = "acknowledged", now: Any = NOW, **more: str) -> FlagResponse:
        return respond(athlete=ann, flag=flag, kind=kind, now=now, **({"seen": flag.level, "log_id": new_id("response")} | more))

    def hidden(self, ann: User, today: date = ON) -> list[str]:
        state = state_of(ann)
        return [flag.rule for flag in state.flags if flag.pk in state.hidden(today)]

    @pytest.mark.parametrize(("kind", "last"), [("acknowledged", days_ago(-6)), ("snoozed", days_ago(-29))])
    def test_the_day_itself_is_the_first(self, ann: User, worn: Flag, kind: str, last: date) -> None:
        row = self.say(ann, worn, kind)
        assert (row.local_on, row.until_on) == (ON, last)
        assert self.hidden(ann) == ["worn_shoes"]
        assert self.hidden(ann, last) == ["worn_shoes"]
        assert self.hidden(ann, last + timedelta(days=1)) == []

    @pytest.mark.parametrize("level", LEVELS)
    @pytest.mark.parametrize("kind", ["acknowledged", "snoozed"])
    @pytest.mark.parametrize("rule", ["worn_shoes", "single_pair", "warning_sign_check_due", "urgent_signs", "leg_weakness", "no_longer"])
    def test_what_may_not_be_said_is_refused(self, ann: User, rule: str, level: str, kind: str) -> None:
        flag = make_flag(ann, rule=rule, level=level, scope="shoe:x")
        allowed = {"acknowledged": 7} if rule == "no_longer" and level not in ("urgent", "emergency") else expected(rule, level)
        if kind in allowed:
            assert self.say(ann, flag, kind).until_on == ON + timedelta(days=allowed[kind] - 1)
        else:
            with pytest.raises(Refused):
                self.say(ann, flag, kind)
            assert not FlagResponse.objects.exists()

    def test_what_rose_unseen_is_not_hidden(self, ann: User, worn: Flag) -> None:
        Flag.objects.update(level="caution")
        with pytest.raises(Refused, match="more pressing"):
            self.say(ann, worn, seen="notice")

    def test_a_rise_ends_it_and_a_fall_does_not(self, ann: User, worn: Flag) -> None:
        shoe = Shoe.objects.get()
        self.say(ann, worn)
        set_limits(shoe=shoe, now=NOW, limit_m=500_000, inspect_m=None)
        assert Flag.objects.get(rule="worn_shoes", cleared_on=None).level == "caution"
        assert self.hidden(ann) == []
        worn.refresh_from_db()
        self.say(ann, worn, now=NOW + timedelta(hours=2))
        assert self.hidden(ann) == ["worn_shoes"]
        set_limits(shoe=shoe, now=NOW, limit_m=None, inspect_m=None)
        assert self.hidden(ann) == ["worn_shoes"]

    def test_clearing_ends_it_when_it_is_raised_again(self, ann: User, worn: Flag) -> None:
        shoe = Shoe.objects.get()
        self.say(ann, worn)
        retire_shoe(shoe=shoe, now=NOW, on=ON)
        unretire_shoe(shoe=shoe, now=NOW)
        assert Flag.objects.filter(rule="worn_shoes", cleared_on=None).exists()
        assert self.hidden(ann) == []

    def test_of_two_the_newer_counts(self, ann: User, worn: Flag) -> None:
        self.say(ann, worn, "snoozed")
        self.say(ann, worn, now=NOW + timedelta(hours=1))
        assert self.hidden(ann, days_ago(-6)) == ["worn_shoes"]
        assert self.hidden(ann, days_ago(-7)) == []

    def test_sent_twice_it_is_there_once_and_unchanged(self, ann: User, worn: Flag) -> None:
        first = self.say(ann, worn, log_id="response-1")
        again = self.say(ann, worn, log_id="response-1", now=NOW + timedelta(seconds=1))
        assert FlagResponse.objects.get() == first == again
        assert FlagResponse.objects.get().edited_at is None

    def test_the_other_button_of_the_same_form_is_an_edit(self, ann: User, worn: Flag) -> None:
        self.say(ann, worn, log_id="response-1")
        self.say(ann, worn, "snoozed", log_id="response-1")
        assert FlagResponse.objects.get().kind == "snoozed"
        assert self.hidden(ann, days_ago(-29)) == ["worn_shoes"]

    def test_shown_again_by_hand_and_once_more_hidden(self, ann: User, worn: Flag) -> None:
        self.say(ann, worn, log_id="response-1")
        for _ in range(2):
            show_again(athlete=ann, flag=worn, now=NOW + timedelta(hours=1))
            assert self.hidden(ann) == []
        assert FlagResponse.objects.get().until_on == days_ago(1)
        self.say(ann, worn, log_id="response-1", now=NOW + timedelta(hours=2))
        assert self.hidden(ann) == ["worn_shoes"]

    def test_it_stands_in_the_document_with_its_end(self, ann: User, worn: Flag) -> None:
        self.say(ann, worn)
        show_again(athlete=ann, flag=worn, now=NOW + timedelta(hours=1))
        (row,) = document_of(ann, now=NOW)["flag_responses"]
        assert (row["rule"], row["scope"], row["kind"], row["until"]) == ("worn_shoes", worn.scope, "acknowledged", "2026-11-21")

    def test_how_a_log_stands_is_asked_in_two_statements(self, ann: User, worn: Flag, query_count: QueryCount) -> None:
        self.say(ann, worn)
        with query_count(2):
            assert self.hidden(ann) == ["worn_shoes"]

    def test_assessing_knows_nothing_of_it(self, ann: User, worn: Flag) -> None:
        before = document_of(ann, now=NOW)
        states = state_of(ann).elements
        self.say(ann, worn, "snoozed")
        assert state_of(ann).elements == states
        assert {flag.rule for flag in state_of(ann).flags} >= {"worn_shoes"}
        assert {key for key in document_of(ann, now=NOW) if key not in before} == {"flag_responses"}


@pytest.mark.django_db
class TestPages:
    """Hiding from the page of a flag, and what the other pages then say."""

    def post(self, client: Client, user: User, flag: Flag, **fields: str) -> Any:
        values = {"id": new_form_id(user, "response"), "kind": "acknowledged", "seen": flag.level} | fields
        return client.post(reverse("flag_hide", args=[flag.pk]), values, follow=True)

    def said(self, answer: Any) -> str:
        return " ".join(str(message) for message in answer.context["messages"])

    def test_hidden_on_home_and_one_click_away(self, ann: User, ann_client: Client, worn: Flag) -> None:
        before = ann_client.get("/").context
        rules = [row.rule for row in before["attention"].rows]
        assert "worn_shoes" in rules
        answer = self.post(ann_client, ann, worn)
        assert answer.redirect_chain == [(reverse("flag_detail", args=[worn.pk]), 302)]
        assert "hidden for now" in self.said(answer)
        assert "Hidden until the end of 28" in answer.content.decode()
        home = ann_client.get("/").context
        assert [row.rule for row in home["attention"].rows] == [rule for rule in rules if rule != "worn_shoes"]
        assert (home["attention"].total, home["attention"].hidden) == (before["attention"].total, 1)
        footwear = home["elements"][1]
        assert footwear.state == "notice"
        assert "Hidden until the end of 28" in footwear.line
        page = ann_client.get(reverse("flag_list")).content.decode()
        assert "Hidden until the end of 28" in page
        answer = ann_client.post(reverse("flag_show", args=[worn.pk]), {"back": "list"}, follow=True)
        assert answer.redirect_chain == [(reverse("flag_list"), 302)]
        assert "Hidden until" not in answer.content.decode()
        assert "worn_shoes" in [row.rule for row in ann_client.get("/").context["attention"].rows]

    def test_the_limit_of_three_counts_those_that_are_not_hidden(self, ann: User, ann_client: Client, worn: Flag) -> None:
        make = [make_flag(ann, rule=f"small_{number}", level="notice", on=days_ago(number), sentence="Small.") for number in range(1, 5)]
        shown = [row.rule for row in ann_client.get("/").context["attention"].rows]
        assert len(shown) == 3
        first = next(flag for flag in [worn, *make] if flag.rule == shown[0])
        make_response(ann, first)
        after = [row.rule for row in ann_client.get("/").context["attention"].rows]
        assert len(after) == 3
        assert first.rule not in after

    @pytest.mark.parametrize("level", LEVELS)
    @pytest.mark.parametrize(
        "rule", ["skipped_warm_up", "single_pair", "old_shoes", "warning_sign_check_due", "persistent_pain", "no_longer"]
    )
    def test_the_page_offers_what_may_be_said(self, ann: User, ann_client: Client, clock: Clock, rule: str, level: str) -> None:
        keep_true(ann, NOW)
        flag = make_flag(ann, rule=rule, level=level, sentence="Said.")
        page = ann_client.get(reverse("flag_detail", args=[flag.pk])).content.decode()
        allowed = expected(rule, level) if rule in RULES else ({"acknowledged": 7} if level not in ("urgent", "emergency") else {})
        assert ("Hide for 7 days" in page) is ("acknowledged" in allowed)
        assert (f"Snooze for {allowed.get('snoozed')} days" in page) is ("snoozed" in allowed)
        assert ("Snooze for" in page) is ("snoozed" in allowed)
        assert ("It cannot be hidden." in page) is (not allowed)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"level": "caution"}, "more pressing"),
            ({"level": "urgent"}, "stays in sight"),
            ({"cleared_on": ON}, "has cleared"),
        ],
    )
    def test_a_tab_from_before_is_refused_with_a_sentence(
        self, ann: User, ann_client: Client, worn: Flag, change: dict[str, Any], said: str
    ) -> None:
        Flag.objects.filter(pk=worn.pk).update(**change)
        assert said in self.said(self.post(ann_client, ann, worn))
        assert not FlagResponse.objects.exists()

    def test_what_clears_with_the_new_day_is_not_hidden(self, ann: User, ann_client: Client, worn: Flag, clock: Clock) -> None:
        clock("2027-01-10T09:00:00+01:00")
        assert "has cleared" in self.said(self.post(ann_client, ann, worn))

    @pytest.mark.parametrize("fields", [{"kind": "forever"}, {"kind": ""}, {"seen": "low"}, {"id": "made-up"}, {"id": ""}])
    def test_what_is_made_up_is_not_there(self, ann: User, ann_client: Client, worn: Flag, fields: dict[str, str]) -> None:
        assert self.post(ann_client, ann, worn, **fields).status_code == 404

    def test_somebody_elses_flag_and_form_are_not_there(
        self, ann: User, eve: User, eve_client: Client, ann_client: Client, worn: Flag
    ) -> None:
        assert self.post(eve_client, eve, worn).status_code == 404
        assert eve_client.post(reverse("flag_show", args=[worn.pk])).status_code == 404
        assert self.post(ann_client, ann, worn, id=new_form_id(eve, "response")).status_code == 404
        assert not FlagResponse.objects.exists()

    def test_asking_writes_nothing(self, ann_client: Client, worn: Flag) -> None:
        for name in ("flag_hide", "flag_show"):
            assert ann_client.get(reverse(name, args=[worn.pk])).status_code == 302
        assert not FlagResponse.objects.exists()

    def test_an_urgent_flag_is_never_hidden_whatever_the_log_says(self, ann: User, ann_client: Client, clock: Clock) -> None:
        make_pain(ann)
        keep_true(ann, NOW)
        flag = make_flag(
            ann, rule="urgent_signs", level="urgent", element="pain", scope="screen:x", sentence="Get medical advice.", short="Advice."
        )
        make_response(ann, flag)
        page = ann_client.get("/")
        assert [card.rule for card in page.context["attention"].cards] == ["urgent_signs"]
        assert len(list(page.context["request"].warnings)) == 1

    def test_the_history_tells_it_with_days(self, ann: User, ann_client: Client, worn: Flag, clock: Clock) -> None:
        self.post(ann_client, ann, worn, kind="snoozed")
        clock("2026-11-23T10:00:00+01:00")
        ann_client.post(reverse("flag_show", args=[worn.pk]))
        clock("2026-11-24T10:00:00+01:00")
        self.post(ann_client, ann, worn)
        lines = ann_client.get(reverse("flag_detail", args=[worn.pk])).context["history"]
        assert [(line.on.day, line.what.replace("\u00a0", " ")) for line in lines] == [
            (24, "Hidden until the end of 30 Nov"),
            (23, "Shown again"),
            (22, "Snoozed"),
            (22, "Raised: Worth checking"),
        ]


@pytest.mark.django_db
class TestRestored:
    """A log that is imported elsewhere: what was said goes on where the log shows that the flag stood since."""

    SHOE: ClassVar[dict[str, Any]] = {"id": "s1", "name": "Pegasus", "start_distance_m": 790_000}

    def restored(self, athlete: User, runs: list[tuple[str, int]], **response: Any) -> list[str]:
        """Import a log with runs of so many metres on these days and one response; return what is hidden."""
        content = {
            "format": "runlog/1",
            "athlete": {"time_zone": "Europe/Berlin"},
            "shoes": [self.SHOE],
            "runs": [{"id": f"r{day}", "started_at": f"{day}T07:00:00+01:00", "distance_m": metres, "shoe": "s1"} for day, metres in runs],
            "flag_responses": [{"rule": "worn_shoes", "scope": "shoe:s1", "kind": "acknowledged", **response}],
        }
        import_document(athlete, read(content))
        state = state_of(athlete)
        return [flag.rule for flag in state.flags if flag.pk in state.hidden(ON)]

    @pytest.mark.parametrize(
        ("runs", "at", "until", "hidden"),
        [
            # Worn since the 15th, acknowledged on the 18th.
            ([("2026-11-15", 20_000)], "2026-11-18T09:00:00+01:00", "2026-11-24", ["worn_shoes"]),
            # It rose on the 20th, over the limit.
            ([("2026-11-15", 5_000), ("2026-11-20", 20_000)], "2026-11-18T09:00:00+01:00", "2026-11-24", []),
            # The response is over.
            ([("2026-11-15", 20_000)], "2026-11-10T09:00:00+01:00", "2026-11-16", []),
            # It was ended by hand.
            ([("2026-11-15", 20_000)], "2026-11-18T09:00:00+01:00", "2026-11-19", []),
            # The flag was not there yet.
            ([("2026-11-20", 20_000)], "2026-11-18T09:00:00+01:00", "2026-11-24", []),
        ],
        ids=["stood", "rose", "over", "ended", "not there"],
    )
    def test_it_goes_on_where_the_flag_stood(
        self, ann: User, clock: Clock, runs: list[tuple[str, int]], at: str, until: str, hidden: list[str]
    ) -> None:
        assert self.restored(ann, runs, at=at, until=until) == hidden

    def test_a_log_without_any_is_assessed_once(self, ann: User, clock: Clock, query_count: QueryCount) -> None:
        with query_count(30):
            import_document(ann, read({"format": "runlog/1", "athlete": {}, "shoes": [self.SHOE]}))

    def test_from_one_installation_to_another(self, ann: User, eve: User, clock: Clock) -> None:
        make_run(ann, on=days_ago(1), shoe=make_shoe(ann, km=795), km="10")
        clock("2026-11-21T20:00:00+01:00")
        keep_true(ann, timezone.now())
        clock("2026-11-21T20:05:00+01:00")
        flag = Flag.objects.get(rule="worn_shoes")
        respond(athlete=ann, flag=flag, kind="snoozed", seen="caution", log_id="response-1", now=timezone.now())
        clock(NOW)
        import_document(eve, read(json.loads(json.dumps(document_of(ann, now=NOW)))))
        state = state_of(eve)
        assert [hidden.until_on for hidden in state.hidden(ON).values()] == [days_ago(1) + timedelta(days=29)]
