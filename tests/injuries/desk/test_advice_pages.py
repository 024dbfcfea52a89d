"""A curator drafts, previews, compares and publishes a text, through the pages."""

from datetime import date
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from injuries.engine.levels import ELEMENTS
from injuries.guidance.bookshelf import current_versions
from injuries.guidance.models import AdviceVersion
from injuries.rules import all_rules
from runlog.core import looks
from runlog.people.models import User
from tests.injuries.desk.shelf import FIRST, GOOD, KEY, SECOND, drafts, numbers, page, publish, publish_draft, save, seen
from tests.support.cast import make_user
from tests.support.clock import Clock
from tests.support.days import ON
from tests.support.queries import QueryCount
from tests.support.rows import make_flag

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("clock")]
SHOWN_TEXT = "This pair has gone past the distance you set."


def shown(client: Client) -> str:
    return unescape(client.get(reverse("desk")).content.decode())


class TestDesk:
    """All texts at a glance."""

    def test_every_element_rule_and_card_is_there(self, uma_client: Client) -> None:
        call_command("load_advice", verbosity=0)
        html = shown(uma_client)
        assert all(str(looks.ELEMENTS[element].word) in html for element in ELEMENTS)
        assert all(reverse("desk_advice", args=[rule.key]) in html for rule in all_rules())
        assert html.index('id="warm_up"') < html.index('id="footwear"') < html.index('id="pain"')

    def test_a_text_not_written_yet_can_be(self, uma_client: Client) -> None:
        assert "Nothing in force" in shown(uma_client)
        assert save(uma_client).status_code == 302
        assert drafts() == [GOOD["text"]]

    def test_states_are_told(self, uma_client: Client) -> None:
        publish()
        publish(number=2, on=date(2026, 12, 1))
        publish(number=3, on=None)
        html = shown(uma_client)
        assert "Version 1 is in force" in html
        assert "Version 2 from 1\u00a0Dec\u00a02026" in html
        assert ">Draft<" in html.replace("</svg>", ">")
        assert "Review overdue" not in html

    def test_what_is_overdue_stands_on_top(self, uma_client: Client) -> None:
        publish(review_by=date(2026, 11, 21))
        html = shown(uma_client)
        assert "1 text was to be looked through again" in html
        assert "Review overdue" in page(uma_client)

    def test_on_its_day_it_is_not_overdue_yet(self, uma_client: Client) -> None:
        publish(review_by=ON)
        assert "Review overdue" not in shown(uma_client)

    def test_it_takes_a_fixed_number_of_statements(self, uma_client: Client, query_count: QueryCount) -> None:
        call_command("load_advice", verbosity=0)
        with query_count(6):
            shown(uma_client)

    def test_only_who_curates_finds_the_way(self, ann_client: Client, uma_client: Client) -> None:
        address = reverse("desk")
        assert f'href="{address}"' in uma_client.get(reverse("home")).content.decode()
        assert f'href="{address}"' not in ann_client.get(reverse("home")).content.decode()

    def test_administrators_find_it_too(self, log_in) -> None:
        client = log_in(make_user("Ada", is_staff=True, is_superuser=True))
        assert reverse("desk") in client.get(reverse("admin:index")).content.decode()


class TestDraft:
    """What is typed is saved, or refused at its field with nothing half-stored."""

    def test_it_is_kept_and_nobody_else_sees_it(self, uma: User, uma_client: Client, client: Client) -> None:
        publish()
        assert save(uma_client).status_code == 302
        draft = AdviceVersion.objects.get(published_on=None)
        assert (draft.text, draft.sources, draft.review_by) == (GOOD["text"], ["Malisoux 2015", "Another 2020"], date(2027, 5, 31))
        assert (draft.written_by, draft.number, draft.starter_digest) == (uma, 2, "")
        assert SHOWN_TEXT not in client.get(reverse("advice_detail", args=[KEY])).content.decode()
        assert SHOWN_TEXT in page(uma_client)

    @pytest.mark.parametrize(
        ("field", "typed", "said"),
        [
            ("text", "It is safe to run.", "“safe”"),
            ("text", "It **prevents** pain.", "“prevents”"),
            ("text", "Your pr*event*ed risk", "“prevented”, “risk”"),
            ("title", "All clear", "“All clear”"),
            ("text", "Hello <b>you</b>", "“<b>” cannot be shown"),
            ("text", "<script>alert(1)</script>", "“<script>"),
            ("text", "<script", "“<script"),
            ("text", "[x](javascript:alert(1))", "“javascript:alert(1)”"),
            ("text", "[x](JaVaScRiPt:alert(1))", "cannot be shown"),
            ("text", "[x](java&#115;cript:alert(1))", "cannot be shown"),
            ("text", "<javascript:alert(1)>", "cannot be shown"),
            ("text", "[x][y]\n\n[y]: javascript:alert(1)", "cannot be shown"),
            ("text", "Look.\n\n[y]: javascript:alert(1)", "cannot be shown"),
            ("text", "[x](data:text/html,hi)", "cannot be shown"),
            ("text", "![x](https://example.org/x.png)", "cannot be shown"),
            ("text", "<!-- hidden -->", "cannot be shown"),
            ("sources", "One\n<img src=x onerror=go()>", "cannot be shown"),
            ("sources", "", "This is needed"),
            ("text", "x" * 10_001, "too long"),
            ("review_by", "2026-11-21", "That day is over"),
            ("review_by", "soon", "is not a date"),
            ("review_by", "", "This is needed"),
        ],
    )
    def test_what_cannot_be_is_refused_at_the_field(self, uma_client: Client, field: str, typed: str, said: str) -> None:
        publish()
        answer = save(uma_client, **{field: typed})
        html = unescape(answer.content.decode())
        assert answer.status_code == 422
        assert said in html[html.index(f'id="div_id_{field}"') :]
        assert typed.splitlines()[0] in html if typed else True
        assert drafts() == []

    def test_less_than_and_code_are_no_html(self, uma_client: Client) -> None:
        assert save(uma_client, text="1 < 2, `<b>` and [a page](https://example.org) or [mail](mailto:a@example.org).").status_code == 302

    def test_a_review_day_that_stood_there_may_stay(self, uma_client: Client) -> None:
        publish(review_by=date(2026, 1, 1))
        assert save(uma_client, review_by="2026-01-01").status_code == 302

    def test_a_paper_may_say_what_we_do_not(self, uma_client: Client) -> None:
        assert save(uma_client, sources="Prevention of injuries, 2019").status_code == 302

    def test_saying_that_it_is_no_diagnosis_is_fine(self, uma_client: Client) -> None:
        assert save(uma_client, text="This is not a diagnosis, and no diagnosis is meant.").status_code == 302

    def test_twice_the_same_is_one(self, uma_client: Client, clock: Clock) -> None:
        opened = seen(page(uma_client))
        save(uma_client, opened=opened)
        clock("2026-11-22T10:00:00+01:00")
        assert save(uma_client, opened=opened).status_code == 302
        assert drafts() == [GOOD["text"]]

    def test_nothing_unseen_is_written_over(self, uma_client: Client, log_in, clock: Clock) -> None:
        publish()
        ines = log_in(make_user("Ines", is_curator=True))
        opened = seen(page(uma_client))
        save(ines, text="What Ines wrote.")
        clock("2026-11-22T10:00:00+01:00")
        answer = save(uma_client, opened=opened, text="What Uma wrote.")
        html = answer.content.decode()
        assert answer.status_code == 422
        assert drafts() == ["What Ines wrote."]
        assert "Ines saved a draft" in html
        assert "What Uma wrote." in html[html.index("<textarea") :]
        assert save(uma_client, opened=seen(html), text="What Uma wrote.").status_code == 302
        assert drafts() == ["What Uma wrote."]

    def test_a_draft_that_was_published_meanwhile(self, uma_client: Client, log_in, clock: Clock) -> None:
        publish()
        save(uma_client)
        opened = seen(page(uma_client))
        clock("2026-11-22T10:00:00+01:00")
        publish_draft(log_in(make_user("Ines", is_curator=True)))
        answer = save(uma_client, opened=opened, text="Later.")
        assert answer.status_code == 422
        assert "no longer one" in answer.content.decode()
        assert drafts() == []

    def test_it_can_be_thrown_away(self, uma_client: Client) -> None:
        publish()
        save(uma_client)
        address = reverse("desk_advice_discard", args=[KEY])
        opened = seen(uma_client.get(address).content.decode())
        assert drafts() == [GOOD["text"]]
        for _ in range(2):
            assert uma_client.post(address, {"seen": opened}).status_code == 302
        assert (drafts(), numbers()) == ([], [(1, FIRST)])

    def test_not_one_that_was_not_seen(self, uma_client: Client, clock: Clock) -> None:
        save(uma_client)
        opened = seen(uma_client.get(reverse("desk_advice_discard", args=[KEY])).content.decode())
        clock("2026-11-22T10:00:00+01:00")
        save(uma_client, text="Newer.")
        uma_client.post(reverse("desk_advice_discard", args=[KEY]), {"seen": opened})
        assert drafts() == ["Newer."]

    def test_load_advice_leaves_it_alone(self, uma_client: Client) -> None:
        call_command("load_advice", verbosity=0)
        save(uma_client, text="Ours.")
        AdviceVersion.objects.filter(number=1).update(starter_digest="0" * 64)
        call_command("load_advice", verbosity=0)
        assert [number for number, _ in numbers()] == [1, 2]
        assert drafts() == ["Ours."]


class TestPreview:
    """As a runner would see it, and what is different."""

    def test_the_example_flag_in_both_units(self, uma_client: Client) -> None:
        save(uma_client)
        html = page(uma_client).replace("\u00a0", " ")
        assert "The Pegasus has 812 km on it; you set 700 km." in html
        assert "The Pegasus has 504.6 mi on it; you set 435 mi." in html
        assert f"<p>{SHOWN_TEXT}</p>" in html
        assert "no clinician has reviewed it" in html

    def test_a_card_is_a_page_of_the_library(self, uma_client: Client) -> None:
        publish("discs", element="pain", title="Discs", text="Cushions that age.")
        html = page(uma_client, "discs")
        assert "as a page of the library" in html
        assert "<p>Cushions that age.</p>" in html

    def test_a_rule_without_an_example_too(self, uma_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        publish()
        monkeypatch.setattr("injuries.desk.advice_preview.rule_of", lambda key: None)
        assert "as a page of the library" in page(uma_client)

    def test_the_difference(self, uma_client: Client) -> None:
        publish(text="This pair has gone past the distance that we recommend.")
        save(uma_client, text="This pair has gone past the distance you set.", sources="Malisoux 2015\nNew 2024")
        html = page(uma_client)
        changed = html[html.index('id="diff"') :]
        assert "Changed since version 1" in html
        assert "that we recommend</del>" in changed
        assert "you set</ins>" in changed
        assert "New 2024</ins>" in changed

    def test_what_is_typed_never_becomes_markup(self, uma_client: Client) -> None:
        publish(text="Old")
        save(uma_client, text="`<i>x</i>` & more", title="A <i>title</i>")
        html = page(uma_client)
        assert "<i>" not in html
        assert "&lt;i&gt;" in html


class TestPublishing:
    """From now or from a day, once; every version is kept."""

    def test_now(self, uma_client: Client, client: Client) -> None:
        publish()
        save(uma_client)
        assert publish_draft(uma_client).status_code == 302
        assert numbers() == [(1, FIRST), (2, ON)]
        assert SHOWN_TEXT in client.get(reverse("advice_detail", args=[KEY])).content.decode()

    def test_from_a_day(self, uma_client: Client, client: Client, clock: Clock) -> None:
        publish()
        save(uma_client)
        publish_draft(uma_client, when="date", on="2026-12-01")
        address = reverse("advice_detail", args=[KEY])
        assert SHOWN_TEXT not in client.get(address).content.decode()
        assert "2, scheduled" in page(uma_client)
        clock("2026-12-01T09:00:00+01:00")
        assert SHOWN_TEXT in client.get(address).content.decode()

    @pytest.mark.parametrize(("on", "said"), [("2026-11-21", "That day is over"), ("", "Choose the day"), ("soon", "is not a date")])
    def test_not_from_a_day_that_is_over(self, uma_client: Client, on: str, said: str) -> None:
        save(uma_client)
        answer = publish_draft(uma_client, when="date", on=on)
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert numbers() == [(1, None)]

    def test_today_is_a_day_to_come(self, uma_client: Client) -> None:
        save(uma_client)
        publish_draft(uma_client, when="date", on="2026-11-22")
        assert numbers() == [(1, ON)]

    def test_twice_is_once(self, uma_client: Client) -> None:
        save(uma_client)
        opened = seen(uma_client.get(reverse("desk_advice_publish", args=[KEY])).content.decode())
        for _ in range(2):
            assert publish_draft(uma_client, opened=opened).status_code == 302
        assert numbers() == [(1, ON)]
        html = shown(uma_client)
        assert html.count("Version 1 is in force.") == 2
        assert "nothing was done" not in html

    def test_only_what_was_looked_at(self, uma_client: Client, clock: Clock) -> None:
        save(uma_client)
        opened = seen(uma_client.get(reverse("desk_advice_publish", args=[KEY])).content.decode())
        clock("2026-11-22T10:00:00+01:00")
        save(uma_client, text="Newer.")
        publish_draft(uma_client, opened=opened)
        assert drafts() == ["Newer."]
        assert "nothing was done" in page(uma_client)

    def test_saving_leads_on_with_what_was_typed(self, uma_client: Client) -> None:
        answer = save(uma_client, do="publish")
        assert answer["Location"] == reverse("desk_advice_publish", args=[KEY])
        assert drafts() == [GOOD["text"]]

    @pytest.mark.parametrize(("flagged", "said"), [(0, "Fewer than 5"), (4, "Fewer than 5"), (5, "5 runners have"), (6, "6 runners have")])
    def test_how_many_it_reaches(self, uma_client: Client, flagged: int, said: str) -> None:
        for number in range(flagged):
            runner = make_user(f"Runner{number}")
            make_flag(runner, scope="shoe:a")
            make_flag(runner, scope="shoe:b")
        make_flag(make_user("Past"), cleared_on=ON)
        save(uma_client)
        assert said in uma_client.get(reverse("desk_advice_publish", args=[KEY])).content.decode()

    def test_a_later_text_of_the_same_day_counts(self, uma_client: Client) -> None:
        """Even where the draft was begun before the other was published."""
        publish(number=1, on=SECOND, text="First.")
        publish(number=2, on=ON, text="Second.")
        save(uma_client, text="Mine.")
        uma_client.post(reverse("desk_advice_roll_back", args=[KEY, 1]))
        publish_draft(uma_client)
        assert current_versions([KEY], ON)[KEY].text == "Mine."


class TestTakingBack:
    """What waits for its day becomes a draft again."""

    def ask(self, client: Client, number: int = 2) -> str:
        return client.post(reverse("desk_advice_withdraw", args=[KEY, number]), follow=True).content.decode()

    def test_it_is_a_draft_again(self, uma_client: Client) -> None:
        publish()
        publish(number=2, on=date(2026, 12, 1), text="Later.")
        for _ in range(2):
            assert "It is a draft again" in self.ask(uma_client)
        assert drafts() == ["Later."]

    @pytest.mark.parametrize("on", [ON, FIRST])
    def test_not_what_is_in_force(self, uma_client: Client, on: date) -> None:
        publish(number=2, on=on)
        assert "is in force and stays" in self.ask(uma_client)
        assert numbers() == [(2, on)]

    def test_nor_where_it_is_tomorrow_already(self, uma_client: Client, clock: Clock) -> None:
        publish(number=2, on=date(2026, 11, 23))
        clock("2026-11-22T13:00:00+01:00")
        assert "is in force and stays" in self.ask(uma_client)

    def test_not_beside_another_draft(self, uma_client: Client) -> None:
        publish(number=2, on=date(2026, 12, 1))
        publish(number=3, on=None)
        assert "There is a draft already" in self.ask(uma_client)
        assert numbers() == [(2, date(2026, 12, 1)), (3, None)]

    def test_one_that_is_not_there(self, uma_client: Client) -> None:
        publish()
        assert uma_client.post(reverse("desk_advice_withdraw", args=[KEY, 9])).status_code == 404


class TestRollingBack:
    """Earlier words come back as a new version."""

    def test_it_asks_first_then_does_it_once(self, uma: User, uma_client: Client) -> None:
        first = publish(text="The first.", starter_digest="1" * 64)
        publish(number=2, on=SECOND, text="The second.")
        address = reverse("desk_advice_roll_back", args=[KEY, 1])
        asked = uma_client.get(address).content.decode()
        assert "second</del>" in asked.replace("<span", "<").replace("The ", "")
        assert len(numbers()) == 2
        for _ in range(2):
            uma_client.post(address)
        assert numbers() == [(1, FIRST), (2, SECOND), (3, ON)]
        newest = AdviceVersion.objects.get(number=3)
        assert (newest.text, newest.written_by, newest.rolled_back_to, newest.starter_digest) == ("The first.", uma, first, "")
        assert "the words of 1" in page(uma_client)

    def test_a_draft_stays_one(self, uma_client: Client) -> None:
        publish()
        publish(number=2, on=SECOND, text="Second.")
        save(uma_client)
        uma_client.post(reverse("desk_advice_roll_back", args=[KEY, 1]))
        assert drafts() == [GOOD["text"]]

    @pytest.mark.parametrize("number", [2, 3, 9])
    def test_not_to_a_draft_or_what_is_to_come(self, uma_client: Client, number: int) -> None:
        publish()
        publish(number=2, on=date(2026, 12, 1))
        publish(number=3, on=None)
        assert uma_client.post(reverse("desk_advice_roll_back", args=[KEY, number])).status_code == 404


@pytest.mark.parametrize("name", ["desk_advice", "desk_advice_publish", "desk_advice_discard"])
def test_no_such_text(uma_client: Client, name: str) -> None:
    assert uma_client.get(reverse(name, args=["no-such-text"])).status_code == 404
    assert uma_client.post(reverse(name, args=["no-such-text"])).status_code == 404


@pytest.mark.parametrize("name", ["desk_advice", "desk_advice_publish", "desk_advice_discard"])
def test_nobody_else_writes(ann_client: Client, name: str) -> None:
    publish(number=1, on=None, text="A draft.")
    answer = ann_client.post(reverse(name, args=[KEY]), {"seen": "x", "when": "now", **GOOD})
    assert answer.status_code == 404
    assert drafts() == ["A draft."]
