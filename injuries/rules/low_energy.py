"""Energy was low on several of the latest runs.

Says: on how many of the latest answered runs.
Because: the article names a lack of energy beside a dragging leg; it can come from training, sleep, food, illness or worry.
Source: guidance section 7; Wu et al., Pain Res Manag 2021, doi 10.1155/2021/6660304 (tiredness named more often by runners with back pain,
OR 2.68, asked after a race).
Never says: what it comes from, or that it belongs to an injury. It is never more than good to know.
"""

from collections.abc import Iterator
from datetime import date

from injuries.engine.history import History
from injuries.engine.levels import INFO, STRENGTH
from injuries.engine.memory import opened_at
from injuries.engine.rule import Fact, Finding, Missing, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

SENTENCE = _("You were low on energy on {times:count} of your latest {latest_runs:count} runs with an answer.")
IN_SHORT = _("Low on energy on {times:count} of {latest_runs:count} runs")
CLEARS = _("At most {closes:count} of the latest {of:count} such runs.")
NO_ANSWER = _("No answers about energy in {days:days}; {needed:count} are needed.")
ONE_ANSWER = _("1 answer about energy in {days:days}; {needed:count} are needed.")
FEW_ANSWERS = _("{answered:count} answers about energy in {days:days}; {needed:count} are needed.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding | Missing]:
    """Yield a finding while the flag is open at the end of the walk."""
    numbers = {key: int(number) for key, number in thresholds.items()}
    runs = [run for run in history.last(numbers["days"], history.runs) if run.low_energy is not None]
    answers = [bool(run.low_energy) for run in runs]
    facts: dict[str, Fact] = {**numbers, "answered": len(runs)}
    if len(runs) < numbers["needed"]:
        yield Missing({0: NO_ANSWER, 1: ONE_ANSWER}.get(len(runs), FEW_ANSWERS), facts=facts)
        return
    place = opened_at(answers, opens=numbers["opens"], closes=numbers["closes"], of=numbers["of"])
    if place is not None:
        latest = runs[-numbers["of"] :]
        facts |= {"times": sum(answers[-numbers["of"] :]), "latest_runs": len(latest), "since_on": runs[place].on}
        yield Finding(INFO, "", SENTENCE, IN_SHORT, CLEARS, facts | {"run_ids": [run.id for run in latest]})


RULE = Rule(
    key="low_energy",
    element=STRENGTH,
    stage=2,
    label=_("Low energy"),
    check=check,
    texts=(SENTENCE, IN_SHORT, CLEARS, NO_ANSWER, ONE_ANSWER, FEW_ANSWERS),
    thresholds=(
        Threshold("days", default=28, low=14, high=60, unit="d", label=_("Days looked back")),
        Threshold("opens", default=3, low=2, high=5, unit="count", label=_("Runs that raise it")),
        Threshold("closes", default=1, low=0, high=1, unit="count", label=_("Runs at which it goes")),
        Threshold("of", default=5, low=5, high=10, unit="count", label=_("of the latest runs")),
        Threshold("needed", default=3, low=2, high=5, unit="count", label=_("Answered runs needed")),
    ),
    ascending=(("closes", "opens"), ("opens", "of")),
    example=Finding(
        INFO,
        "",
        SENTENCE,
        IN_SHORT,
        CLEARS,
        {"answered": 6, "times": 3, "latest_runs": 5, "since_on": date(2026, 11, 16), "days": 28, "closes": 1, "of": 5, "needed": 3},
    ),
)
