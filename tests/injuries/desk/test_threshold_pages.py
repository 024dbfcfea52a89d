"""The pages of thresholds: all numbers of all rules, the form of each, what it refuses, what a version keeps."""

import re
from datetime import datetime
from decimal import Decimal
from html import unescape

import pytest

from injuries.desk.threshold_forms import form_of
from injuries.engine.rule import Rule, Threshold
from injuries.guidance.models import Flag, ThresholdVersion
from injuries.guidance.sweeping import assess_all
from injuries.rules import all_rules
from runlog.core.models import Job
from tests.injuries.desk.curating import latest_job, send, sore_runners, try_out, typed
from tests.support.cast import make_user
from tests.support.clock import FAR_FROM_UTC, NOW
from tests.support.jobs import work_off

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("clock")]


def text(answer):
    """Return the words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", answer.content.decode())).split())


@pytest.fixture
def logs(db):
    """Somebody with a log, so that numbers are tried out."""
    return sore_runners(1)


def make_version(rule, number, numbers, by=None, reason="Because."):
    return ThresholdVersion.objects.create(rule=rule, number=number, numbers=numbers, reason=reason, written_by=by, at=NOW)


def test_list_shows_every_rule_and_number(uma_client, query_count):
    with query_count(12):
        page = text(uma_client.get("/desk/thresholds/"))
    for rule in all_rules():
        assert rule.key in page
        assert all(each.label in page for each in rule.thresholds)


def test_list_says_who_changed_what_and_why(uma_client, uma):
    make_version("silent_episode", 1, {"days": "10"}, uma, "A week is soon.")
    page = text(uma_client.get("/desk/thresholds/"))
    assert "10 days(default 7 days)" in page
    assert "by Uma" in page
    assert "A week is soon." in page


@pytest.mark.parametrize(("zone", "at", "on"), FAR_FROM_UTC)
def test_version_is_dated_on_the_readers_own_clocks(uma_client, uma, zone, at, on):
    uma.time_zone = zone
    uma.save()
    make_version("silent_episode", 1, {"days": "10"}, uma)
    ThresholdVersion.objects.update(at=datetime.fromisoformat(at))
    for page in ("/desk/thresholds/", "/desk/thresholds/silent_episode/"):
        assert f"Version 1, {on.day} Nov 2026, by Uma." in text(uma_client.get(page))


def test_version_of_somebody_who_has_left_still_shows(uma_client):
    make_version("silent_episode", 1, {"days": "10"})
    assert "somebody who has left" in text(uma_client.get("/desk/thresholds/silent_episode/"))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.key)
def test_form_has_every_threshold_with_bounds_and_default(uma_client, rule):
    page = uma_client.get(f"/desk/thresholds/{rule.key}/")
    assert page.status_code == 200
    if not rule.thresholds:
        assert "are fixed" in text(page)
        assert uma_client.post(f"/desk/thresholds/{rule.key}/", {}).status_code == 405
        return
    form = page.context["form"]
    assert [name for name in form.fields if name not in {"opened", "reason"}] == [each.key for each in rule.thresholds]
    assert all("default" in form.fields[each.key].help_text for each in rule.thresholds)


def test_new_rule_appears_by_itself(uma_client, logs, monkeypatch):
    limit = Threshold("moons", default=3, low=2, high=9, unit="count", label="Full moons")
    made = Rule(key="moon", element="pain", stage=2, label="Moonstruck", check=lambda *_: iter(()), texts=(), thresholds=(limit,))
    for module in ("injuries.desk.threshold_queries", "injuries.guidance.evidence", "injuries.desk.simulation_comparing"):
        monkeypatch.setattr(f"{module}.all_rules", lambda: (*all_rules(), made))
    assert "Full moons" in text(uma_client.get("/desk/thresholds/"))
    assert "From 2 to 9; the default is 3." in text(uma_client.get("/desk/thresholds/moon/"))
    address = try_out(uma_client, "moon", moons="4")
    assert "Nobody would have other flags today." in text(uma_client.get(address))


def test_unknown_rule_is_not_there(uma_client):
    assert uma_client.get("/desk/thresholds/no_such/").status_code == 404
    assert uma_client.get("/desk/thresholds/silent_episode/?from=9").status_code == 404
    assert uma_client.get("/desk/thresholds/silent_episode/?from=x").status_code == 404
    assert uma_client.get("/desk/thresholds/silent_episode/?tried=99999999999999999999").status_code == 404


@pytest.mark.parametrize(
    ("rule", "field", "value", "says"),
    [
        ("silent_episode", "days", "22", "This must be from 3 days to 21 days."),
        ("silent_episode", "days", "0", "This must be from 3 days to 21 days."),
        ("silent_episode", "days", "-7", "This must be from 3 days to 21 days."),
        ("silent_episode", "days", "7.5", "Type a whole number."),
        ("silent_episode", "days", "a week", "“a week” is not a number."),
        ("silent_episode", "days", "NaN", "“NaN” is not a number."),
        ("silent_episode", "days", "", "This is needed."),
        ("silent_episode", "days", "1" * 400, "is not a number."),
        ("silent_episode", "reason", "  ", "This is needed."),
        ("silent_episode", "reason", "x" * 2001, "This is too long"),
        ("runs_without_shoe", "share", "20.55", "Type no more than 1 figure after the point."),
        ("session_spike", "caution_ratio", "1.2", "This must be from 1.26 times to 1.75 times."),
        ("worn_shoes", "inspect_m", "900", "This must be from 200 km to 499 km."),
        ("pain_not_settled", "small_rise", "3", "This must not be above “Points worse once”, which is 2 points."),
        ("worsening_pain", "closing_entries", "6", ""),
    ],
)
def test_refusal_stands_at_the_field_and_keeps_what_was_typed(uma_client, logs, rule, field, value, says):
    more = {"week_days": "5"} if not says else {}
    answer = send(uma_client, rule, **{field: value}, **more)
    assert answer.status_code == 422
    errors = " ".join(answer.context["form"].errors[field]).replace("\xa0", " ")
    assert (says or "This must not be above") in errors
    assert answer.context["form"][field].value() == value
    assert not ThresholdVersion.objects.exists()
    assert not Job.objects.exists()


def test_same_numbers_are_told_so(uma_client, logs):
    answer = send(uma_client, "silent_episode")
    assert answer.status_code == 422
    assert "These are the numbers that count already." in text(answer)


@pytest.mark.parametrize("key", [each.key for each in next(rule for rule in all_rules() if rule.key == "worn_shoes").thresholds])
@pytest.mark.parametrize("bound", ["low", "high", "default"])
def test_bounds_typed_in_miles_as_they_are_shown_come_back_exactly(db, log_in, logs, key, bound):
    client = log_in(make_user("Mila", is_curator=True, units="mi"))
    threshold = next(each for rule in all_rules() if rule.key == "worn_shoes" for each in rule.thresholds if each.key == key)
    page = client.get("/desk/thresholds/worn_shoes/")
    shown = page.context["form"].fields[key].write(getattr(threshold, bound))
    if threshold.unit == "m":
        assert "mi" in page.context["form"].fields[key].help_text
    other = "inspect_share" if key == "again_m" else "again_m"
    send(client, "worn_shoes", units="mi", **{other: "80", key: shown})
    assert Decimal(latest_job().parameters["numbers"][key]) == Decimal(threshold.read(getattr(threshold, bound)))


def test_one_point_is_no_points(uma_client, logs):
    assert "From 1 point to 3 points; the default is 1 point." in text(uma_client.get("/desk/thresholds/pain_not_settled/"))
    send(uma_client, "pain_not_settled", rise="3 points", small_rise="2 points")
    assert latest_job().parameters["numbers"] | {"rise": "3", "small_rise": "2"} == latest_job().parameters["numbers"]
    assert send(uma_client, "worsening_pain", rise="1 point").status_code == 302
    assert latest_job().parameters["numbers"]["rise"] == "1"


def test_share_is_read_as_per_cent(uma_client, logs):
    send(uma_client, "runs_without_shoe", share="22,5 %")
    assert latest_job().parameters["numbers"]["share"] == "0.225"


def test_saved_after_it_was_tried_out(uma_client, uma, logs):
    address = try_out(uma_client, "silent_episode", days="10", reason="Too soon.")
    assert not ThresholdVersion.objects.exists()
    answer = uma_client.post(f"{address}save/")
    assert answer["Location"] == "/desk/thresholds/silent_episode/"
    stored = ThresholdVersion.objects.get()
    assert (stored.number, stored.numbers, stored.reason, stored.written_by, stored.at) == (1, {"days": "10"}, "Too soon.", uma, NOW)
    assert Job.objects.filter(kind="assess_due").count() == 1


def test_saving_brings_flags_up_to_date(uma_client, logs):
    assess_all()
    assert Flag.objects.open().filter(rule="silent_episode").count() == 1
    uma_client.post(f"{try_out(uma_client, 'silent_episode', days='10')}save/")
    work_off()
    assert not Flag.objects.open().filter(rule="silent_episode").exists()


def test_second_click_changes_nothing(uma_client, logs):
    first, second = send(uma_client, "silent_episode", days="10"), send(uma_client, "silent_episode", days="10")
    assert first["Location"] == second["Location"]
    address = try_out(uma_client, "silent_episode", days="10")
    assert uma_client.post(f"{address}save/").status_code == uma_client.post(f"{address}save/").status_code == 302
    assert ThresholdVersion.objects.count() == 1


def test_not_saved_before_it_was_tried_out_to_the_end(uma_client, logs):
    address = send(uma_client, "silent_episode", days="10")["Location"]
    for state in ("waiting", "running", "failed", "cancelled"):
        Job.objects.update(state=state)
        assert "Save these thresholds" not in text(uma_client.get(address))
        answer = uma_client.post(f"{address}save/")
        assert answer.status_code == 422
        assert "Not saved" in text(answer)
    assert not ThresholdVersion.objects.exists()


def test_saved_at_once_where_nobody_has_a_log(uma_client):
    answer = send(uma_client, "silent_episode", days="10")
    assert answer["Location"] == "/desk/thresholds/silent_episode/"
    assert ThresholdVersion.objects.get().numbers == {"days": "10"}


def test_other_curators_change_is_not_overwritten(uma_client, logs):
    address = try_out(uma_client, "silent_episode", days="10")
    make_version("silent_episode", 1, {"days": "14"}, reason="Mine first.")
    answer = uma_client.post(f"{address}save/")
    assert answer.status_code == 422
    assert "have been changed since" in text(answer)
    answer = send(uma_client, "silent_episode", days="9", opened=0)
    assert answer.status_code == 422
    assert "while you had this page open" in text(answer)
    assert answer.context["form"]["days"].value() == "9"
    assert ThresholdVersion.objects.count() == 1
    # Having seen it, the next try counts from there.
    again = uma_client.post(
        "/desk/thresholds/silent_episode/", {**typed("silent_episode", days="9"), "opened": answer.context["form"]["opened"].value()}
    )
    assert again.status_code == 302


def test_back_to_defaults_and_to_an_earlier_version_is_a_new_version(uma_client, uma, logs):
    make_version("silent_episode", 1, {"days": "10"}, uma)
    make_version("silent_episode", 2, {"days": "14"}, uma)
    page = uma_client.get("/desk/thresholds/silent_episode/")
    assert "14 days(was 10 days)" in text(page)
    assert "10 days(was 7 days)" in text(page)
    assert uma_client.get("/desk/thresholds/silent_episode/?from=defaults").context["form"]["days"].value() == "7"
    assert uma_client.get("/desk/thresholds/silent_episode/?from=1").context["form"]["days"].value() == "10"
    uma_client.post(f"{try_out(uma_client, 'silent_episode', days='7', opened=2)}save/")
    assert list(ThresholdVersion.objects.order_by("number").values_list("number", "numbers")) == [
        (1, {"days": "10"}),
        (2, {"days": "14"}),
        (3, {"days": "7"}),
    ]


def test_change_again_opens_with_what_was_tried(uma_client, logs):
    address = try_out(uma_client, "silent_episode", days="10", reason="Too soon.")
    form = uma_client.get(f"/desk/thresholds/silent_episode/?tried={latest_job().pk}").context["form"]
    assert (form["days"].value(), form["reason"].value()) == ("10", "Too soon.")
    assert f"?tried={latest_job().pk}".encode() in uma_client.get(address).content


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.thresholds], ids=lambda rule: rule.key)
def test_every_rules_form_takes_its_own_defaults_and_each_bound(db, log_in, rule):
    def form(**changed):
        sent = typed(rule.key, **changed)
        return form_of(rule)(sent, initial=rule.numbers(), standing=rule.numbers(), units="km")

    for threshold in rule.thresholds:
        for bound in (threshold.low, threshold.high):
            filled = form(**{threshold.key: form().fields[threshold.key].write(bound)})
            filled.is_valid()
            assert filled.cleaned_data.get(threshold.key) == threshold.read(bound) or filled.has_error(threshold.key, "crossing")


@pytest.mark.parametrize("name", ["", "1/", "1/save/", "1/stop/"])
def test_nobody_else_comes_in(ann_client, name):
    assert ann_client.get(f"/desk/thresholds/silent_episode/{name}").status_code == 404
    assert ann_client.post(f"/desk/thresholds/silent_episode/{name}").status_code == 404


def test_simulation_is_its_curators_own(uma_client, log_in, logs):
    address = try_out(uma_client, "silent_episode", days="10")
    other = log_in(make_user("Ugo", is_curator=True))
    assert other.get(address).status_code == other.post(f"{address}save/").status_code == other.post(f"{address}stop/").status_code == 404
    wrong = address.replace("silent_episode", "early_pain")
    assert uma_client.get(wrong).status_code == uma_client.post(f"{wrong}save/").status_code == 404


def test_words_cannot_bring_markup_in(uma_client, logs):
    address = try_out(uma_client, "silent_episode", days="10", reason="<script>alert(1)</script>")
    assert b"<script>alert(1)" not in uma_client.get(address).content
    uma_client.post(f"{address}save/")
    page = uma_client.get("/desk/thresholds/silent_episode/").content
    assert b"<script>alert(1)" not in page
    assert b"&lt;script&gt;alert(1)" in page
