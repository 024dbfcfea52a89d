"""The simulation: whose logs, on which days, which rules, what is counted, and what is told of it."""

import json
from datetime import timedelta
from decimal import Decimal
from random import Random
from time import monotonic

import pytest

from injuries.desk import simulation_comparing, simulation_days, simulation_steps
from injuries.desk.simulation_days import ADDED, BEFORE, REMOVED, TODAY, days_of, differences, first_of, rules_compared, rules_run
from injuries.desk.simulation_words import outcome_of, shown, shown_sum
from injuries.engine.assess import assess
from injuries.engine.contract import FIRST_STAGE, LAST_STAGE
from injuries.guidance.history import load_logs
from injuries.guidance.models import ThresholdVersion
from injuries.rules import all_rules
from runlog.core.models import Job
from tests.injuries.desk.curating import TODAY as ON
from tests.injuries.desk.curating import latest_job, send, sore_runners, try_out
from tests.injuries.guidance.random_logs import document
from tests.injuries.guidance.stored import store
from tests.support import rows
from tests.support.cast import make_user
from tests.support.clock import NOW
from tests.support.jobs import work_off

pytestmark = pytest.mark.usefixtures("clock")


def page_of(client, address):
    return client.get(address).content.decode().replace("\xa0", " ")


def exact(made):
    """Return the document as it is read: its numbers exact."""
    return json.loads(json.dumps(made), parse_float=Decimal)


def rule_named(key):
    return next(rule for rule in all_rules() if rule.key == key)


def test_days_are_today_and_twelve_weeks_back():
    days = days_of(ON)
    assert len(days) == 13
    assert (days[0], days[1], days[-1]) == (ON, ON - timedelta(days=7), ON - timedelta(days=84))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.key)
def test_those_that_read_the_rule_are_compared_with_it(rule):
    compared = {each.key for each in rules_compared(rule, all_rules())}
    assert compared == {rule.key} | (LAST_STAGE if rule.key in FIRST_STAGE else set())
    run = {each.key for each in rules_run(rules_compared(rule, all_rules()), all_rules())}
    assert run == compared | (FIRST_STAGE if compared & LAST_STAGE else set())


def test_one_load_serves_every_day(db):
    """What the rules say of each of the days equals an assessment of the log loaded for that very day."""
    for seed in range(25):
        athlete = make_user(f"Random{seed}")
        made = document(Random(seed), ON)
        for shoe in made["shoes"]:
            # Checks since the first of the days are where a log loaded for it could go wrong.
            shoe["checks"].append({"on": (ON - timedelta(days=Random(seed).randint(0, 90))).isoformat(), "worn": []})
        store(athlete, exact(made))
        log = load_logs([athlete], first_of(ON))[athlete.pk]
        for day in days_of(ON):
            as_of = simulation_days._as_of(log, day, first_of(ON))
            found, expected = (assess(each, day, rules=all_rules()) for each in (as_of, load_logs([athlete], day)[athlete.pk]))
            assert found.flags == expected.flags
            assert found.elements == expected.elements


def test_check_since_then_ends_what_was_added_before(db, ann):
    """A pair with 180 km since a check long ago was due again; a check of last week starts it anew."""
    shoe = rows.make_shoe(ann, km=500)
    rows.make_run(ann, on=ON - timedelta(days=300), km=170, shoe=shoe)
    rows.make_run(ann, on=ON - timedelta(days=20), km=10, shoe=shoe)
    shoe.checks.create(position=0, on=ON - timedelta(days=320), worn=[])
    shoe.checks.create(position=1, on=ON - timedelta(days=7), worn=[])
    log = load_logs([ann], first_of(ON))[ann.pk]
    later = {"worn_shoes": {"again_m": 300_000}}
    found = differences(log, ON, {}, later, rule=rule_named("worn_shoes"), rules=all_rules())
    assert set(found.counts) == {(BEFORE, REMOVED, "notice")}


def test_counts_are_those_of_a_plain_comparison(db):
    """Every day and runner assessed in full, twice, and the flags of the rules concerned compared."""
    people, old, new = [make_user(f"Random{seed}") for seed in range(20)], {}, {"worsening_pain": {"severe": 6, "severe_times": 1}}
    for seed, athlete in enumerate(people):
        store(athlete, exact(document(Random(seed), ON)))
    logs = load_logs(people, first_of(ON))
    total = {}
    for athlete in people:
        found = differences(logs[athlete.pk], ON, old, new, rule=rule_named("worsening_pain"), rules=all_rules())
        expected = {}
        for day in days_of(ON):
            log = load_logs([athlete], day)[athlete.pk]
            was, now = (
                {(flag.rule, flag.scope, flag.level) for flag in assess(log, day, each, rules=all_rules()).flags} for each in (old, new)
            )
            for what, some in ((ADDED, now - was), (REMOVED, was - now)):
                for _rule, _scope, level in some:
                    key = (TODAY if day == ON else BEFORE, what, level)
                    expected[key] = expected.get(key, 0) + 1
        assert dict(found.counts) == expected
        total |= expected
    assert total


def test_result_in_words(uma_client, db):
    """7 runners were silent for 8 days: with 10 days they have no flag today, nor had they before."""
    sore_runners(7)
    page = page_of(uma_client, try_out(uma_client, "silent_episode", days="10"))
    assert "7 runners would have 7 fewer flags, none more." in page
    assert "Nobody would have had other flags." in page
    assert "All runners with a log: 7." in page


def test_more_and_fewer(uma_client, db):
    sore_runners(5, days_ago=4)
    sore_runners(2, days_ago=8)
    page = page_of(uma_client, try_out(uma_client, "silent_episode", days="4"))
    assert "5 runners would have 5 more flags, none fewer." in page


def test_few_are_not_counted_out(uma_client, db):
    sore_runners(4)
    page = page_of(uma_client, try_out(uma_client, "silent_episode", days="10"))
    assert "Fewer than 5 runners would have fewer than 5 fewer flags, none more." in page
    assert "All runners with a log: fewer than 5." in page


def test_first_stage_rule_moves_the_flags_that_read_it(uma_client, db):
    """Pain that no longer counts as severe stops no running: small soreness is told again, at another level."""
    for person in (make_user(f"Worse{number}") for number in range(6)):
        for days_ago, score in ((3, 1), (2, 6), (1, 6), (0, 6)):
            rows.make_pain(person, on=ON - timedelta(days=days_ago), score=score, at="08:00")
    page = page_of(uma_client, try_out(uma_client, "worsening_pain", severe="6"))
    result = latest_job().result
    assert result["today"]["flags"][ADDED]["see_provider"] == 6
    assert "appointment_prep" in {each.key for each in rules_compared(rule_named("worsening_pain"), all_rules())}
    assert result["today"]["flags"][ADDED]["info"] == 6, "appointment_prep reads it"
    assert "6 runners would have 12 more flags" in page


def test_shown_counts():
    assert [shown(count) for count in (0, 1, 4, 5, 2310)] == ["none", "fewer than 5", "fewer than 5", "5", "2,310"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [((), "none"), ((7, 9), "16"), ((7, 2), "at least 8"), ((3,), "fewer than 5"), ((1, 4), "fewer than 9"), ((7, 1, 4, 0), "at least 9")],
)
def test_sum_tells_no_more_than_its_parts(parts, said):
    assert shown_sum(parts) == said


def test_sum_is_made_of_what_is_shown():
    """Whatever the small counts are, the sum shown is the same: nothing can be subtracted."""
    random = Random(5)
    seen = {}
    for _ in range(3000):
        parts = tuple(random.choice((0, 1, 2, 3, 4, 5, 9, 40)) for _ in range(4))
        assert seen.setdefault(tuple(map(shown, parts)), shown_sum(parts)) == shown_sum(parts)


def test_today_and_before_do_not_overlap(db):
    sore_runners(6, days_ago=30)
    log = next(iter(load_logs(list(simulation_comparing.with_a_log()), first_of(ON)).values()))
    found = differences(log, ON, {}, {"silent_episode": {"days": 21}}, rule=rule_named("silent_episode"), rules=all_rules())
    assert set(found.counts) == {(BEFORE, REMOVED, "notice")}


def test_whole_page_gives_no_small_count_away(uma_client, db):
    sore_runners(6)
    sore_runners(3, days_ago=15)
    address = try_out(uma_client, "silent_episode", days="20")
    result = latest_job().result
    assert result["today"] == {"athletes": 9, "flags": {REMOVED: {"notice": 9}}}
    assert result["before"] == {"athletes": 3, "flags": {REMOVED: {"notice": 3}}}
    page = page_of(uma_client, address)
    assert "9 runners would have 9 fewer flags" in page
    assert "Fewer than 5 runners would have had fewer than 5 fewer flags" in page
    assert " 12 " not in page.partition("<main")[2].replace("12 weeks", "")


def test_at_most_500_are_drawn_the_same_for_the_same_job(db, monkeypatch):
    people = sore_runners(9)
    monkeypatch.setattr(simulation_comparing, "MOST", 4)
    one = simulation_comparing.draw(1)
    assert one == simulation_comparing.draw(1)
    assert (len(one.keys), one.population) == (4, 9)
    assert set(one.keys) < {person.pk for person in people}
    assert len({simulation_comparing.draw(seed).keys for seed in range(9)}) > 1


def test_draw_is_said_on_the_page(uma_client, db, monkeypatch):
    sore_runners(9)
    monkeypatch.setattr(simulation_comparing, "MOST", 6)
    page = page_of(uma_client, try_out(uma_client, "silent_episode", days="10"))
    assert "6 of 9 runners, drawn at random." in page


def test_most_is_500():
    assert simulation_comparing.MOST == 500


def test_demo_people_and_empty_logs_are_left_out(uma_client, db):
    (demo,) = sore_runners(1, days_ago=9, is_demo=True)
    assert simulation_comparing.draw(1).keys == (demo.pk,)
    people = sore_runners(2)
    make_user("Newcomer")
    assert set(simulation_comparing.draw(1).keys) == {person.pk for person in people}


def test_nothing_personal_stays_in_the_job(uma_client, db):
    sore_runners(6)
    try_out(uma_client, "silent_episode", days="10")
    job = latest_job()
    assert job.state == "done"
    assert set(job.result) == {"population", "drawn", "failed", TODAY, BEFORE}
    assert set(job.parameters) == {"rule", "numbers", "reason", "opened", "on", "standing"}


def test_broken_off_it_goes_on_and_counts_the_same(uma_client, db, monkeypatch):
    sore_runners(7)
    monkeypatch.setattr(simulation_steps, "CHUNK", 2)
    send(uma_client, "silent_episode", days="10")
    job = latest_job()
    assert simulation_steps.step(job, monotonic()) is False
    assert (job.done, job.total, job.result["next"]) == (2, 7, 2)
    job.save()
    # A step whose worker was killed has saved nothing; it is worked again.
    simulation_steps.step(Job.objects.get(pk=job.pk), monotonic())
    assert (Job.objects.get(pk=job.pk).result["next"], len(Job.objects.get(pk=job.pk).result["keys"])) == (2, 7)
    work_off()
    job.refresh_from_db()
    assert (job.state, job.done, job.result[TODAY]) == ("done", 7, {"athletes": 7, "flags": {REMOVED: {"notice": 7}}})


def test_who_leaves_meanwhile_is_passed_over(uma_client, db, monkeypatch):
    people = sore_runners(7)
    monkeypatch.setattr(simulation_steps, "CHUNK", 2)
    send(uma_client, "silent_episode", days="10")
    job = latest_job()
    simulation_steps.step(job, monotonic())
    job.save()
    for key in job.result["keys"][-1:]:
        next(person for person in people if person.pk == key).delete()
    work_off()
    job.refresh_from_db()
    assert job.result[TODAY]["athletes"] == 6


def test_stopped_it_keeps_nobodys_key(uma_client, db, monkeypatch):
    sore_runners(6)
    monkeypatch.setattr(simulation_steps, "CHUNK", 2)
    address = send(uma_client, "silent_episode", days="10")["Location"]
    job = latest_job()
    simulation_steps.step(job, monotonic())
    job.state = "running"
    job.save()
    assert "2 of 6" in page_of(uma_client, address)
    assert uma_client.post(f"{address}stop/").status_code == 302
    job.refresh_from_db()
    assert (job.state, job.result) == ("cancelled", {})
    work_off()
    page = page_of(uma_client, address)
    assert "Stopped before its end." in page
    assert "Nothing has been saved." in page


def test_failure_is_said_and_keeps_nobodys_key(uma_client, db, monkeypatch):
    sore_runners(6)
    monkeypatch.setattr(simulation_comparing, "load_logs", lambda *_args: 1 / 0)
    address = try_out(uma_client, "silent_episode", days="10")
    job = latest_job()
    assert (job.state, job.result) == ("failed", {})
    assert "Something went wrong" in page_of(uma_client, address)


def test_rule_that_fails_is_told_and_not_counted(uma_client, db, monkeypatch):
    sore_runners(6)
    monkeypatch.setattr("injuries.engine.history.History.last", lambda *_args: 1 / 0)
    page = page_of(uma_client, try_out(uma_client, "early_pain", rise="2"))
    assert "Runners for whom a rule could not be run: 6." in page
    assert "Nobody would have other flags today." in page


def test_compared_with_what_counted_when_it_began(uma_client, uma, db):
    sore_runners(6)
    ThresholdVersion.objects.create(rule="silent_episode", number=1, numbers={"days": "9"}, reason="x", written_by=uma, at=NOW)
    page = page_of(uma_client, try_out(uma_client, "silent_episode", days="8", opened=1))
    assert "6 runners would have 6 more flags" in page


def test_few_statements_whatever_the_number_of_runners(uma_client, db, query_count):
    sore_runners(20)
    send(uma_client, "silent_episode", days="10")
    job = latest_job()
    with query_count(4):
        assert simulation_steps.step(job, monotonic() + 60)


def test_outcome_without_any_change():
    nothing = {"athletes": 0, "flags": {}}
    outcome = outcome_of({"drawn": 500, "population": 2310, "failed": 0, TODAY: nothing, BEFORE: nothing})
    assert outcome.drawn == "500 of 2,310 runners, drawn at random."
    assert (outcome.today.lines, outcome.failed) == ((), "")
