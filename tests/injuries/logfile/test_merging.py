"""A document in a log that is there: the newer record wins, whichever comes first; nothing said of warning signs is ever lowered."""

import json
from copy import deepcopy
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from itertools import count, permutations
from random import Random
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from injuries.guidance.models import FlagResponse
from injuries.logfile.document import read
from injuries.logfile.filed import FiledDocument
from injuries.logfile.importing import import_document, preview
from injuries.logfile.merging import BACK, CHANGED, KEPT, NEW, SAME
from injuries.logfile.reports import Report
from injuries.overview.demo import demo_document
from injuries.symptoms.actions import resolve
from injuries.symptoms.models import AuditEntry, LegReport, PainScore, SignCheck
from injuries.symptoms.run_marks import derived_id
from injuries.symptoms.signs import ANSWERS, FOLLOW_UPS, RANK, SIGN_KEYS
from runlog.core import trash
from runlog.core.models import Trashed
from runlog.core.records import kind_of, kinds
from runlog.people.models import User
from runlog.training.models import Run, Shoe
from tests.injuries.logfile import random_documents
from tests.injuries.logfile.test_round_trip import FULL, SCHEMA
from tests.support.cast import make_user
from tests.support.days import NOW, ON
from tests.support.examples import examples
from tests.support.exports import document_of

pytestmark = [pytest.mark.django_db, pytest.mark.often]
numbers = count()
# What fails is told as it was drawn: to look for a smaller case would take a database many times over.
RANDOM = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture], "phases": [Phase.generate]}
SEEDS = st.integers(0, 2**32).map(Random)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
AT = "2026-05-03T10:00:00+02:00"
OLD, LATE = "2026-06-01T10:00:00+00:00", "2026-06-02T10:00:00+00:00"


def somebody() -> User:
    """Return somebody with an empty log and nothing told."""
    name = f"Runner{next(numbers)}"
    return make_user(name, display_name="", country="", time_zone="UTC")


def bring(athlete: User, document: Any) -> Report:
    """Read a document in by way of a file; what was foretold has to come true."""
    with FiledDocument(BytesIO(json.dumps(document).encode())) as filed:
        foretold = preview(athlete, filed)
        report = import_document(athlete, filed, now=NOW)
    assert foretold == report
    return report


def out(athlete: User) -> dict[str, Any]:
    document = document_of(athlete, now=NOW)
    del document["exported_at"]
    return document


def log(**lists: Any) -> dict[str, Any]:
    return {"format": "runlog/1", "athlete": {}, **lists}


def pain(score: int, edited_at: str | None = None, **fields: Any) -> dict[str, Any]:
    return log(pain=[{"id": "p", "at": AT, "score": score, "edited_at": edited_at, **fields}])


def counts(report: Report) -> dict[str, int]:
    return {verdict: number for verdict in (NEW, BACK, CHANGED, KEPT, SAME) if (number := report.count(verdict))}


# In parts, so that none takes long.
@pytest.mark.parametrize("part", range(4))
@settings(max_examples=examples(6), **RANDOM)
@given(random=SEEDS)
def test_random_logs_go_round(part: int, random: Random) -> None:
    one, other = somebody(), somebody()
    bring(one, random_documents.document(random))
    first = out(one)
    VALIDATOR.validate(first)
    bring(other, first)
    assert out(other) == first
    report = bring(one, first)
    assert set(counts(report)) <= {SAME}
    assert out(one) == first


@pytest.mark.parametrize("document", [FULL, demo_document(ON)], ids=["full", "demo"])
def test_what_is_read_in_twice_is_there_once(ann: User, document: dict[str, Any]) -> None:
    bring(ann, document)
    first, audit = out(ann), AuditEntry.objects.count()
    assert set(counts(bring(ann, document))) == {SAME}
    assert (out(ann), AuditEntry.objects.count()) == (first, audit)


def edit(document: dict[str, Any], random: Random) -> dict[str, Any]:
    """Return a copy in which some records were changed, each at a time of its own, and some were left out with what names them."""
    copy = deepcopy(document)
    for kind in kinds():
        if kind.id_key != "id" or kind.append_only:
            continue
        for row in copy[kind.name]:
            if random.random() < 0.5:
                fresh = random_documents.value(kind.shape, random)
                random_documents.FITTING.get(kind.name, lambda row, random: None)(fresh, random)
                kept = {"id", *(link.field for link in kind.links), *(child.key for child in kind.children)}
                row |= {key: value for key, value in fresh.items() if key not in kept}
                row["edited_at"] = f"2026-0{random.randint(1, 9)}-01T00:00:00.{next(numbers):06}Z"
    return copy


@settings(max_examples=examples(3), **RANDOM)
@given(random=SEEDS)
def test_two_edited_copies_give_the_same_in_either_order(random: Random) -> None:
    origin = random_documents.document(random)
    for rows in (rows for rows in origin.values() if isinstance(rows, list)):
        for row in rows:
            if "edited_at" in row:
                row["edited_at"] = None
    copies = [edit(origin, random), edit(origin, random)]
    logs = []
    for order in permutations(copies):
        athlete = somebody()
        for copy in order:
            bring(athlete, copy)
        logs.append({name: rows for name, rows in out(athlete).items() if name not in ("athlete", "onsets", "leg_reports", "sign_checks")})
    assert logs[0] == logs[1]
    newest = {row["id"]: row for copy in copies for row in copy["runs"]}
    for copy in copies:
        for row in copy["runs"]:
            newest[row["id"]] = max(newest[row["id"]], row, key=lambda each: each["edited_at"] or "")
    for row in logs[0].get("runs", []):
        assert row.get("note") == newest[row["id"]]["note"]


class TestWhichCopyCounts:
    @pytest.mark.parametrize(
        ("own", "given", "score", "verdict"),
        [
            (None, None, 3, KEPT),
            (None, OLD, 5, CHANGED),
            (OLD, LATE, 5, CHANGED),
            (OLD, OLD, 3, KEPT),
            (LATE, OLD, 3, KEPT),
            (OLD, None, 3, KEPT),
        ],
    )
    def test_the_later_one(self, ann: User, own: str | None, given: str | None, score: int, verdict: str) -> None:
        bring(ann, pain(3, own))
        assert counts(bring(ann, pain(5, given))) == {verdict: 1}
        assert out(ann)["pain"][0]["score"] == score

    def test_the_same_instant_in_another_offset_is_no_later(self, ann: User) -> None:
        bring(ann, pain(3, "2026-06-01T10:00:00+00:00"))
        assert counts(bring(ann, pain(5, "2026-06-01T12:00:00+02:00"))) == {KEPT: 1}

    def test_what_is_equal_takes_the_later_time_and_counts_as_equal(self, ann: User) -> None:
        bring(ann, pain(3, OLD))
        assert counts(bring(ann, pain(3, LATE))) == {SAME: 1}
        assert out(ann)["pain"][0]["edited_at"] == LATE

    def test_a_later_copy_empties_what_it_leaves_open(self, ann: User) -> None:
        bring(ann, pain(3, OLD, note="a", side="left"))
        bring(ann, pain(3, LATE))
        assert out(ann)["pain"] == [{"id": "p", "at": AT, "score": 3, "area": "lower_back", "edited_at": LATE}]

    def test_a_later_copy_brings_its_links(self, ann: User) -> None:
        run = {"id": "r", "started_at": AT}
        bring(ann, pain(3, OLD) | {"runs": [run]})
        bring(ann, pain(3, LATE, run="r") | {"runs": [run]})
        assert out(ann)["pain"][0]["run"] == "r"
        assert counts(bring(ann, pain(3, OLD) | {"runs": [run]})) == {SAME: 1, KEPT: 1}

    def test_somebody_elses_record_of_the_same_id_is_another(self, ann: User, eve: User) -> None:
        bring(ann, pain(3, OLD))
        assert counts(bring(eve, pain(5, LATE))) == {NEW: 1}
        assert out(ann)["pain"][0]["score"] == 3

    def test_some_are_named_by_their_day_or_name(self, ann: User) -> None:
        report = bring(ann, pain(3) | {"shoes": [{"id": f"s{n}", "name": f"Pair {n}"} for n in range(5)]})
        assert report.named == {"shoes": {NEW: ["Pair 0", "Pair 1", "Pair 2"]}, "pain": {NEW: ["2026-05-03"]}}


class TestShoes:
    HEEL = {"on": "2026-05-01", "worn": ["heel"]}
    CLEAN = {"on": "2026-05-02", "worn": []}

    def shoe(self, *checks: dict[str, Any], **fields: Any) -> dict[str, Any]:
        return log(shoes=[{"id": "s", "name": "Pegasus", "checks": list(checks), **fields}])

    def test_looks_from_both_sides_stand_in_the_list(self, ann: User) -> None:
        bring(ann, self.shoe(self.HEEL))
        assert counts(bring(ann, self.shoe(self.CLEAN, comfort=[{"on": "2026-05-02", "score": 4}]))) == {CHANGED: 1}
        [shoe] = out(ann)["shoes"]
        assert shoe["checks"] == [self.HEEL, self.CLEAN]
        assert shoe["comfort"] == [{"on": "2026-05-02", "score": 4}]

    def test_an_older_or_shorter_list_takes_nothing_away(self, ann: User) -> None:
        bring(ann, self.shoe(self.HEEL, self.HEEL, edited_at=LATE))
        assert counts(bring(ann, self.shoe(self.HEEL, edited_at=OLD))) == {SAME: 1}
        assert out(ann)["shoes"][0]["checks"] == [self.HEEL, self.HEEL]


class TestTheBin:
    WITH_RUN = pain(3, run="r") | {"runs": [{"id": "r", "started_at": AT}]}

    def test_what_lies_in_it_comes_back_with_its_links(self, ann: User) -> None:
        bring(ann, self.WITH_RUN)
        before = out(ann)
        trash.delete(Run.objects.get(), now=NOW)
        assert PainScore.objects.get().run is None
        assert counts(bring(ann, self.WITH_RUN)) == {BACK: 1, SAME: 1}
        assert out(ann) == before
        assert not Trashed.objects.exists()

    def test_the_later_of_both_copies_counts(self, ann: User) -> None:
        for edited_at, score in ((OLD, 4), (LATE, 7)):
            bring(ann, pain(4, "2026-06-01T18:00:00Z"))
            trash.delete(PainScore.objects.get(), now=NOW)
            assert counts(bring(ann, pain(7, edited_at))) == {BACK: 1}
            assert PainScore.objects.get().score == score

    def test_a_shoe_and_its_run_come_back_together(self, ann: User) -> None:
        both = log(shoes=[{"id": "s", "name": "A"}], runs=[{"id": "r", "started_at": AT, "shoe": "s"}])
        bring(ann, both)
        for row in (Run.objects.get(), Shoe.objects.get()):
            trash.delete(row, now=NOW)
        assert counts(bring(ann, both)) == {BACK: 2}
        assert Run.objects.get().shoe == Shoe.objects.get()


SEEN = {"on": "2026-05-06", "how": "seen_by_clinician"}
SLIP = {"on": "2026-05-07", "how": "ticked_by_mistake", "reason": "a slip"}


def check(resolved: Any = None, edited_at: str | None = None, **answers: str) -> dict[str, Any]:
    return log(sign_checks=[{"id": "c", "at": AT, "answers": answers, "resolved": resolved, "edited_at": edited_at}])


class TestWarningSigns:
    def test_an_answer_is_added_or_raised_whichever_is_newer(self, ann: User) -> None:
        bring(ann, check(edited_at=LATE, fever="not_sure", lump="yes"))
        assert counts(bring(ann, check(edited_at=OLD, fever="yes", lump="no", night_sweats="no"))) == {CHANGED: 1}
        assert SignCheck.objects.get().answers == {"fever": "yes", "lump": "yes", "night_sweats": "no"}
        entry = AuditEntry.objects.get()
        assert entry.details == {"answers": {"fever": ["not_sure", "yes"], "night_sweats": [None, "no"]}}

    def test_a_lower_answer_changes_nothing_and_it_says_so(self, ann: User) -> None:
        bring(ann, check(fever="yes"))
        assert counts(bring(ann, check(edited_at=LATE, fever="no"))) == {KEPT: 1}
        assert SignCheck.objects.get().answers == {"fever": "yes"}

    def test_a_resolution_stays(self, ann: User) -> None:
        bring(ann, check(SEEN, fever="yes"))
        assert counts(bring(ann, check(edited_at=LATE, fever="yes"))) == {KEPT: 1}
        assert SignCheck.objects.get().resolved_how == "seen_by_clinician"

    def test_a_resolution_comes_in_where_it_has_seen_every_answer(self, ann: User) -> None:
        bring(ann, check(fever="not_sure"))
        assert counts(bring(ann, check(SEEN, fever="yes"))) == {CHANGED: 1}
        assert SignCheck.objects.get().resolved_on.isoformat() == "2026-05-06"
        assert set(AuditEntry.objects.values_list("what", flat=True)) == {"answered", "resolved"}

    def test_a_resolution_that_has_not_seen_an_answer_stays_out(self, ann: User) -> None:
        bring(ann, check(fever="yes"))
        assert counts(bring(ann, check(SEEN, LATE, fever="not_sure"))) == {KEPT: 1}
        assert SignCheck.objects.get().resolved_on is None

    def test_what_would_raise_a_resolved_one_makes_one_of_its_own_once(self, ann: User) -> None:
        bring(ann, check(SEEN, fever="not_sure"))
        assert counts(bring(ann, check(fever="yes"))) == {CHANGED: 1}
        assert counts(bring(ann, check(fever="yes"))) == {KEPT: 1}
        old, fresh = SignCheck.objects.order_by("pk")
        assert (old.answers, old.resolved_how) == ({"fever": "not_sure"}, "seen_by_clinician")
        assert (fresh.answers, fresh.resolved_on) == ({"fever": "yes"}, None)
        resolve(report=fresh, how="seen_by_clinician", on=ON, now=NOW)
        assert counts(bring(ann, check(fever="yes"))) == {KEPT: 1}

    def test_of_two_resolutions_the_later_counts(self, ann: User) -> None:
        bring(ann, check(SEEN, OLD, fever="yes"))
        bring(ann, check(SLIP, LATE, fever="yes"))
        assert SignCheck.objects.get().resolved_reason == "a slip"
        bring(ann, check(SEEN, OLD, fever="yes"))
        assert SignCheck.objects.get().resolved_reason == "a slip"

    def test_a_leg_report_is_raised_alike(self, ann: User) -> None:
        report = {"id": "l", "at": AT, "both_legs": False, "numbness": True}
        bring(ann, log(leg_reports=[report]))
        bring(ann, log(leg_reports=[report | {"both_legs": True, "numbness": False, "lasting": False}]))
        row = LegReport.objects.get()
        assert (row.both_legs, row.numbness, row.lasting, row.catching) == (True, True, False, None)

    @settings(max_examples=examples(2), **RANDOM)
    @given(random=SEEDS)
    def test_no_order_lowers_or_drops_an_answer(self, random: Random) -> None:
        documents = [copy_of_reports(random) for _ in range(3)]
        for order in permutations(documents):
            athlete = somebody()
            for done, document in enumerate(order, start=1):
                bring(athlete, document)
                for said in order[:done]:
                    assert_all_is_said(athlete, said)


def copy_of_reports(random: Random) -> dict[str, Any]:
    """Return one of several copies of the same few reports, each answered, resolved and edited as it comes."""

    def drawn(**answers: Any) -> dict[str, Any]:
        resolved, edited_at = random.choice((None, None, SEEN, SLIP)), random.choice((None, OLD, LATE))
        return {"at": AT, "resolved": resolved, "edited_at": edited_at, **answers}

    checks = [drawn(id=f"c{place}", answers={key: random.choice(ANSWERS) for key in random.sample(SIGN_KEYS[:3], 2)}) for place in range(2)]
    reports = [drawn(id=f"l{place}", **{key: random.choice((None, True, False)) for key in FOLLOW_UPS}) for place in range(2)]
    return log(sign_checks=checks, leg_reports=reports)


def own_and_those_made_of_it(own: Any, rows: list[Any]) -> list[Any]:
    """Return a report and, while each is resolved, the one that was made because it was."""
    by_id, found = {row.log_id: row for row in rows}, [own]
    while found[-1].resolved_on and (made := by_id.get(derived_id(kind_of(type(own)).prefix, found[-1].log_id))):
        found.append(made)
    return found


def assert_all_is_said(athlete: User, document: dict[str, Any]) -> None:
    """Every answer stands at its height in the report of its id, or in one that was made since because that one was resolved."""
    checks = list(SignCheck.objects.filter(athlete=athlete))
    for said in document["sign_checks"]:
        own = next(row for row in checks if row.log_id == said["id"])
        for key, answer in said["answers"].items():
            heights = [RANK[row.answers.get(key)] for row in own_and_those_made_of_it(own, checks)]
            assert max(heights) >= RANK[answer]
    reports = list(LegReport.objects.filter(athlete=athlete))
    for said in document["leg_reports"]:
        own = next(row for row in reports if row.log_id == said["id"])
        for key in FOLLOW_UPS:
            answers = [getattr(row, key) for row in own_and_those_made_of_it(own, reports)]
            assert said[key] is None or True in answers or said[key] in answers


class TestTheRest:
    RESPONSE = {"rule": "single_pair", "scope": "", "kind": "snoozed", "at": AT, "until": "2026-08-02"}

    def test_a_response_is_there_once_and_its_end_stays_as_the_log_has_it(self, ann: User) -> None:
        bring(ann, log(flag_responses=[self.RESPONSE]))
        report = bring(ann, log(flag_responses=[self.RESPONSE | {"until": "2026-09-01"}, self.RESPONSE | {"at": LATE}]))
        assert counts(report) == {NEW: 1, SAME: 1}
        assert sorted(row.until_on.isoformat() for row in FlagResponse.objects.all()) == ["2026-08-02", "2026-08-02"]

    def test_an_empty_log_takes_the_profile_over_a_used_one_what_was_not_told(self) -> None:
        told = {"display_name": "Ann", "country": "US", "units": "mi", "time_zone": "America/New_York", "back_pain_in_year_before": False}
        fresh, used = somebody(), somebody()
        fresh_report = bring(fresh, pain(3) | {"athlete": told})
        assert out(fresh)["athlete"] == told
        assert set(fresh_report.profile) == set(told)
        bring(used, pain(3) | {"athlete": {"country": "DE"}})
        report = bring(used, pain(3) | {"athlete": told})
        assert out(used)["athlete"] == told | {"country": "DE", "units": "km"}
        assert "units" not in report.profile
        assert bring(used, pain(3) | {"athlete": told}).profile == []

    def test_nothing_is_stored_where_anything_fails(self, ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_given: Any) -> None:
            raise RuntimeError("the last kind")

        monkeypatch.setattr("injuries.logfile.importing.resume_responses", fail)
        with pytest.raises(RuntimeError):
            import_document(ann, read(json.loads(json.dumps(FULL), parse_float=Decimal)))
        assert out(ann) == {"format": "runlog/1", "athlete": out(ann)["athlete"]}
        ann.refresh_from_db()
        assert ann.units == "km"

    def test_a_long_document_takes_few_statements(self, ann: User, query_count: Any) -> None:
        days = [(ON - timedelta(days=number)).isoformat() for number in range(1000)]
        long = read(log(runs=[{"id": day, "started_at": f"{day}T07:00:00Z"} for day in days]))
        with query_count(60):
            import_document(ann, long, now=NOW)
        with query_count(60):
            import_document(ann, long, now=NOW)
