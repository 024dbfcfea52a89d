"""All that is said of every scenario, kept in recorded.json: each fact, sentence and level as it was when somebody last looked at it.

After a change that is meant to change them: `python -m tests.injuries.engine.recording`, and read the difference.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from injuries.engine.assess import assess
from injuries.engine.log import Log
from injuries.engine.sentences import plain
from injuries.rules import all_rules
from tests.injuries.engine.test_facts import SINCE
from tests.support.days import ON
from tests.support.documents import load, log_of

Case = tuple[Log, date]
RECORD = Path(__file__).with_name("recorded.json")
SCENARIOS = Path(__file__).parents[2] / "scenarios"


def cases() -> dict[str, Case]:
    """Every scenario, and a log of each rule's own, by name."""
    found = {rule: (log, ON) for rule, (log, _since) in SINCE.items()}
    for path in SCENARIOS.glob("*.json"):
        scenario = load(path)
        found[path.stem] = (log_of(scenario["log"]), date.fromisoformat(scenario["on"]))
    return dict(sorted(found.items()))


def said_of(log: Log, on: date) -> dict[str, Any]:
    """What the rules say of a log, as JSON values."""
    assessment = assess(log, on, rules=all_rules())
    document: dict[str, Any] = assessment.as_document()
    for shown, flag in zip(document["flags"], assessment.flags, strict=True):
        shown |= {"sentence": plain(flag.sentence, flag.facts), "short": plain(flag.short, flag.facts)}
        # They are the rule's own defaults, which the tests of the house hold against the contract.
        del shown["facts"]["thresholds"], shown["element"]
    return document


if __name__ == "__main__":
    said = {name: said_of(*case) for name, case in cases().items()}
    RECORD.write_text(json.dumps(said, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
