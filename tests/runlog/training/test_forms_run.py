"""The run's part of "Log a run": what it opens with, what it takes, what it refuses."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest

from runlog.training.forms import RunPart
from runlog.training.models import Run
from runlog.training.queries import Suggestion
from tests.support.clock import NOW
from tests.support.rows import make_run, make_shoe

START = {"started_at": "2026-11-22T07:40"}
ABOUT_THE_BODY = (
    "warm_up_state",
    "warm_up_kind",
    "warm_up_minutes",
    "limited_by_back",
    "effort",
    "slumped",
    "low_energy",
    "tightness_quads",
    "tightness_hamstrings",
    "tightness_hip_flexors",
)


def part(athlete, data=None, **kwargs):
    return RunPart(data, athlete=athlete, now=NOW, **kwargs)


def values(athlete, run=None, **data):
    form = part(athlete, START | data, run=run)
    assert form.is_valid(), form.errors
    return form.values()


def errors(athlete, run=None, **data):
    form = part(athlete, START | data, run=run)
    assert not form.is_valid()
    assert all(len(sentences) == 1 for sentences in form.errors.values())
    return {name: sentences[0] for name, sentences in form.errors.items()}


def shown(form):
    """What a browser would send if nobody touched the form."""
    sent = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in sent.items()}


def test_a_new_run_opens_with_the_time_now_and_nothing_else(ann):
    assert {name: value for name, value in shown(part(ann)).items() if value} == {"started_at": "2026-11-22T09:30"}


def test_a_suggestion_fills_kind_distance_time_and_shoe(ann):
    shoe = make_shoe(ann)
    run = make_run(ann, effort=7, slumped=True, low_energy=True, tightness_quads=6, limited_by_back="slowed", warm_up_state="done")
    suggestion = Suggestion(run, True, "easy", Decimal(8214), Decimal("2850.4"), shoe.pk)
    found = shown(part(ann, suggestion=suggestion))
    assert (found["kind"], found["distance_m"], found["duration_s"], found["shoe"]) == ("easy", "8.214", "47:30", str(shoe.pk))
    assert [found[name] for name in ABOUT_THE_BODY] == [""] * len(ABOUT_THE_BODY)


def test_only_the_start_is_needed(ann):
    found = values(ann)
    assert found.pop("started_at").isoformat() == "2026-11-22T07:40:00+01:00"
    assert set(found.values()) == {None}


def test_every_field_is_taken_in_the_logs_own_terms(ann):
    shoe = make_shoe(ann)
    found = values(
        ann,
        distance_m="8,2",
        duration_s="1:02:03",
        effort="0",
        kind="long",
        surface="trail",
        shoe=str(shoe.pk),
        planned="no",
        limited_by_back="slowed",
        warm_up_state="short",
        warm_up_kind="dynamic",
        warm_up_minutes="4,5",
        tightness_quads="10",
        tightness_hamstrings="0",
        slumped="yes",
        low_energy="no",
        average_heart_rate="151",
        cadence="172.5",
        ascent_m="0",
        note=" windy ",
    )
    found.pop("started_at")
    assert found == {
        "distance_m": Decimal(8200),
        "duration_s": Decimal(3723),
        "effort": 0,
        "kind": "long",
        "surface": "trail",
        "shoe": shoe,
        "planned": False,
        "limited_by_back": "slowed",
        "warm_up_state": "short",
        "warm_up_kind": "dynamic",
        "warm_up_minutes": Decimal("4.5"),
        "tightness_quads": 10,
        "tightness_hamstrings": 0,
        "tightness_hip_flexors": None,
        "slumped": True,
        "low_energy": False,
        "average_heart_rate": Decimal(151),
        "cadence": Decimal("172.5"),
        "ascent_m": Decimal(0),
        "note": "windy",
    }


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("distance_m", "-3", "cannot be below zero"),
        ("distance_m", "3,000", "more than a run can be"),
        ("distance_m", "500.001", "more than a run can be"),
        ("distance_m", "ten", "“ten” is not a number"),
        ("distance_m", "0", "distance of 0 cannot be"),
        ("distance_m", "9" * 60, "is not a number"),
        ("duration_s", "0", "time of 0 cannot be"),
        ("duration_s", "0:00", "time of 0 cannot be"),
        ("duration_s", "ten", "“ten” is not a time"),
        ("duration_s", "-5", "cannot be below zero"),
        ("duration_s", "168:00:01", "more than a run can take"),
        ("duration_s", "9" * 60, "is not a time"),
        ("started_at", "2026-11-22T09:32", "in the future"),
        ("started_at", "2027-01-01T00:00", "in the future"),
        ("started_at", "yesterday", "is not a date and time"),
        ("started_at", "0026-11-22T07:40", "year looks wrong"),
        ("started_at", "9999-12-31T23:59", "year looks wrong"),
        ("started_at", "2026-03-29T02:30", "clocks were put forward"),
        ("started_at", "", "needed"),
        ("effort", "11", "“11” is not on the scale"),
        ("effort", "3.5", "“3.5” is not on the scale"),
        ("tightness_quads", "-1", "is not on the scale"),
        ("kind", "sprint", "Choose one of the answers"),
        ("limited_by_back", "maybe", "Choose one of the answers"),
        ("slumped", "true", "Choose one of the answers"),
        ("shoe", "999999", "one of your own pairs"),
        ("shoe", "x", "one of your own pairs"),
        ("average_heart_rate", "1000", "from 20 to 260"),
        ("ascent_m", "-1", "cannot be below zero"),
        ("note", "a\x01b", "cannot be kept"),
        ("note", "a\x00b", "cannot be kept"),
        ("note", "x" * 10_001, "too long"),
    ],
)
def test_bad_input_gets_one_sentence_beside_its_field(ann, field, typed, words):
    found = errors(ann, **{field: typed})
    assert set(found) == {field}
    assert words in found[field]


def test_a_distance_that_is_too_long_comes_with_a_guess(ann):
    assert errors(ann, distance_m="3,000")["distance_m"] == "3,000 km is more than a run can be. Did you mean 30?"


@pytest.mark.parametrize(("distance", "duration"), [("3", "8:00"), ("0.1", "20:00:00"), ("500", "168:00:00")])
def test_an_unlikely_speed_is_the_runners_business(ann, distance, duration):
    assert values(ann, distance_m=distance, duration_s=duration)["distance_m"]


def test_other_peoples_pairs_are_refused_and_not_offered(ann, eve):
    hers = make_shoe(eve)
    assert "one of your own pairs" in errors(ann, shoe=str(hers.pk))["shoe"]
    assert [option.value for option in part(ann).fields["shoe"].options] == []


def test_a_retired_pair_is_not_offered_but_stays_on_its_old_run(ann):
    used, retired = make_shoe(ann), make_shoe(ann, retired_on="2026-11-01")
    run = make_run(ann, shoe=retired)
    assert "one of your own pairs" in errors(ann, shoe=str(retired.pk))["shoe"]
    assert {option.value for option in part(ann, run=run).fields["shoe"].options} == {used.pk, retired.pk}
    assert values(ann, run=run, shoe=str(retired.pk))["shoe"] == retired


def test_an_old_run_leads_to_the_page_that_gives_it_a_retired_pair(ann, ann_client):
    run = make_run(ann, on="2026-05-03", shoe=make_shoe(ann))
    assert not part(ann, run=run).fields["shoe"].help_text
    retired = make_shoe(ann, name="Ghost", retired_on="2026-11-01")
    assert not part(ann).fields["shoe"].help_text
    (address,) = re.findall(r'href="([^"]+)">Change many runs at once<', part(ann, run=run).fields["shoe"].help_text)
    give = ann_client.get(unescape(address)).context["give"]
    assert [key for key, _ in give.fields["runs"].choices] == [str(run.pk)]
    assert retired.pk in [option.value for option in give.fields["shoe"].options]
    assert not part(ann, run=make_run(ann, shoe=retired)).fields["shoe"].help_text


@pytest.mark.parametrize(
    ("state", "kind", "minutes", "refused"),
    [
        ("skipped", "", "", None),
        ("skipped", "", "0", None),
        ("skipped", "", "1", "warm_up_minutes"),
        ("skipped", "dynamic", "", "warm_up_kind"),
        ("short", "easy_start", "", None),
        ("short", "", "0", None),
        ("short", "", "4.999", None),
        ("short", "", "5", "warm_up_minutes"),
        ("done", "walk_jog", "5", None),
        ("done", "", "4.999", "warm_up_minutes"),
        ("done", "", "", None),
        ("", "", "", None),
        ("", "dynamic", "", "warm_up_state"),
        ("", "", "10", "warm_up_state"),
        ("", "", "0", "warm_up_state"),
    ],
)
def test_what_is_said_of_the_warm_up_goes_together(ann, state, kind, minutes, refused):
    data = {"warm_up_state": state, "warm_up_kind": kind, "warm_up_minutes": minutes}
    if refused:
        assert set(errors(ann, **data)) == {refused}
    else:
        found = values(ann, **data)
        Run.objects.create(athlete=ann, log_id="r", **Run.moment_fields(NOW), **{name: found[name] for name in data})


def test_a_session_that_was_not_started_is_one_of_the_answers(ann):
    labels = dict(part(ann).fields["limited_by_back"].choices)
    assert str(labels["not_started"]) == "Did not start"
    assert values(ann, limited_by_back="not_started")["limited_by_back"] == "not_started"


IMPORTED = {
    "km": 10,
    "duration_s": Decimal("2850.512"),
    "source_kind": "fit",
    "warm_up_state": "done",
    "warm_up_minutes": Decimal("7.125"),
    "effort": 0,
    "slumped": False,
    "planned": True,
    "average_heart_rate": Decimal("300.5"),
    "note": "a\nb",
}


@pytest.mark.parametrize("unit", ["km", "mi"])
def test_a_run_that_is_saved_untouched_does_not_change(ann, unit):
    ann.units = unit
    run = make_run(ann, shoe=make_shoe(ann), at="07:30", **IMPORTED)
    Run.objects.update(started_at=run.started_at + timedelta(seconds=15, microseconds=500))
    run.refresh_from_db()
    form = part(ann, shown(part(ann, run=run)), run=run)
    assert form.is_valid(), form.errors
    found = form.values()
    assert found.pop("started_at") == run.moment
    assert {name: getattr(run, name) for name in found} == found


def test_ten_kilometres_shown_in_miles_stay_ten_kilometres(ann):
    ann.units = "mi"
    run = make_run(ann, km=10)
    assert shown(part(ann, run=run))["distance_m"] == "6.214"
    assert values(ann, run=run, distance_m="6.214")["distance_m"] == 10_000
    assert values(ann, run=run, distance_m="6.2140")["distance_m"] == Decimal("10000.464")
    assert values(ann, distance_m="6.214")["distance_m"] == Decimal("10000.464")


def test_an_imported_distance_beyond_what_can_be_typed_is_kept(ann):
    run = make_run(ann, km=0)
    assert values(ann, run=run, distance_m="0")["distance_m"] == 0
    run = make_run(ann, km=600)
    assert values(ann, run=run, distance_m="600")["distance_m"] == 600_000


def test_a_run_keeps_the_offset_it_was_run_in(ann):
    run = make_run(ann)
    Run.objects.update(offset_min=-210)
    run.refresh_from_db()
    moved = values(ann, run=run, started_at="2026-11-20T06:00")["started_at"]
    assert moved.isoformat() == "2026-11-20T06:00:00-03:30"


def test_a_moved_run_follows_the_clocks_of_the_zone(ann):
    run = make_run(ann)
    assert values(ann, run=run, started_at="2026-07-01T06:00")["started_at"].isoformat() == "2026-07-01T06:00:00+02:00"


@pytest.mark.parametrize(
    ("fields", "fact"),
    [
        ({"km": 541}, "541 km"),
        ({"km": 812, "limit_m": 700_000}, "812 km · past its 700 km"),
        ({"km": 206, "kind": "trail"}, "206 km · trail"),
        ({"km": 0}, "new"),
        ({"km": None}, "distance not known"),
        ({"km": 1, "retired_on": "2026-11-23"}, "1 km"),
    ],
)
def test_a_pair_is_offered_with_a_fact(ann, fields, fact):
    make_shoe(ann, name="Ghost", **fields)
    option = part(ann).fields["shoe"].options[0]
    assert (option.title, option.fact.replace("\xa0", " ")) == ("Ghost", fact)


def test_a_floor_is_no_sum(ann):
    make_run(ann, shoe=make_shoe(ann, km=None), km=8)
    assert part(ann).fields["shoe"].options[0].fact.replace("\xa0", " ") == "at least 8 km"


def test_the_pair_whose_turn_it_is_comes_first_and_says_so(ann):
    make_shoe(ann, name="A")
    shoe = make_shoe(ann, name="B", km=541)
    options = part(ann, suggestion=Suggestion(shoe=shoe.pk)).fields["shoe"].options
    assert [option.title for option in options] == ["B", "A"]
    assert options[0].fact.endswith("its turn")


def test_the_form_reads_the_pairs_in_one_query(ann, query_count):
    shoe = [make_shoe(ann) for _ in range(20)][-1]
    with query_count(1):
        form = part(ann, START | {"shoe": str(shoe.pk)})
        assert form.is_valid()
        assert form.values()["shoe"] == shoe


def test_what_was_typed_is_kept_when_it_is_refused(ann):
    form = part(ann, START | {"distance_m": "ten", "duration_s": "0", "note": "still here"})
    assert not form.is_valid()
    assert [form[name].value() for name in ("distance_m", "duration_s", "note")] == ["ten", "0", "still here"]


@pytest.mark.parametrize(
    ("distance", "time", "said"),
    [
        ("12", "1:10", "12.0 km in 1:10 is faster than anybody runs. Did you mean 1:10:00?"),
        ("30", "40", "30.0 km in 40:00 is faster than anybody runs. Look at the distance and the time again."),
        ("0.2", "0:15", "0.2 km in 0:15 is faster than anybody runs. Did you mean 15:00?"),
    ],
)
def test_what_nobody_runs_is_told_at_the_time(ann, distance, time, said):
    assert {name: text.replace("\u00a0", " ") for name, text in errors(ann, distance_m=distance, duration_s=time).items()} == {
        "duration_s": said
    }


@pytest.mark.parametrize(("distance", "time"), [("0.2", "0:20"), ("1.5", "3:26"), ("12", "1:10:00"), ("12", ""), ("", "1:10")])
def test_what_somebody_may_run_is_taken(ann, distance, time):
    values(ann, distance_m=distance, duration_s=time)


def test_a_run_that_came_too_fast_keeps_it_until_it_is_changed(ann):
    run = make_run(ann, km=12, duration_s=Decimal(70))
    assert values(ann, run=run, distance_m="12", duration_s="1:10", effort="3")["duration_s"] == 70
    assert "duration_s" in errors(ann, run=run, distance_m="12.5", duration_s="1:10")
