"""The pages of flags and advice: what they say, for whom, and in how many statements."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from injuries.engine.assessment import as_json
from injuries.guidance.assessing import keep_true
from injuries.guidance.models import Advice, AdviceVersion, Flag
from injuries.rules import all_rules
from runlog.people.models import User
from tests.support.clock import NOW, Clock
from tests.support.days import ON
from tests.support.queries import QueryCount
from tests.support.rows import make_flag, make_home_care, make_pain, make_run, make_runs, make_shoe, make_sign_check

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("clock")]
HONEST = "It is not a diagnosis and no clinician has reviewed it."


@pytest.fixture
def worn(ann: User) -> Flag:
    """A pair of Ann's is worn out."""
    make_run(ann, shoe=make_shoe(ann, km=795), km="10")
    keep_true(ann, NOW)
    return Flag.objects.get(rule="worn_shoes")


def page_of(client: Client, flag: Flag) -> str:
    answer = client.get(reverse("flag_detail", args=[flag.pk]))
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


class TestFlag:
    """One flag: sentence, why, what clears it, advice, what can be done, history."""

    def test_it_says_all_of_it_in_this_order(self, worn: Flag, ann_client: Client) -> None:
        call_command("load_advice", verbosity=0)
        page = page_of(ann_client, worn)
        parts = [
            "The Pegasus has 805 km on it; the usual limit is 800 km.",
            "Why am I seeing this?",
            "On it when it was added",
            "795 km",
            "What would clear it",
            "Retiring the pair",
            "What the guidance says",
            "No clinician has reviewed this.",
            "The same text without your log, to show to others",
            "What you can do now",
            "Its history",
            HONEST,
        ]
        places = [page.find(part) for part in parts]
        assert -1 not in places, parts[places.index(-1)]
        assert places == sorted(places)

    def test_it_leads_to_the_records_and_the_next_steps(self, worn: Flag, ann_client: Client) -> None:
        page = page_of(ann_client, worn)
        shoe = worn.scope.removeprefix("shoe:")
        pk = make_shoe.__globals__["Shoe"].objects.get(log_id=shoe).pk
        assert reverse("shoe_detail", args=[pk]) in page
        for spot in ("retire", "check", "limits"):
            assert f'action="{reverse("flag_do", args=[worn.pk, spot])}"' in page

    def test_one_about_an_episode_leads_to_its_page(self, ann: User, ann_client: Client) -> None:
        began = ON - timedelta(days=9)
        for ago in (9, 8, 3, 2, 1, 0):
            make_pain(ann, score=4, on=ON - timedelta(days=ago))
        keep_true(ann, NOW)
        flag = Flag.objects.get(rule="persistent_pain")
        link = reverse("back_episode", args=[began.isoformat()])
        assert f'href="{link}"' in page_of(ann_client, flag)
        assert ann_client.get(link).status_code == 200

    def test_scores_of_one_day_are_told_apart_by_their_moment(self, ann: User, ann_client: Client) -> None:
        run = make_run(ann)
        for moment, score in (("during_run", 6), ("after_run", 6)):
            make_pain(ann, score=score, run=run, moment_of_day=moment)
        keep_true(ann, NOW)
        page = page_of(ann_client, Flag.objects.get(rule="pain_zone"))
        assert "while running</a>" in page
        assert "after a run</a>" in page

    def test_in_miles_for_who_reads_miles(self, worn: Flag, ann: User, ann_client: Client) -> None:
        User.objects.filter(pk=ann.pk).update(units="mi")
        page = page_of(ann_client, worn)
        assert "The Pegasus has 500.2 mi on it; the usual limit is 497.1 mi." in page
        assert " km" not in page.partition("<main")[2]

    def test_somebody_elses_is_not_there(self, worn: Flag, eve_client: Client) -> None:
        assert eve_client.get(reverse("flag_detail", args=[worn.pk])).status_code == 404

    def test_a_cleared_one_says_so_and_offers_nothing_to_do(self, worn: Flag, ann_client: Client) -> None:
        Flag.objects.update(cleared_on=ON)
        page = page_of(ann_client, worn)
        assert "Cleared on 22 Nov 2026." in page
        assert "Retire the pair" not in page
        assert "This is how it stood then; it is no longer open." in page

    def test_one_whose_rule_is_gone_is_still_shown(self, ann: User, ann_client: Client) -> None:
        keep_true(ann, NOW)
        facts = {"since_on": "2026-11-20", "left_m": 1200, "wet": True, "thresholds": {"old_limit": 3}}
        flag = make_flag(ann, rule="no_longer", sentence="You were {left_m:distance} off.", facts=facts)
        page = page_of(ann_client, flag)
        assert "You were 1.2 km off." in page
        assert "Old limit" in page

    def test_a_fixed_number_of_statements(self, ann: User, ann_client: Client, query_count: QueryCount) -> None:
        call_command("load_advice", verbosity=0)
        for back in range(50):
            make_pain(ann, on=ON - timedelta(days=back), score=4)
            make_home_care(ann, on=ON - timedelta(days=back))
        make_runs(ann, count=300)
        keep_true(ann, NOW)
        flag = Flag.objects.get(rule="persistent_pain")
        with query_count(11):
            page_of(ann_client, flag)


class TestAll:
    """Every open flag, by element."""

    def test_those_kept_back_are_said_to_be(self, ann: User, ann_client: Client) -> None:
        make_run(ann, warm_up_state="skipped")
        make_sign_check(ann, night_sweats="yes")
        keep_true(ann, NOW)
        page = ann_client.get(reverse("flag_list")).content.decode()
        assert "No warm-up before your" in page
        assert "Kept back on the other pages while something urgent is open." in page
        assert HONEST in page

    def test_what_could_not_be_judged_is_said(self, ann: User, ann_client: Client) -> None:
        make_run(ann, warm_up_state="done")
        page = ann_client.get(reverse("flag_list")).content.decode()
        assert "1 answer about a warm-up in 14 days; 3 are needed." in page

    def test_the_page_assesses_its_stale_log(self, ann: User, ann_client: Client) -> None:
        make_run(ann, warm_up_state="skipped")
        assert "No warm-up before your" in ann_client.get(reverse("flag_list")).content.decode()

    def test_a_fixed_number_of_statements(self, ann: User, ann_client: Client, query_count: QueryCount) -> None:
        make_runs(ann, count=100, warm_up_state="skipped", shoe=make_shoe(ann, km=900))
        keep_true(ann, NOW)
        with query_count(7):
            ann_client.get(reverse("flag_list"))


class TestAdvice:
    """The library and its texts."""

    @pytest.fixture(autouse=True)
    def _advice(self, db: None, clock: Clock) -> None:
        call_command("load_advice", verbosity=0)

    def test_every_text_has_its_page(self, ann_client: Client) -> None:
        page = ann_client.get(reverse("advice_list")).content.decode()
        for key in Advice.objects.values_list("key", flat=True):
            url = reverse("advice_detail", args=[key])
            assert url in page
            text = ann_client.get(url).content.decode()
            assert "No clinician has reviewed" in text
            assert "To be looked through again by" in text

    def test_a_draft_is_not_shown(self, ann_client: Client) -> None:
        AdviceVersion.objects.filter(advice__key="worn_shoes").update(published_on=None)
        assert ann_client.get(reverse("advice_detail", args=["worn_shoes"])).status_code == 404
        assert reverse("advice_detail", args=["worn_shoes"]) not in ann_client.get(reverse("advice_list")).content.decode()

    def test_of_two_versions_the_later_is_shown_from_its_day_on(self, ann_client: Client) -> None:
        advice = Advice.objects.get(key="worn_shoes")
        AdviceVersion.objects.create(advice=advice, number=2, title="Tomorrow", text="x", published_on=ON + timedelta(days=1))
        AdviceVersion.objects.create(advice=advice, number=3, title="Today", text="x", published_on=ON)
        assert "<h1>Today</h1>" in ann_client.get(reverse("advice_detail", args=["worn_shoes"])).content.decode()

    def test_nothing_in_a_text_becomes_html(self, ann_client: Client) -> None:
        hostile = "<script>alert(1)</script> [x](javascript:alert(1)) ![p](http://example.org/p.png) <b onclick='x'>y</b>"
        AdviceVersion.objects.filter(advice__key="worn_shoes").update(text=hostile, sources=[hostile])
        page = ann_client.get(reverse("advice_detail", args=["worn_shoes"])).content.decode()
        article = page[page.index("<article") : page.index("</article>")]
        assert "<script" not in article
        assert 'href="javascript' not in article
        assert "<img" not in article
        assert "<b " not in article
        assert article.count("&lt;script&gt;alert(1)") == 2

    def test_fixed_statements(self, ann_client: Client, query_count: QueryCount) -> None:
        with query_count(4):
            ann_client.get(reverse("advice_list"))
        with query_count(4):
            ann_client.get(reverse("advice_detail", args=["worn_shoes"]))


def test_every_rule_and_its_page_say_what_they_may(ann: User, ann_client: Client) -> None:
    """Whatever a rule is called and says, its flag has a page."""
    keep_true(ann, NOW)
    for rule in all_rules():
        flag = make_flag(
            ann, rule=rule.key, element=rule.element, sentence="Said.", facts=as_json({"thresholds": rule.numbers()}), on=date(2026, 11, 1)
        )
        assert "Said." in page_of(ann_client, flag)
