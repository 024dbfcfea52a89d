"""The back has limited several sessions in a row, or for a week.

Says: how many sessions it limited, and from when to when.
Because: being kept from running for a week or three sessions is what researchers count as an injury of runners.
Source: guidance section 8; the numbers are borrowed from Yamato et al., JOSPT 2015;45:375-380, made for the legs and not for the back.
Never says: what the injury is, or that running must stop.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from injuries.engine.care import CareTexts, under_care
from injuries.engine.history import History
from injuries.engine.levels import PAIN, SEE_PROVIDER
from injuries.engine.log import Run
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

SENTENCE = _("Your back limited {limited:count} sessions in a row, from {first_on:date} to {last_on:date}.")
MISSED = _(
    "Your back limited {limited:count} sessions in a row, from {first_on:date} to {last_on:date}; you missed {missed:count} of them."
)
AHEAD = _("Your back has limited your running since {first_on:date}; you have an appointment on {appointment_on:date}.")
AFTERWARDS = _("Your back has limited your running since {first_on:date}; you had an appointment on {appointment_on:date}.")
IN_SHORT = _("Running limited since {first_on:date}")
CLEARS = _("{closing_runs:count} runs in a row that the back does not limit, with a score of at most {closing_score:score} during them.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield the flag while it is open at the end of the walk."""
    sessions = [run for run in history.last(int(thresholds["days"]), history.sessions) if run.limited_by_back is not None]
    row = _opening_row(sessions, history, thresholds)
    if row:
        yield under_care(history, _finding(row, thresholds), row[0].on, CareTexts(AHEAD, AFTERWARDS))


def _opening_row(sessions: Sequence[Run], history: History, thresholds: Numbers) -> list[Run] | None:
    """Return the first row of limited sessions that opens, of those since the flag last closed; as far as the row went."""
    since = sessions[_closed_at(sessions, history, thresholds) :]
    rows = (list(row) for is_limited, row in groupby(since, key=lambda session: session.limited_by_back != "no") if is_limited)
    return next((row for row in rows if _opens(row, thresholds)), None)


def _closed_at(sessions: Sequence[Run], history: History, thresholds: Numbers) -> int:
    """Return the place after the latest good runs in a row that close the flag, 0 where there are none."""
    good = [
        session.limited_by_back == "no" and (history.worst(session, "during_run") or 0) <= thresholds["closing_score"]
        for session in sessions
    ]
    count = int(thresholds["closing_runs"])
    return [0, *(end for end in range(count, len(good) + 1) if all(good[end - count : end]))][-1]


def _opens(row: list[Run], thresholds: Numbers) -> bool:
    # Where offsets differ, the latest date need not be that of the latest session.
    return len(row) >= thresholds["row"] or (max(run.on for run in row) - row[0].on).days >= thresholds["span_days"]


def _finding(row: list[Run], thresholds: Numbers) -> Finding:
    missed = sum(run.missed for run in row)
    facts: Facts = {
        "run_ids": [run.id for run in row],
        "limited": len(row),
        "missed": missed,
        "first_on": row[0].on,
        "last_on": row[-1].on,
        "since_on": row[0].on,
        "closing_runs": thresholds["closing_runs"],
        "closing_score": thresholds["closing_score"],
    }
    return Finding(SEE_PROVIDER, "", MISSED if missed else SENTENCE, IN_SHORT, CLEARS, facts)


RULE = Rule(
    key="pain_stops_running",
    element=PAIN,
    stage=1,
    label=_("Running limited by the back"),
    check=check,
    texts=(SENTENCE, MISSED, AHEAD, AFTERWARDS, IN_SHORT, CLEARS),
    thresholds=(
        Threshold("days", default=60, low=30, high=90, unit="d", label=_("Days looked back")),
        Threshold("row", default=3, low=2, high=5, unit="count", label=_("Limited sessions in a row")),
        Threshold("span_days", default=7, low=4, high=14, unit="d", label=_("or days from the first to the latest")),
        Threshold("closing_runs", default=2, low=1, high=4, unit="count", label=_("Unlimited runs in a row at which it goes")),
        Threshold("closing_score", default=2, low=0, high=3, unit="score", label=_("Highest score during them")),
    ),
    ascending=(("span_days", "days"),),
    example=Finding(
        SEE_PROVIDER,
        "",
        MISSED,
        IN_SHORT,
        CLEARS,
        {
            "limited": 4,
            "missed": 1,
            "first_on": date(2026, 11, 10),
            "last_on": date(2026, 11, 20),
            "since_on": date(2026, 11, 10),
            "closing_runs": 2,
            "closing_score": 2,
        },
    ),
)
