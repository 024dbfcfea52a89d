"""The page of a report and its PDF: what stands on it, who gets it, and that it is one sheet, two at most."""

import builtins
import socket
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from injuries.reports import printing
from injuries.reports.parts import PRIVATE_SIGNS, Paper, Part
from injuries.reports.queries import load_report
from injuries.symptoms.actions import save_sign_check
from injuries.symptoms.models import Appointment, SignCheck
from injuries.symptoms.signs import SIGN_BY_KEY, SIGN_KEYS
from runlog.people.access import own_sight
from runlog.people.models import User
from tests.house.words import unfit_words
from tests.injuries.reports.pages import choose, pdf_of, plain, report_of, text_of, words
from tests.support.clock import NOW
from tests.support.days import ON
from tests.support.queries import QueryCount
from tests.support.rows import make_appointment, make_leg_report, make_pain, make_run, make_runs, make_shoe, make_sign_check

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("clock")]

LONG = dict.fromkeys(("how_it_began", "medicines", "past_episodes", "other_conditions", "goals"), "W" * 10_000)
SIZES = {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}
SELF_REPORTED = "Self-reported, not reviewed by a clinician."


def hurt(athlete: User, days: int = 18, score: int = 5) -> None:
    """Pain every second day since so many days ago."""
    for ago in range(days, 0, -2):
        make_pain(athlete, on=ON - timedelta(days=ago), score=score, side="left")


def report(client: Client, appointment: Appointment) -> Any:
    return client.get(f"/appointments/{appointment.pk}/report/")


@pytest.fixture
def demo() -> User:
    """The demo runner with all of the demo's log."""
    call_command("load_advice", verbosity=0)
    call_command("load_demo", verbosity=0)
    return User.objects.get(is_demo=True, display_name="Ann Whitfield")


class TestPage:
    def test_who_when_and_what_kind_of_facts_stand_on_top(self, ann: User, ann_client: Client) -> None:
        hurt(ann)
        row = make_appointment(ann, on="2026-11-27", questions=["May I run?"], medicines="Ibuprofen")
        text = report_of(report(ann_client, row))
        order = ["Ann Date of birth", "Appointment Doctor, 27 Nov 2026", "Log as of 22 Nov 2026", SELF_REPORTED, "Pain began 4 Nov"]
        order += ["What I want to ask May I run?", "Worst back pain of each day, and runs 7 Oct to 22 Nov", "Medicines I take Ibuprofen"]
        places = [text.index(part) for part in order]
        assert places == sorted(places)
        assert unfit_words(text) == []

    def test_what_is_resolved_on_a_day_to_come_is_open_until_then(self, ann: User) -> None:
        by_day = {"resolved_how": "ticked_by_mistake", "resolved_reason": "A slip."}
        for days in (0, 1):
            check = make_sign_check(ann, on=ON - timedelta(days=2), fever="yes")
            SignCheck.objects.filter(pk=check.pk).update(resolved_on=ON + timedelta(days=days), **by_day)
        found = load_report(own_sight(ann, NOW), NOW)
        assert found.signs.checks == 1

    def test_what_is_left_off_leaves_no_trace(self, ann: User, ann_client: Client) -> None:
        hurt(ann, days=100)
        row = make_appointment(ann, **dict.fromkeys(LONG, "typed"), questions=["asked"])
        labels = [str(part.label) for part in Part if part != Part.COURSE and part != Part.LONG_PAIN]
        whole = report_of(report(ann_client, row))
        assert [label for label in labels if label not in whole] == []
        choose(row, left_off=frozenset(Part.values))
        bare = report_of(report(ann_client, row))
        assert [label for label in labels if label in bare] == []
        assert not [word for word in ("typed", "asked", "Worst", "NG65") if word in bare]
        assert SELF_REPORTED in bare

    def test_everything_typed_is_escaped(self, ann: User, ann_client: Client) -> None:
        evil = "<script>alert(1)</script><img src=http://192.0.2.1/x><style>*{display:none}</style>"
        User.objects.filter(pk=ann.pk).update(display_name=evil)
        shoe = make_shoe(ann, name=evil)
        make_run(ann, shoe=shoe)
        row = make_appointment(ann, questions=[evil], **dict.fromkeys(LONG, evil))
        page = report(ann_client, row).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "&lt;script&gt;alert" in page

    @pytest.mark.parametrize(("days", "asked"), [(83, False), (84, True)])
    def test_long_pain_brings_the_clinicians_questions_uncounted(self, ann: User, ann_client: Client, days: int, asked: bool) -> None:
        for ago in range(days, 0, -7):
            make_pain(ann, on=ON - timedelta(days=ago), score=4)
        text = words(report(ann_client, make_appointment(ann)))
        assert ("NICE guideline NG65, 1.1.5. Not answered and not counted by this log." in text) == asked
        assert ("Does it wake you in the second half of the night? yes no" in text) == asked

    @pytest.mark.parametrize("level", ["urgent", "emergency"])
    def test_an_open_warning_stands_first(self, ann: User, ann_client: Client, level: str) -> None:
        answers = {"night_sweats": "yes"} if level == "urgent" else {"bladder_change": "yes"}
        save_sign_check(athlete=ann, log_id="check-1", at=NOW - timedelta(hours=1), answers=answers, now=NOW)
        row = make_appointment(ann, on="2026-11-27")
        answer = report(ann_client, row)
        if level == "emergency":
            assert answer["Location"] == "/emergency/"
            ann_client.post("/emergency/help/")
            answer = report(ann_client, row)
        article = words(answer)[words(answer).index("Take it along") :]
        said = "Get medical advice today." if level == "urgent" else "Seek urgent care now. Call 112."
        assert article.index(said) < article.index("Date of birth")
        assert "urine" not in article

    def test_unchecked_is_said(self, ann: User, ann_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*args: Any, **kwargs: Any) -> None:
            raise RuntimeError

        row = make_appointment(ann)
        monkeypatch.setattr("injuries.guidance.assessing._keep_all", fail)
        assert "This log could not be checked for warning signs." in words(report(ann_client, row))

    def test_it_costs_the_same_however_long_the_log(self, ann: User, ann_client: Client, query_count: QueryCount) -> None:
        row = make_appointment(ann)
        report(ann_client, row)
        with query_count(15):
            report(ann_client, row)
        make_runs(ann, count=400)
        hurt(ann, days=120)
        for day in range(1, 9):
            make_sign_check(ann, on=f"2026-11-0{day}", fever="no")
            make_leg_report(ann, on=f"2026-11-0{day}", numbness=False)
        report(ann_client, row)
        with query_count(15):
            report(ann_client, row)


class TestPrivateAnswers:
    ANSWERS = dict.fromkeys(SIGN_KEYS, "no") | dict.fromkeys(PRIVATE_SIGNS, "not_sure")

    def test_they_are_off_until_ticked_each_by_itself(self, ann: User, ann_client: Client, pango: None) -> None:
        hurt(ann)
        row = make_appointment(ann)
        make_sign_check(ann, **self.ANSWERS)
        said = {key: plain(str(SIGN_BY_KEY[key].said)) for key in PRIVATE_SIGNS}
        for shown in ((), ("bladder_change",), tuple(PRIVATE_SIGNS)):
            choose(row, private_signs=frozenset(shown))
            for text in (words(report(ann_client, row)), text_of(pdf_of(ann_client, row))):
                assert {key for key, words_of in said.items() if words_of in text} == set(shown)

    def test_no_address_says_what_was_chosen(self, ann: User, ann_client: Client) -> None:
        row = make_appointment(ann)
        answer = ann_client.post(f"/appointments/{row.pk}/prepare/", {"paper": "a4", "private_signs": ["bladder_change"]})
        assert answer["Location"] == f"/appointments/{row.pk}/report/"


@pytest.mark.usefixtures("pango")
class TestPdf:
    @pytest.mark.parametrize("paper", Paper)
    @pytest.mark.parametrize("units", ["km", "mi"])
    def test_the_demo_runner_fits_on_one_sheet(self, demo: User, log_in: Any, paper: Paper, units: str) -> None:
        User.objects.filter(pk=demo.pk).update(units=units)
        row = make_appointment(demo, on=ON + timedelta(days=5), questions=["May I run?"], medicines="Ibuprofen", goals="A half marathon")
        choose(row, paper=paper)
        pdf = pdf_of(log_in(demo), row)
        assert len(pdf.pages) == 1
        assert tuple(round(float(side)) for side in pdf.pages[0].mediabox[2:]) == SIZES[paper]
        text = text_of(pdf)
        for said in ("Ann Whitfield", SELF_REPORTED, "May I run?", "Ibuprofen", "What I tried at home", "Runlog, 22 Nov 2026"):
            assert said in text
        assert f"{units} in all" in text
        assert f" {'mi' if units == 'km' else 'km'} " not in text

    @pytest.mark.parametrize("paper", Paper)
    def test_a_long_name_stays_on_one_sheet_and_whole(self, demo: User, log_in: Any, paper: Paper) -> None:
        name = ("Wolfeschlegelsteinhausenbergerdorff " * 6)[:200].strip()
        User.objects.filter(pk=demo.pk).update(display_name=name)
        row = make_appointment(demo, questions=["May I run?"], medicines="Ibuprofen")
        choose(row, paper=paper)
        pdf = pdf_of(log_in(demo), row)
        assert len(pdf.pages) == 1
        assert name.replace(" ", "") in text_of(pdf).replace(" ", "")

    @pytest.mark.parametrize("paper", Paper)
    def test_an_empty_log_has_lines_to_write_on(self, ann: User, ann_client: Client, paper: Paper) -> None:
        row = make_appointment(ann)
        choose(row, paper=paper)
        pdf = pdf_of(ann_client, row)
        assert len(pdf.pages) == 1
        assert "The log shows no episode of back pain." in text_of(pdf)
        assert "The 20 questions were not gone through." in text_of(pdf)

    # What cannot be broken on the narrower sheet, what takes many lines on the shorter one.
    @pytest.mark.parametrize(
        ("filling", "paper"),
        [("W", Paper.A4), ("漢", Paper.A4), ("w ", Paper.LETTER), ("wide words of all kinds, ", Paper.LETTER), ("x\n", Paper.LETTER)],
    )
    def test_the_longest_texts_are_cut_to_two_sheets_and_it_is_said(
        self, ann: User, ann_client: Client, filling: str, paper: Paper
    ) -> None:
        """A log of long pain with many pairs, and everything typed as long as can be."""
        User.objects.filter(pk=ann.pk).update(display_name="W" * 200)
        hurt(ann, days=100)
        for place in range(12):
            make_run(ann, shoe=make_shoe(ann, name=f"{place}" + "W" * 198, km=None))
        make_sign_check(ann, **dict.fromkeys(SIGN_KEYS, "not_sure"))
        for day in range(10, 20):
            make_leg_report(ann, on=f"2026-11-{day}", both_legs=True, numbness=True)
        text = (filling * 10_000)[:10_000].strip()
        row = make_appointment(ann, questions=[text] * 30, **dict.fromkeys(LONG, text))
        choose(row, paper=paper, private_signs=frozenset(PRIVATE_SIGNS))
        began = time.process_time()
        pdf = pdf_of(ann_client, row)
        assert len(pdf.pages) <= 2
        assert "more characters in the log]" in text_of(pdf)
        assert text_of(pdf).endswith(SELF_REPORTED)
        assert time.process_time() - began < 30

    def test_pain_of_years_is_told_on_two_sheets(self, ann: User, ann_client: Client) -> None:
        for ago in range(900, 0, -9):
            make_pain(ann, on=ON - timedelta(days=ago), score=4)
        row = make_appointment(ann, questions=["May I run?"])
        pdf = pdf_of(ann_client, row)
        assert len(pdf.pages) <= 2
        assert "NG65" in text_of(pdf)

    def test_no_log_of_the_machine_holds_a_word_of_it(self, ann: User, ann_client: Client, caplog: pytest.LogCaptureFixture) -> None:
        """What draws it warns of each sign that no font has."""
        pdf_of(ann_client, make_appointment(ann, medicines="漢\U0001f9ea"))
        assert caplog.records == []

    def test_the_file_is_kept_nowhere_and_its_name_says_nothing(self, ann: User, ann_client: Client) -> None:
        answer = ann_client.get(f"/appointments/{make_appointment(ann).pk}/report.pdf")
        assert answer["Content-Disposition"] == 'attachment; filename="report.pdf"'
        assert "no-store" in answer["Cache-Control"]

    def test_charts_are_drawn_and_not_pictures(self, demo: User, log_in: Any) -> None:
        pdf = pdf_of(log_in(demo), make_appointment(demo))
        assert [len(page.images) for page in pdf.pages] == [0] * len(pdf.pages)

    def test_nothing_is_fetched(self, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """Neither another host nor a file of the machine, whatever a page should name."""
        secret = tmp_path / "secret.txt"
        secret.write_text("a file of the machine")
        asked = []
        monkeypatch.setattr(socket, "create_connection", lambda *args, **kwargs: asked.append(args))
        opened, real = [], builtins.open

        def watch(file: Any, *args: Any, **kwargs: Any) -> Any:
            opened.append(str(file))
            return real(file, *args, **kwargs)

        monkeypatch.setattr(builtins, "open", watch)
        names = (f"file://{secret}", "http://192.0.2.1/x.png", "data:image/png;base64,AAAA")
        page = "".join(f'<img src="{name}"><link rel="stylesheet" href="{name}"><link rel="attachment" href="{name}">' for name in names)
        pdf = printing.pdf_of([f"<style>body {{ background: url({names[0]}) }} @import '{names[1]}';</style><p>Here.</p>{page}"])
        assert pdf.startswith(b"%PDF")
        assert asked == []
        assert not [name for name in opened if "secret" in name]
        assert b"a file of the machine" not in pdf


class TestWithoutPango:
    @pytest.fixture(autouse=True)
    def missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The library cannot be loaded, as where its own libraries are missing."""
        real = builtins.__import__

        def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
            if name.partition(".")[0] == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")
            return real(name, *args, **kwargs)

        monkeypatch.setattr(builtins, "__import__", refuse)

    def test_the_print_page_says_what_to_install(self, ann: User, ann_client: Client) -> None:
        answer = ann_client.get(f"/appointments/{make_appointment(ann).pk}/report.pdf")
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("text/html")
        text = words(answer)
        assert "whoever runs it should install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core." in text
        assert SELF_REPORTED in text

    def test_the_print_page_itself_asks_for_nothing(self, ann: User, ann_client: Client) -> None:
        assert "should install" not in words(report(ann_client, make_appointment(ann)))
