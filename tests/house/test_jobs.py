"""What rooms register by name when Django starts: each name leads to a function, or a job would fail long after the mistake."""

import pytest
from django.utils.module_loading import import_string

from runlog.core import jobs

# Before any test registers kinds of its own.
KINDS, CALLS = sorted(jobs._steps), sorted(jobs.periodic())


@pytest.mark.parametrize("kind", KINDS)
def test_kind_of_job_has_a_step(kind: str) -> None:
    assert callable(jobs.step_of(kind))


@pytest.mark.parametrize("call", CALLS)
def test_what_is_called_again_and_again_is_there(call: str) -> None:
    assert callable(import_string(call))


def test_jobs_are_registered() -> None:
    assert {"import_reading", "import_storing", "log_reading", "threshold_simulation"} <= set(KINDS)
    assert CALLS


def test_planted_name_of_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_steps", {"lost": "runlog.core.jobs.lost"})
    with pytest.raises(ImportError):
        jobs.step_of("lost")
