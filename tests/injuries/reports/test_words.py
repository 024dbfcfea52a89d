"""What a report says: numbers with their time, unknown as unknown, private answers only where they were ticked."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from injuries.engine.history import History
from injuries.engine.log import Log, Run, Shoe
from injuries.engine.signs import SIGNS
from injuries.guidance.sentences import Reader
from injuries.reports.content import Answered, Recorded, report_of
from injuries.reports.cutting import ROOMS
from injuries.reports.parts import PRIVATE_SIGNS
from injuries.reports.words import Stat, blocks_of, signs_block, stats_of
from injuries.symptoms.signs import SIGN_BY_KEY
from tests.house.words import unfit_words
from tests.injuries.reports.test_content import HURTING, ago, pain, report, run
from tests.support.days import ON

READER = Reader("km", ON)


def plain(lines: Any) -> str:
    return " ".join(lines).replace("\u00a0", " ")


def said(part: str, units: str = "km", **found: Any) -> str:
    log = found.pop("log", Log(pain=HURTING))
    return plain(blocks_of(report(log, units, **found), Reader(units, ON), ROOMS[0])[part].lines)


def signs(*checks: Answered, shown: tuple[str, ...] = ()) -> str:
    return plain(signs_block(report(Log(pain=HURTING), checks=checks), READER, shown).lines)


@pytest.mark.parametrize(("small", "sentence"), [("of 10", "Worst day: 6 of 10."), ("", "Worst day: 6.")])
def test_a_number_reads_as_a_sentence(small: str, sentence: str):
    assert Stat("Worst day", "6", small).sentence == sentence


def test_every_block_has_its_time():
    blocks = blocks_of(report(Log(pain=HURTING)), READER, ROOMS[0])
    assert {key: block.period.replace("\u00a0", " ") for key, block in blocks.items()} == {
        "place": "4 Nov to 22 Nov",
        "running": "4 Nov to 22 Nov",
        "shoes": "9 Sep to 22 Nov",
        "warm_up": "9 Sep to 22 Nov",
        "strength": "26 Oct to 22 Nov",
        "tried": "4 Nov to 22 Nov",
    }


def test_first_numbers():
    found = [(stat.what, stat.number, stat.small) for stat in stats_of(report(Log(pain=HURTING)), READER)]
    assert [tuple(part.replace("\u00a0", " ") for part in stat) for stat in found] == [
        ("Pain began", "4 Nov", "2.6 weeks, acute"),
        ("Middle, last week", "3.5", "of 10, from 4 days"),
        ("Worst day", "5", "of 10, on 7 Nov"),
        ("Best day", "3", "of 10, on 19 Nov"),
        ("Days with an entry", "7", "of 19 days: 37 %"),
    ]


def test_too_few_entries_are_not_known():
    stats = {stat.what: (stat.number, stat.small) for stat in stats_of(report(Log(pain=(pain(18, 4), pain(1, 2)))), READER)}
    assert stats["Middle, last week"] == ("not known", "1 of 4 days needed")


@pytest.mark.parametrize(("units", "text"), [("km", "2 runs, 20 km, the longest 12 km."), ("mi", "2 runs, 12.4 mi, the longest 7.5 mi.")])
def test_distances_are_the_readers(units: str, text: str):
    assert f"8 weeks before, 9 Sep to 3 Nov: {text}" in said("running", units, runs=[run(40, 12), run(30, 8)])


def test_nothing_logged_is_said_as_that():
    assert said("running") == "No session is logged. 8 weeks before, 9 Sep to 3 Nov: no run logged."
    assert said("tried") == "Nothing is logged."
    assert said("strength") == "Strength work: none logged. Walks: none logged."
    assert said("warm_up") == "No run says whether there was one."
    assert said("shoes") == "No run names a pair."
    assert "Worse with impact: not answered." in said("place")


def test_warm_ups_tell_of_answered_runs_and_of_the_rest():
    runs = [run(day, warm_up_state=state) for day, state in enumerate(["done", "skipped", None, "done"], start=1)]
    assert said("warm_up", runs=runs) == "5 minutes or more before 2 of 3 runs. Not recorded: 1 run."


def test_a_shoe_of_unknown_start_has_at_least_its_sum_and_many_are_counted():
    shoes = tuple(Shoe(f"s{place}", f"Pair {place}") for place in range(6))
    runs = tuple(Run(f"x{place}", run(place).started_at, Decimal(10_000), shoe=f"s{place}") for place in range(6))
    text = said("shoes", log=Log(pain=HURTING, shoes=shoes, runs=runs), runs=runs)
    assert "Pair 0: at least 10 km in all, 10 km in this time." in text
    assert text.endswith("And 2 more pairs.")


class TestSigns:
    def test_yes_and_not_sure_stand_with_their_day_before_the_rest(self):
        text = signs(Answered(ago(3), {"fever": "not_sure", "night_sweats": "yes", "lump": "no"}))
        assert text.startswith("Yes, 19 Nov: night sweats. Not sure, 19 Nov: a fever of 38 °C")
        assert "No to 1 question, last on 19 Nov." in text
        assert "Not answered: 13 questions." in text

    def test_few_unanswered_ones_are_named(self):
        answers = {key: "no" for key in SIGNS if key != "night_sweats"}
        assert "Not answered: 1 question (night sweats)." in signs(Answered(ago(3), answers))

    def test_no_check_is_no_answer(self):
        assert signs() == "The 20 questions were not gone through."

    @pytest.mark.parametrize("key", PRIVATE_SIGNS)
    @pytest.mark.parametrize("answer", ["yes", "no", "not_sure"])
    def test_a_private_answer_leaves_no_trace_until_ticked(self, key: str, answer: str):
        others = {each: "no" for each in SIGNS if each not in PRIVATE_SIGNS}
        own = str(SIGN_BY_KEY[key].said)
        hidden = {signs(Answered(ago(3), {**others, key: each} if each else others)) for each in ("yes", "no", "not_sure", "")}
        assert hidden == {"No to 16 questions, last on 19 Nov. 4 private questions are left off this page by choice: please ask."}
        shown = signs(Answered(ago(3), {**others, key: answer}), shown=(key,))
        assert (own in shown) == (answer != "no")
        assert ("No to 17 questions" in shown) == (answer == "no")
        assert "3 private questions are left off" in shown

    def test_what_was_said_on_one_day_stands_together_the_latest_first(self):
        text = signs(Answered(ago(9), {"fever": "yes", "lump": "yes"}), Answered(ago(3), {"night_sweats": "yes"}))
        assert text.startswith("Yes, 19 Nov: night sweats. Yes, 13 Nov: a fever of 38 °C or more, chills, or feeling very unwell; a lump")

    def test_what_was_seen_says_by_whom_and_when(self):
        assert "Seen by a clinician on 20 Nov." in signs(Answered(ago(3), {"fever": "yes"}, ago(2), "seen_by_clinician"))

    def test_a_leg_report_has_its_answers_and_open_questions(self):
        found = report(Log(pain=HURTING), leg_reports=[Answered(ago(4), {"numbness": True, "catching": None})])
        text = plain(signs_block(found, READER, ()).lines)
        assert "18 Nov: a leg felt weak, lazy or dragged (numbness or pins and needles; 1 question open)." in text

    def test_of_many_leg_reports_the_latest_are_told_and_all_are_counted(self):
        found = report(Log(pain=HURTING), leg_reports=[Answered(ago(day), {"numbness": True}) for day in range(6, 0, -1)])
        lines = signs_block(found, READER, ()).lines
        assert lines[1].replace("\u00a0", " ").startswith("21 Nov: a leg")
        assert lines[-1] == "And 2 earlier reports about a leg."

    def test_nothing_is_declared_well(self):
        text = signs(Answered(ago(3), dict.fromkeys(SIGNS, "no")), shown=tuple(PRIVATE_SIGNS))
        assert text == "No to 20 questions, last on 19 Nov."
        assert unfit_words(text) == []


def test_the_report_of_any_day_reads_in_its_own_year():
    history = History(Log(), date(2026, 1, 5))
    found = report_of(history, Recorded(), "km")
    block = blocks_of(found, Reader("km", history.on), ROOMS[0])["tried"]
    assert block.period.replace("\u00a0", " ") == "14 Oct 2025 to 5 Jan"
    assert found.span.first == history.on - timedelta(days=83)
