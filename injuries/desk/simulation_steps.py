"""The job of a simulation: whose logs are drawn, then compared few by few; the keys of the athletes go at the end.

While it goes on, `job.result` holds the keys drawn, how many of them are done and the counts so far; at the end the counts alone.
"""

from collections import Counter
from datetime import date
from time import monotonic
from typing import Any

from django.db import OperationalError

from injuries.desk.simulation_comparing import Comparison, draw
from injuries.desk.simulation_days import BEFORE, TODAY, Differences
from injuries.guidance.evidence import rule_of
from runlog.core import jobs
from runlog.core.models import Job

CHUNK = 20
GONE = ("keys", "next")


def step(job: Job, until: float) -> bool:
    """Compare some more logs, until about `until`; tell whether that was all."""
    try:
        return _step(job, until)
    except OperationalError:
        raise
    except Exception:
        # The job ends here: nobody's key stays in it.
        Job.objects.filter(pk=job.pk).update(result={})
        raise


def _step(job: Job, until: float) -> bool:
    result: dict[str, Any] = job.result or _begin(job.pk)
    comparison = _comparison(job.parameters)
    while chunk := result["keys"][result["next"] : result["next"] + CHUNK]:
        for found in comparison.of(chunk):
            _add(result, found)
        result["next"] += len(chunk)
        job.total, job.done = len(result["keys"]), result["next"]
        jobs.show_progress(job)
        if monotonic() >= until:
            break
    is_finished = result["next"] >= len(result["keys"])
    job.total, job.done = len(result["keys"]), result["next"]
    job.result = {key: value for key, value in result.items() if key not in GONE} if is_finished else result
    return is_finished


def _begin(seed: int) -> dict[str, Any]:
    drawn = draw(seed)
    counts: dict[str, Any] = {"population": drawn.population, "drawn": len(drawn.keys), "failed": 0}
    counts |= {part: {"athletes": 0, "flags": {}} for part in (TODAY, BEFORE)}
    return counts | {"keys": list(drawn.keys), "next": 0}


def _add(result: dict[str, Any], found: Differences) -> None:
    result["failed"] += found.failed
    for part in {part for part, _what, _level in found.counts}:
        result[part]["athletes"] += 1
    for (part, what, level), count in found.counts.items():
        flags = Counter(result[part]["flags"].get(what, {}))
        result[part]["flags"][what] = flags + Counter({level: count})


def _comparison(parameters: dict[str, Any]) -> Comparison:
    rule = rule_of(parameters["rule"])
    if rule is None:
        raise LookupError(parameters["rule"])
    return Comparison(rule, date.fromisoformat(parameters["on"]), parameters["standing"], parameters["numbers"])
