"""The starter advice is loaded once, again when it changes, and never over what a curator has written."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from injuries.engine.contract import CARDS
from injuries.guidance import starter_texts
from injuries.guidance.assessing import keep_true
from injuries.guidance.models import Advice, AdviceVersion, FlagEvent
from injuries.guidance.prose import line_of_prose, prose
from injuries.guidance.starter_texts import Unreadable, read_text
from runlog.people.models import User
from tests.support.clock import NOW
from tests.support.days import ON
from tests.support.rows import make_run, make_shoe

GOOD = """---
title: Worn shoes
element: footwear
review_by: 2027-05-01
sources:
  - One, doi 10.1/x
  - Two
---
First.

Second.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one text, in the place of the product's own."""
    monkeypatch.setattr(starter_texts.starter_texts, "__defaults__", (tmp_path,))
    (tmp_path / "worn_shoes.md").write_text(GOOD)
    return tmp_path


def test_a_text_is_read() -> None:
    text = read_text("worn_shoes", GOOD)
    assert (text.title, text.element, text.review_by) == ("Worn shoes", "footwear", date(2027, 5, 1))
    assert (text.sources, text.text) == (("One, doi 10.1/x", "Two"), "First.\n\nSecond.")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("---\ntitle", "title", "a head between"),
        ("First.\n\nSecond.\n", "", "then the text"),
        ("title: Worn shoes\n", "", "title is missing"),
        ("footwear", "posture", "belongs to posture"),
        ("2027-05-01", "soon", "review_by must be a date"),
        ("title:", "colour: red\ntitle:", "colour: red"),
        ("Worn shoes", "W" * 201, "longer than 200"),
    ],
)
def test_what_is_no_text_is_refused(before: str, after: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_text("worn_shoes", GOOD.replace(before, after, 1))


def test_a_key_that_is_no_rule_or_card_is_refused() -> None:
    with pytest.raises(Unreadable, match="no rule or card"):
        read_text("shoe_brands", GOOD)


def test_the_products_own_texts_are_good() -> None:
    own = {text.key: text for text in starter_texts.starter_texts()}
    assert own.keys() >= CARDS.keys()
    assert all(text.sources for text in own.values() if text.key != "why-we-run")


@pytest.mark.django_db
class TestLoading:
    """`load_advice`."""

    def load(self) -> list[tuple[int, str]]:
        call_command("load_advice", verbosity=0)
        return list(AdviceVersion.objects.filter(advice__key="worn_shoes").order_by("number").values_list("number", "text"))

    def test_a_second_time_changes_nothing(self, folder: Path) -> None:
        assert self.load() == [(1, "First.\n\nSecond.")]
        before = list(AdviceVersion.objects.values())
        assert self.load() == [(1, "First.\n\nSecond.")]
        assert list(AdviceVersion.objects.values()) == before

    def test_a_changed_text_makes_the_next_version(self, folder: Path) -> None:
        self.load()
        (folder / "worn_shoes.md").write_text(GOOD.replace("Second", "Third"))
        assert self.load() == [(1, "First.\n\nSecond."), (2, "First.\n\nThird.")]

    @pytest.mark.parametrize("published_on", [ON, None], ids=["published", "draft"])
    def test_what_a_curator_has_written_stays(self, folder: Path, published_on: date | None) -> None:
        self.load()
        advice = Advice.objects.get()
        AdviceVersion.objects.create(advice=advice, number=2, title="Ours", text="Ours.", published_on=published_on)
        (folder / "worn_shoes.md").write_text(GOOD.replace("Second", "Third"))
        assert [number for number, _ in self.load()] == [1, 2]

    def test_a_file_that_cannot_be_read_loads_nothing(self, folder: Path) -> None:
        (folder / "session_spike.md").write_text("Nothing known of it.")
        with pytest.raises(CommandError, match="session_spike"):
            self.load()
        assert not Advice.objects.exists()

    def test_it_is_in_force_wherever_it_is_still_yesterday(self, folder: Path, clock: object) -> None:
        self.load()
        assert AdviceVersion.objects.get().published_on == date(2026, 11, 21)

    def test_a_flags_history_keeps_the_version_that_was_shown(self, folder: Path, clock: object, ann: User) -> None:
        self.load()
        make_run(ann, shoe=make_shoe(ann, km=900))
        keep_true(ann, NOW)
        event = FlagEvent.objects.get(flag__rule="worn_shoes")
        assert event.advice_version == AdviceVersion.objects.get()


class TestProse:
    """Markdown becomes HTML, and HTML becomes text."""

    def test_paragraphs_and_emphasis(self) -> None:
        assert prose("**A** b\n\n- c") == "<p><strong>A</strong> b</p>\n<ul>\n<li>c</li>\n</ul>\n"

    def test_html_is_shown_as_it_was_typed(self) -> None:
        assert prose("<b>x</b>") == "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"

    def test_a_line(self) -> None:
        assert line_of_prose("*A* [b](https://example.org)") == '<em>A</em> <a href="https://example.org" rel="noopener noreferrer">b</a>'

    @pytest.mark.parametrize("hostile", ["<script>x</script>", "[x](javascript:x)", "![x](x.png)", "<p style='x'>", "<a onclick='x'>"])
    def test_nothing_dangerous(self, hostile: str) -> None:
        html = prose(hostile)
        assert not any(part in html for part in ("<script", 'javascript:x"', "<img", "<p style", "<a onclick"))
