"""Form fields: what may be typed, what comes out, and one plain sentence for everything else."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from pytest_django.asserts import assertHTMLEqual

from runlog.core.fields import (
    ChecksField,
    DayField,
    DistanceField,
    DurationField,
    MinutesField,
    MomentField,
    NumberField,
    Option,
    PickField,
    QuickSelect,
    RecordIdField,
    ScoreField,
    SegmentedField,
    SelectField,
    TextField,
    Writer,
    YesNoField,
)

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
WRITER = Writer(units="km", zone="Europe/Berlin", now=NOW, today=date(2026, 11, 22))


def settled(field: Any, kept: Any = None, writer: Writer = WRITER) -> Any:
    """Return the field as a form hands it over."""
    field.settle(writer, kept)
    return field


def refusal(field: forms.Field, value: Any) -> str:
    """Return the sentence with which a field refuses a value."""
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(value)
    assert len(refused.value.messages) == 1
    return refused.value.messages[0]


def offered(field: Any) -> list[str]:
    """Return the values that a field offers."""
    return [value for value, _label in field.choices]


def at(text: str, hours: float) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(hours=hours)))


class TestDistance:
    @pytest.mark.parametrize(("text", "metres"), [("8.2", "8200"), ("8,2", "8200"), (" 10 ", "10000"), ("0", "0"), ("42.195", "42195")])
    def test_reads_kilometres(self, text: str, metres: str) -> None:
        assert settled(DistanceField()).clean(text) == Decimal(metres)

    def test_reads_miles(self) -> None:
        assert settled(DistanceField(), writer=Writer(units="mi")).clean("1") == Decimal("1609.344")

    def test_empty_is_not_recorded(self) -> None:
        assert settled(DistanceField(required=False)).clean("  ") is None

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("3,000", "3,000 km is more than a run can be. Did you mean 30?"),
            ("8200", "8,200 km is more than a run can be. Did you mean 8.2?"),
            ("ten", "“ten” is not a number. Type it in figures, such as 8.2."),
            ("-3", "This cannot be below zero. Leave it empty if you do not know it."),
            ("", "This is needed. Fill it in to save."),
        ],
    )
    def test_refuses(self, text: str, sentence: str) -> None:
        assert refusal(settled(DistanceField()), text) == sentence

    def test_bounds_speak_the_writers_units(self) -> None:
        field = settled(DistanceField(most_m=Decimal(10_000_000), usual_m=Decimal(1_600_000), thing="a pair"), writer=Writer(units="mi"))
        assert refusal(field, "7000") == "7,000 mi is more than a pair can be. Did you mean 700?"
        assert field.clean("6000") == Decimal("9656064")

    def test_least(self) -> None:
        assert refusal(settled(DistanceField(least_m=Decimal(150_000))), "20") == "This must be 150 km or more."

    def test_untouched_text_keeps_the_exact_value(self) -> None:
        field = settled(DistanceField(), kept=Decimal(8214), writer=Writer(units="mi"))
        shown = field.prepare_value(Decimal(8214))
        assert shown == "5.104"
        assert field.clean(shown) == Decimal(8214)
        assert field.clean("5.105") == Decimal("8215.701")

    def test_untouched_value_may_be_out_of_bounds(self) -> None:
        assert settled(DistanceField(), kept=Decimal(600_000)).clean("600") == Decimal(600_000)

    def test_keeps_what_was_typed(self) -> None:
        assert settled(DistanceField()).prepare_value("8,2 km?") == "8,2 km?"


class TestDuration:
    @pytest.mark.parametrize(("text", "seconds"), [("1:02:03", 3723), ("47:30", 2850), ("62", 3720), ("7,5", 450)])
    def test_reads(self, text: str, seconds: int) -> None:
        assert settled(DurationField()).clean(text) == Decimal(seconds)

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("0", "A time of 0 cannot be. Leave it empty if you do not know it."),
            ("0:00", "A time of 0 cannot be. Leave it empty if you do not know it."),
            ("-5", "This cannot be below zero. Leave it empty if you do not know it."),
            ("fast", "“fast” is not a time. Type it like 47:30, 1:02:03, or 47 for minutes."),
            ("4730", "78:50:00 is more than a run can take. Type it like 47:30 or 1:02:03."),
        ],
    )
    def test_refuses(self, text: str, sentence: str) -> None:
        assert refusal(settled(DurationField()), text) == sentence

    def test_untouched_text_keeps_fractions(self) -> None:
        field = settled(DurationField(), kept=Decimal("2850.4"))
        assert field.clean(field.prepare_value(Decimal("2850.4"))) == Decimal("2850.4")


class TestNumbers:
    def test_minutes(self) -> None:
        assert settled(MinutesField()).clean("7,5") == Decimal("7.5")
        assert refusal(settled(MinutesField()), "0") == "This must be a number from 1 to 1,440."

    def test_places(self) -> None:
        assert settled(NumberField(most=Decimal(250), places=0)).clean("150") == 150
        assert refusal(settled(NumberField(most=Decimal(250), places=0)), "150.5") == "Type a whole number."

    def test_shows_no_needless_zeros(self) -> None:
        assert settled(NumberField(most=Decimal(250))).prepare_value(Decimal("150.000")) == "150"


class TestMoment:
    def test_takes_the_offset_of_the_zone(self) -> None:
        assert settled(MomentField()).clean("2026-11-22T07:40") == at("2026-11-22T07:40", 1)
        summer = settled(MomentField()).clean("2026-07-01T07:40")
        assert (summer, summer.utcoffset()) == (at("2026-07-01T07:40", 2), timedelta(hours=2))

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("2026-11-22T09:02", "That is in the future. Choose a time up to now."),
            ("yesterday", "“yesterday” is not a date and time. Type it like 2026-11-22 07:40."),
            ("2026-11-22", "“2026-11-22” is not a date and time. Type it like 2026-11-22 07:40."),
            ("2026-11-22T07:40Z", "“2026-11-22T07:40Z” is not a date and time. Type it like 2026-11-22 07:40."),
            ("0026-11-22T07:40", "The year looks wrong. Type all four figures, such as 2026."),
            ("2026-03-29T02:30", "The clocks were put forward over that time. Choose one before or after."),
        ],
    )
    def test_refuses(self, text: str, sentence: str) -> None:
        assert refusal(settled(MomentField()), text) == sentence

    def test_a_minute_ahead_is_now(self) -> None:
        assert settled(MomentField()).clean("2026-11-22T09:01") == at("2026-11-22T09:01", 1)

    def test_future_where_it_is_allowed(self) -> None:
        assert settled(MomentField(refuse_future=False)).clean("2027-01-01T07:40") == at("2027-01-01T07:40", 1)

    def test_untouched_moment_stays_to_the_second(self) -> None:
        kept = at("2026-10-01T06:00:13.500000", 9)
        field = settled(MomentField(), kept=kept)
        assert field.prepare_value(kept) == "2026-10-01T06:00:13"
        assert field.clean("2026-10-01T06:00:13") == kept

    def test_moment_of_a_journey_is_edited_in_its_own_offset(self) -> None:
        moved = settled(MomentField(), kept=at("2026-10-01T06:00", 9)).clean("2026-10-01T06:30")
        assert (moved, moved.utcoffset()) == (at("2026-10-01T06:30", 9), timedelta(hours=9))

    def test_moment_at_home_moves_with_the_zone(self) -> None:
        moved = settled(MomentField(), kept=at("2026-07-01T06:00", 2)).clean("2026-11-01T06:00")
        assert moved.utcoffset() == timedelta(hours=1)

    def test_repeated_hour_is_the_first_unless_the_form_was_in_the_second(self) -> None:
        assert settled(MomentField()).clean("2026-10-25T02:30").utcoffset() == timedelta(hours=2)
        in_second = settled(MomentField(), kept=at("2026-10-25T02:50", 1))
        assert in_second.clean("2026-10-25T02:30").utcoffset() == timedelta(hours=1)


class TestDay:
    def test_reads(self) -> None:
        assert settled(DayField()).clean("2026-12-24") == date(2026, 12, 24)
        assert settled(DayField(required=False)).clean("") is None

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("2026-11-23", "That day has not come yet. Choose today or an earlier day."),
            ("24.12.", "“24.12.” is not a date. Type it like 2026-11-22: year, month, day."),
        ],
    )
    def test_refuses(self, text: str, sentence: str) -> None:
        assert refusal(settled(DayField(refuse_future=True)), text) == sentence


class TestTaps:
    def test_score(self) -> None:
        field = ScoreField()
        assert [field.clean(text) for text in ("0", "10", "", None)] == [0, 10, None, None]

    @pytest.mark.parametrize("text", ["11", "3.5", "-1", "ten"])
    def test_score_refuses(self, text: str) -> None:
        assert refusal(ScoreField(), text) == f"“{text}” is not on the scale. Choose a whole number from 0 to 10."

    def test_needed_score_has_no_dash(self) -> None:
        field = ScoreField(required=True)
        assert len(offered(field)) == 11
        assert refusal(field, "") == "Choose a number from 0 to 10."

    def test_segmented(self) -> None:
        field = SegmentedField([("done", "Done"), ("skipped", "Skipped")])
        assert [field.clean(text) for text in ("done", "", None)] == ["done", None, None]
        assert offered(field) == ["done", "skipped", ""]
        assert refusal(field, "maybe") == "Choose one of the answers."

    def test_unanswered_without_an_open_answer(self) -> None:
        field = SegmentedField([("yes", "Yes"), ("no", "No")], leave_open=None)
        assert offered(field) == ["yes", "no"]
        assert field.clean(None) is None

    def test_yes_no_open(self) -> None:
        field = YesNoField()
        assert [field.clean(text) for text in ("yes", "no", "")] == [True, False, None]
        assert [field.prepare_value(value) for value in (True, False, None)] == ["yes", "no", None]

    def test_pick_gives_the_options_own_value(self) -> None:
        field = PickField()
        field.options = [Option(7, "Ghost", "541 km")]
        assert [field.clean(text) for text in ("7", "")] == [7, None]
        assert refusal(field, "8") == "Choose one of the answers."

    def test_forms_do_not_share_options(self) -> None:
        class Shoes(forms.Form):
            shoe = PickField()

        mine, other = Shoes(), Shoes()
        shoe = mine.fields["shoe"]
        assert isinstance(shoe, PickField)
        shoe.options = [Option(7, "Ghost")]
        assert shoe.clean("7") == 7
        assert refusal(other.fields["shoe"], "7")

    def test_select(self) -> None:
        field = SelectField([("a", "A")])
        assert [field.clean(text) for text in ("a", "")] == ["a", None]

    @pytest.mark.parametrize("value", [None, "", "b", "c<", 7, "none of them"])
    def test_select_is_drawn_as_django_draws_it(self, value: object) -> None:
        choices = [("", "Leave open"), ("a", "A & B"), ("<Others>", [("b", 'B "quoted"'), ("c<", "C")]), (7, "Seven")]
        attrs = {"id": "id_x", "class": "form-select", "required": True, "disabled": False, "data-guess": '"zone"'}
        mine, django = (kind(attrs, choices).render("x", value) for kind in (QuickSelect, forms.Select))
        assertHTMLEqual(mine, django)

    def test_checks_keep_the_order_of_the_choices(self) -> None:
        field = ChecksField([("heat", "Heat"), ("cold", "Cold")])
        assert field.clean(["cold", "heat", "cold"]) == ["heat", "cold"]
        assert field.clean([]) == []
        assert refusal(ChecksField([("heat", "Heat")], required=True), []) == "Tick at least one."


class TestTexts:
    def test_none_for_nothing(self) -> None:
        assert TextField(required=False).clean("  ") is None

    def test_plain_line_ends(self) -> None:
        assert TextField(rows=2).clean(" one\r\ntwo ") == "one\ntwo"

    def test_refuses(self) -> None:
        assert refusal(TextField(), "x" * 201) == "This is too long: 201 characters, 200 fit."
        assert refusal(TextField(rows=3), "a\x07b") == "This holds a character that cannot be kept. Type it again by hand."

    def test_record_id(self) -> None:
        assert RecordIdField().clean("run-1") == "run-1"
        assert refusal(RecordIdField(), "") == "This page is incomplete. Open the form again."
        assert refusal(RecordIdField(), "x" * 201) == "This page is incomplete. Open the form again."
