"""All that is said of every scenario, kept in recorded.json: each fact, sentence and level as it was when somebody last looked at it.

After a change that is meant to change them: `python -m tests.injuries.engine.recording`, and read the difference.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from injuries.engine.assess import assess
from injuries.engine.sentences import plain
from injuries.rules import all_rules
from tests.injuries.engine.test_facts import SINCE
from tests.support.days import ON
from tests.support.documents import load, log_of

RECORD = Path(__file__).with_name("recorded.json")
SCENARIOS = Path(__file__).parents[2] / "scenarios"


def everything_said() -> dict[str, Any]:
    """What the rules say of every scenario, and of a log of each rule's own, as JSON values."""
    logs = {rule: (log, ON) for rule, (log, _since) in SINCE.items()}
    for path in sorted(SCENARIOS.glob("*.json")):
        scenario = load(path)
        logs[path.stem] = (log_of(scenario["log"]), date.fromisoformat(scenario["on"]))
    return {name: _said(*logs[name]) for name in sorted(logs)}


def _said(log: Any, on: date) -> dict[str, Any]:
    assessment = assess(log, on, rules=all_rules())
    document: dict[str, Any] = assessment.as_document()
    for shown, flag in zip(document["flags"], assessment.flags, strict=True):
        shown |= {"sentence": plain(flag.sentence, flag.facts), "short": plain(flag.short, flag.facts)}
        # They are the rule's own defaults, which the tests of the house hold against the contract.
        del shown["facts"]["thresholds"], shown["element"]
    return document


def as_text(said: dict[str, Any]) -> str:
    """A file of which a change shows as few lines."""
    return json.dumps(said, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    RECORD.write_text(as_text(everything_said()))
