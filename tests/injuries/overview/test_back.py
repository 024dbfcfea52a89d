"""My back: every episode with its numbers, its timeline and its chart, and when its pain began."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from injuries.guidance.models import FlagEvent, ThresholdVersion
from injuries.overview.back_lines import Line
from injuries.symptoms.actions import correct_onset, save_pain_score
from injuries.symptoms.models import Onset, PainScore, SignCheck
from runlog.people.models import User
from runlog.training.models import Shoe, ShoeCheck
from tests.house.words import unfit_words
from tests.support.clock import NOW
from tests.support.days import ON
from tests.support.queries import QueryCount
from tests.support.rows import (
    OFFSET,
    make_appointment,
    make_flag,
    make_home_care,
    make_leg_report,
    make_pain,
    make_run,
    make_runs,
    make_shoe,
    make_sign_check,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("clock")]


def ago(days: int) -> date:
    """The day so many days before today."""
    return ON - timedelta(days=days)


def hurt(athlete: User, *scores: tuple[int, int]) -> None:
    """One score on each of some days: (days ago, score)."""
    for days, score in scores:
        make_pain(athlete, on=ago(days), score=score)


def text(page: Any) -> str:
    """What people read on a page, its spaces plain."""
    return " ".join(strip_tags(page.content.decode()).replace("\u00a0", " ").replace("&#x27;", "'").split())


def lines(page: Any) -> list[Line]:
    """The lines of the timeline, newest day first."""
    return [line for day in page.context["days"] for line in day.lines]


def titles(page: Any) -> list[str]:
    """What the lines of the timeline say first."""
    return [line.title.replace("\u00a0", " ") for line in lines(page)]


def stats(page: Any) -> dict[str, tuple[str, str]]:
    """The numbers by what they are."""
    return {what: (number, small) for what, number, small in page.context["stats"]}


def url(days: int) -> str:
    """The address of the episode that opened so many days ago."""
    return f"/back/{ago(days).isoformat()}/"


class TestEmpty:
    def test_an_empty_log_learns_what_an_episode_is(self, ann_client: Client) -> None:
        page = ann_client.get("/back/")
        assert "What an episode is" in text(page)
        assert "<canvas" not in page.content.decode()

    def test_entries_without_an_episode_are_drawn(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (20, 3), (10, 0))
        page = ann_client.get("/back/")
        assert page.context["part"].chart.entries == (3, 0)
        assert "Your log shows no episode." in text(page)

    def test_old_entries_are_dated_rather_than_drawn(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (300, 3))
        page = ann_client.get("/back/")
        assert "26 Jan 2026" in text(page)
        assert "<canvas" not in page.content.decode()


class TestNumbers:
    def test_an_open_episode_in_numbers(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 3), (17, 4), (15, 5), (6, 4), (4, 3), (3, 3), (1, 4))
        page = ann_client.get("/back/")
        assert stats(page) == {
            "Age": ("2.6 weeks", "acute (under 6 weeks)"),
            "First days": ("4", "of 10, middle score"),
            "Last 7 days": ("3.5", "from 4 entries"),
            "Worst": ("5", "of 10"),
            "Days with an entry": ("7", "of 19"),
        }
        assert page.context["summary"] == "1 open episode"
        assert page.context["tag"] == "open · 2.6 weeks"

    def test_too_few_entries_are_not_known_and_counted(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 4), (3, 2), (1, 2))
        assert stats(ann_client.get("/back/"))["Last 7 days"] == ("not known", "2 more entries needed")

    @pytest.mark.parametrize(("days", "stage"), [(41, "acute"), (42, "subacute"), (83, "subacute"), (84, "persistent")])
    def test_the_stage_goes_by_age(self, ann: User, ann_client: Client, days: int, stage: str) -> None:
        hurt(ann, *((day, 4) for day in range(days, 0, -7)))
        page = ann_client.get("/back/")
        assert stats(page)["Age"][1].startswith(stage)
        assert ("radiofrequency-ablation" in page.content.decode()) == (days >= 84)

    def test_quiet_is_said_with_its_entries(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 4), (6, 0), (5, 0), (3, 0), (1, 0), (0, 0))
        page = ann_client.get("/back/")
        assert "no pain in the last 7 days, on 5 of which there is an entry" in text(page)

    def test_a_stale_one_is_asked_about(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (60, 4))
        page = ann_client.get("/back/")
        assert "How is it now?" in text(page)
        assert page.context["tag"].startswith("no news")

    def test_a_closed_one_says_how_it_closed(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (100, 4), *((day, 0) for day in (95, 90, 85, 80)))
        page = ann_client.get("/back/")
        assert "Closed: 28 days without pain, 4 of them with an entry." in text(page)
        assert stats(page)["Lasted"][0] == "4 weeks"
        assert page.context["summary"] == "1 closed episode"

    def test_silence_and_an_entry_close_it_without_a_word_on_pain(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (100, 4), (60, 0))
        said = text(ann_client.get("/back/"))
        assert "Closed: 28 days without any entry, and then a new one." in said
        assert "28 days without pain" not in said

    def test_a_day_lost_is_one_missed_and_not_run(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 4))
        for days in (30, 12, 11, 10):
            make_run(ann, on=ago(days), km=None, limited_by_back="not_started")
        make_run(ann, on=ago(10), at="18:00")
        make_run(ann, on=ago(12), at="09:00", km=None, limited_by_back="not_started")
        page = ann_client.get("/back/")
        assert page.context["story"].days_lost == 2
        assert "This episode has 2 such days." in text(page)

    def test_what_was_tried_is_counted_by_kind_from_the_day_the_pain_began(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 4))
        make_home_care(ann, on=ago(40), kinds=("heat",))
        make_home_care(ann, on=ago(20), kinds=("massage",))
        for days in (14, 14, 9):
            make_home_care(ann, on=ago(days), kinds=("heat", "walking") if days == 9 else ("heat",))
        correct_onset(athlete=ann, opened_on=ago(18), onset_on=ago(21), now=NOW)
        rows = {row.what: row.value.replace("\u00a0", " ") for row in ann_client.get("/back/").context["tried"]}
        assert rows == {"Heat": "on 2 days, 8 Nov to 13 Nov", "Walking": "on 1 day, 13 Nov", "Massage": "on 1 day, 2 Nov"}

    def test_nothing_logged_is_not_nothing_tried(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 4))
        said = text(ann_client.get("/back/"))
        assert "Nothing logged since this pain began" in said
        assert "othing tried" not in said


class TestComingBack:
    def test_it_links_to_the_episode_it_followed(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (200, 4), *((day, 0) for day in (195, 190, 185, 180)), (18, 4))
        page = ann_client.get("/back/")
        assert page.context["came_back"].url == url(200)
        assert "It opened 154 days after an earlier one had closed." in text(page)
        assert ann_client.get(url(200)).context["came_back"] is None

    @pytest.mark.parametrize(("between", "is_back"), [(365, True), (366, False)])
    def test_a_year_is_the_limit(self, ann: User, ann_client: Client, between: int, is_back: bool) -> None:
        first = 18 + between + 28
        hurt(ann, (first, 4), *((first - day, 0) for day in (5, 10, 15, 20)), (18, 4))
        assert (ann_client.get("/back/").context["came_back"] is not None) == is_back

    def test_the_limit_is_the_curators(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (418, 4), *((418 - day, 0) for day in (5, 10, 15, 20)), (18, 4))
        assert ann_client.get("/back/").context["came_back"] is None
        ThresholdVersion.objects.create(rule="recurring_pain", number=1, numbers={"days": "400"}, reason="A longer look.", at=NOW)
        assert ann_client.get("/back/").context["came_back"] is not None

    def test_the_first_counts_from_the_log_only_when_the_profile_says_so(self, ann: User, ann_client: Client) -> None:
        make_run(ann, on=ago(50))
        hurt(ann, (18, 4))
        assert ann_client.get("/back/").context["came_back"] is None
        User.objects.filter(pk=ann.pk).update(back_pain_in_year_before=True)
        assert "32 days after the log began" in text(ann_client.get("/back/"))


class TestPages:
    def test_back_shows_the_latest_and_lists_all(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (200, 6), *((day, 0) for day in (195, 190, 185, 180)), (18, 4))
        page = ann_client.get("/back/")
        assert page.context["story"].episode.opened_on == ago(18)
        assert [(row.story.episode.opened_on, row.worst) for row in page.context["rows"]] == [(ago(18), 4), (ago(200), 6)]
        earlier = ann_client.get(url(200))
        assert earlier.context["story"].episode.opened_on == ago(200)
        assert "The latest episode" in text(earlier)

    @pytest.mark.parametrize("address", ["/back/{}/", "/pain/began/{}/"])
    def test_a_day_that_opens_none_is_not_there(self, ann: User, ann_client: Client, address: str) -> None:
        hurt(ann, (18, 4), (17, 5), (2, 0))
        for day in (ago(17).isoformat(), ago(300).isoformat(), ago(18).strftime("%Y%m%d"), "soon", "2026-02-30"):
            assert ann_client.get(address.format(day)).status_code == 404
            assert ann_client.post(address.format(day), {"onset_on": "2026-01-01"}).status_code == 404
        assert ann_client.get(address.format(ago(18).isoformat())).status_code == 200
        assert not Onset.objects.exists()

    def test_other_peoples_pain_opens_nothing(self, ann: User, eve: User, ann_client: Client) -> None:
        hurt(eve, (18, 4))
        assert ann_client.get(url(18)).status_code == 404

    def test_the_places_of_a_back_are_one_step_away(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 4))
        for page in (ann_client.get("/back/"), ann_client.get("/pain/"), ann_client.get("/checks/")):
            shown = page.content.decode()
            for address in ("/back/", "/pain/", "/legs/", "/checks/", "/home-care/", "/appointments/"):
                assert f'href="{address}"' in shown

    def test_many_episodes_are_folded_away(self, ann: User, ann_client: Client) -> None:
        hurt(ann, *((60 * number, 4) for number in range(13)))
        page = ann_client.get("/back/")
        assert (len(page.context["rows"]), len(page.context["older"])) == (10, 3)
        assert "3 older episodes" in text(page)

    def test_its_words_fit(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (200, 6), *((day, 0) for day in (195, 190, 185, 180)), (18, 4))
        for page in (ann_client.get("/back/"), ann_client.get(url(200)), ann_client.get("/")):
            assert unfit_words(text(page).replace("not a diagnosis", "")) == []
            assert "healed" not in text(page)


class TestOnset:
    def test_it_is_corrected_on_the_page(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 4))
        answer = ann_client.post(url(18), {"onset_on": ago(46).isoformat()})
        assert (answer.status_code, answer["Location"]) == (302, "/back/")
        page = ann_client.get("/back/")
        assert stats(page)["Age"] == ("6.6 weeks", "subacute (6 to 12 weeks)")
        assert "The pain began" in titles(page)
        assert page.context["onset_form"]["onset_on"].value() == ago(46).isoformat()

    def test_an_earlier_one_leads_back_to_itself(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (200, 4), *((day, 0) for day in (195, 190, 185, 180)), (18, 4))
        assert ann_client.post(url(200), {"onset_on": ago(210).isoformat()})["Location"] == url(200)
        assert ann_client.get(url(200)).context["story"].episode.onset_on == ago(210)

    @pytest.mark.parametrize("address", ["/back/{}/", "/pain/began/{}/"])
    @pytest.mark.parametrize("days", [17, 0, -3])
    def test_a_later_day_is_refused_at_the_field(self, ann: User, ann_client: Client, address: str, days: int) -> None:
        hurt(ann, (18, 4))
        page = ann_client.post(address.format(ago(18).isoformat()), {"onset_on": ago(days).isoformat()})
        assert page.status_code == 422
        assert "Choose that day or an earlier one." in text(page)
        assert 'aria-invalid="true"' in page.content.decode()
        assert not Onset.objects.exists()

    def test_the_page_of_its_own_leads_to_the_back(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 4))
        answer = ann_client.post(f"/pain/began/{ago(18).isoformat()}/", {"onset_on": ago(20).isoformat()})
        assert answer["Location"] == "/back/"
        assert Onset.objects.get().onset_on == ago(20)

    def test_a_new_correction_wins_after_an_edit_has_moved_the_opening(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 4))
        ann_client.post(url(18), {"onset_on": ago(25).isoformat()})
        save_pain_score(athlete=ann, log_id="earlier", at=PainScore.objects.get().at - timedelta(days=2), score=4, now=NOW)
        assert ann_client.get(url(20)).context["story"].episode.onset_on == ago(25)
        ann_client.post(url(20), {"onset_on": ago(40).isoformat()})
        assert ann_client.get(url(20)).context["story"].episode.onset_on == ago(40)

    def test_it_is_taken_back_by_the_day_of_the_log(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 4))
        for days in (25, 18):
            ann_client.post(url(18), {"onset_on": ago(days).isoformat()})
        assert "The pain began" not in titles(ann_client.get("/back/"))


class TestTimeline:
    def test_everything_stands_in_it_newest_first(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 4))
        shoe = make_shoe(ann, name="Ghost", first_used_on=ago(20), retired_on=ago(2))
        Shoe.objects.filter(pk=shoe.pk).update(start_distance_m=0)
        ShoeCheck.objects.create(shoe=shoe, on=ago(3), position=0, worn=["upper"])
        run = make_run(ann, on=ago(17), km="8.2", shoe=shoe, limited_by_back="shortened")
        make_pain(ann, on=ago(17), at="07:25", score=1, run=run, moment_of_day="before_run")
        make_pain(ann, on=ago(17), at="08:30", score=3, run=run, moment_of_day="during_run")
        make_run(ann, on=ago(16), km=None, limited_by_back="not_started")
        make_home_care(ann, on=ago(15), kinds=("heat",))
        make_leg_report(ann, on=ago(14), catching=True)
        make_sign_check(ann, on=ago(13), fever="yes")
        make_appointment(ann, on=ago(-5))
        page = ann_client.get("/back/")
        found = titles(page)
        assert found[0] == "Appointment: doctor"
        in_order = [
            "Appointment: doctor",
            "Ghost: retired",
            "Ghost: wear check",
            "Warning-sign check",
            "A leg felt weak, lazy or dragged",
            "Home care",
            "Missed session",
            "Run, 8.2 km",
            "Worst pain 3 of 10",
            "The episode opened",
            "Ghost: first used",
        ]
        assert [title for title in found if title in in_order] == in_order
        told = {line.title.replace("\u00a0", " "): line for line in lines(page)}
        assert told["Run, 8.2 km"].text == "Pain 1 before, 3 while running. Shorter because of the back."
        assert told["Warning-sign check"].level == "urgent"
        assert told["A leg felt weak, lazy or dragged"].level == "urgent"
        assert "fever" not in told["Warning-sign check"].text
        assert told["The episode opened"].text == "Pain 4; a day with 4 or more opens an episode."
        assert all(ann_client.get(line.url).status_code == 200 for line in lines(page) if line.url)

    def test_silence_is_said(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 4), (11, 2), (9, 2))
        found = [(line.on, line.title) for line in lines(ann_client.get("/back/")) if line.level == "unknown"]
        assert found == [(ON, "No entry for 9 days"), (ago(12), "No entry for 6 days")]

    def test_silence_that_began_before_the_timeline_is_said_in_full(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (70, 0), (18, 4), (17, 4))
        found = [(line.on, line.title) for line in lines(ann_client.get("/back/")) if line.level == "unknown"]
        assert found[1:] == [(ago(19), "No entry for 51 days")]

    def test_pain_elsewhere_is_no_entry_of_the_back(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (8, 4))
        make_pain(ann, on=ago(4), score=6, area="thigh")
        page = ann_client.get("/back/")
        assert "No entry for 8 days" in titles(page)
        assert "Worst pain 6 of 10" not in titles(page)

    def test_flags_are_said_when_raised_and_when_cleared(self, ann: User, ann_client: Client, clock: Any) -> None:
        hurt(ann, (18, 4), (3, 4))
        make_run(ann, on=ON, warm_up_state="skipped")
        ann_client.get("/back/")
        clock("2026-12-05T09:00:00+01:00")
        page = ann_client.get("/back/")
        raised = [line for line in lines(page) if line.title == "Raised: Skipped warm-up"]
        assert [(line.on, line.level) for line in raised] == [(ON, "info")]
        assert [line.on for line in lines(page) if line.title == "Cleared: Skipped warm-up"] == [date(2026, 12, 5)]
        assert 'class="l-' in page.content.decode()

    def test_flags_behind_a_graver_one_stay_out_of_sight(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 4), (3, 4))
        make_run(ann, on=ON, warm_up_state="skipped")
        make_sign_check(ann, on=ON, fever="yes")
        found = titles(ann_client.get("/back/"))
        assert "Raised: Skipped warm-up" not in found
        assert [title for title in found if title.startswith("Raised")]

    def test_a_check_ticked_by_mistake_has_no_level_any_more(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (18, 4))
        make_sign_check(ann, on=ago(3), fever="yes")
        SignCheck.objects.update(resolved_on=ago(2), resolved_how="ticked_by_mistake")
        check = next(line for line in lines(ann_client.get("/back/")) if line.title == "Warning-sign check")
        assert check.level == ""
        assert "Ticked by mistake" in check.text

    def test_what_lies_outside_the_episode_is_left_to_others(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (200, 4), *((day, 0) for day in (195, 190, 185, 180)), (18, 4))
        make_home_care(ann, on=ago(100))
        make_run(ann, on=ago(229))
        make_run(ann, on=ago(228), km=3)
        page = ann_client.get(url(200))
        assert "Home care" not in titles(page)
        assert [title for title in titles(page) if title.startswith("Run")] == ["Run, 3.0 km"]
        assert lines(page)[0].title == "The episode closed"

    def test_other_peoples_records_are_not_in_it(self, ann: User, eve: User, ann_client: Client) -> None:
        hurt(ann, (18, 4))
        hurt(eve, (17, 9))
        make_run(eve, on=ago(10))
        make_run(eve, on=ago(9), km=None, limited_by_back="not_started")
        make_home_care(eve, on=ago(10))
        make_leg_report(eve, on=ago(10))
        make_sign_check(eve, on=ago(10))
        make_appointment(eve, on=ago(-3))
        make_shoe(eve, first_used_on=ago(10))
        flag = make_flag(eve, on=ago(5))
        FlagEvent.objects.create(flag=flag, what="raised", on=ago(5), at=NOW, level="caution")
        page = ann_client.get("/back/")
        kept = {line.title for line in lines(page) if not line.title.startswith("Raised")}
        assert kept == {"No entry for 18 days", "The episode opened", "Worst pain 4 of 10"}
        assert {day.on for day in page.context["days"]} == {ON, ago(18)}
        chart = page.context["part"].chart
        assert (chart.entries, chart.run_count, {mark.on for mark in chart.marks} <= {ON}) == ((4,), 0, True)
        assert page.context["story"].days_lost == 0

    def test_it_comes_in_pages_that_meet(self, ann: User, ann_client: Client) -> None:
        hurt(ann, *((day, 4) for day in range(50)))
        first, second, third = (ann_client.get("/back/", {"page": number}) for number in (1, 2, 3))
        found = [day.on for page in (first, second, third) for day in page.context["days"]]
        assert found == [ago(day) for day in range(50)]
        assert 'rel="next"' in first.content.decode()
        for strange in ("0", "-1", "x", "9" * 50, ""):
            assert ann_client.get("/back/", {"page": strange, "part": strange}).status_code == 200

    def test_distances_are_in_the_users_units(self, ann: User, ann_client: Client) -> None:
        User.objects.filter(pk=ann.pk).update(units="mi")
        hurt(ann, (18, 4))
        make_run(ann, on=ago(2), km="16.09344")
        assert "Run, 10.0 mi" in titles(ann_client.get("/back/"))


class TestChart:
    def test_it_holds_four_weeks_before_and_all_of_it(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (100, 2), (98, 2), (60, 2), (18, 4), (10, 0))
        make_run(ann, on=ago(12), km=None)
        chart = ann_client.get("/back/").context["part"].chart
        days = {day.on: day for day in chart.days}
        assert (min(days), max(days)) == (ago(46), ON)
        assert (days[ago(18)].pain, days[ago(10)].pain, days[ago(17)].pain) == (4, 0, None)
        assert (days[ago(12)].runs, days[ago(12)].distance_m) == (1, None)
        assert [(shade.first, shade.last) for shade in chart.episodes] == [(ago(18), ON)]

    def test_flags_are_marked(self, ann: User, ann_client: Client) -> None:
        hurt(ann, (20, 4), (18, 4), (3, 8), (1, 8), (0, 8))
        make_run(ann, on=ON, warm_up_state="skipped")
        levels = {mark.level for mark in ann_client.get("/back/").context["part"].chart.marks}
        assert "see_provider" in levels
        assert "info" not in levels

    def test_years_are_cut_into_parts_that_meet(self, ann: User, ann_client: Client) -> None:
        hurt(ann, *((day, 4) for day in range(0, 1000, 20)))
        page = ann_client.get("/back/")
        count = page.context["part"].page.paginator.num_pages
        parts = [ann_client.get("/back/", {"part": number}).context["part"].chart.days for number in range(1, count + 1)]
        assert count > 4
        assert max(len(days) for days in parts) < 182 + 56
        joined = [day.on for days in reversed(parts) for day in days]
        assert joined == [ago(day) for day in range(980 + 28, -1, -1)]
        assert "part=2#chart" in page.content.decode()


@pytest.mark.parametrize("runs", [30, 3000])
@pytest.mark.parametrize("days", [20, 3650])
def test_a_fixed_number_of_statements(ann: User, ann_client: Client, runs: int, days: int, query_count: QueryCount) -> None:
    shoe = make_shoe(ann, start_distance_m=0)
    make_runs(ann, last=ON, count=runs, shoe=shoe)
    daily_scores(ann, days)
    make_home_care(ann, on=ago(3))
    ann_client.get("/back/")
    with query_count(20):
        page = ann_client.get("/back/")
    assert page.context["story"].episode.opened_on == ago(days - 1)
    with query_count(20):
        ann_client.get("/back/", {"page": 2, "part": 2})


def daily_scores(athlete: User, days: int) -> None:
    """A score on every day up to today."""
    rows = []
    for back in range(days):
        at = NOW.astimezone(OFFSET) - timedelta(days=back)
        rows.append(PainScore(athlete=athlete, log_id=f"daily-{back}", score=2 + back % 4, **PainScore.moment_fields(at)))
    PainScore.objects.bulk_create(rows, batch_size=500)
