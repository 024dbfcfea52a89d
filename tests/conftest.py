"""What every test may use, and two rules: with CI set nothing may be skipped; on PostgreSQL only tests that use a database run."""

import gc
from collections.abc import Generator
from typing import TypeVar

import pytest
from django.conf import settings
from django.test import SimpleTestCase, TransactionTestCase

from tests.support.strictness import nothing_may_be_skipped

pytest_plugins = ["tests.support.cast", "tests.support.clock", "tests.support.hearing", "tests.support.queries"]

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def pytest_report_header() -> str:
    """Say which database this run is on."""
    return f"database: {settings.TEST_DATABASE}"


def pytest_collection_finish() -> None:
    """Keep the collector from looking at what stays anyway, and from looking often: twice a tenth of a run's time went into that."""
    gc.collect()
    gc.freeze()
    # 10 MB more than by Python's own thresholds.
    gc.set_threshold(20_000, 10, 50)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what tests have measured and recorded as "told"."""
    reports = [report for report in terminalreporter.stats.get("passed", ()) if report.when == "call"]
    for name, value in (each for report in reports for each in report.user_properties):
        if name == "told":
            terminalreporter.write_line(str(value))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put first what is marked `together`; on PostgreSQL leave out what needs no database, and what is marked `once`, unless asked for."""
    # Of several processes the first begins there, and what the others take off it later is at the other end.
    items.sort(key=lambda item: item.get_closest_marker("together") is None)
    if settings.TEST_DATABASE != settings.POSTGRESQL:
        return
    left_out = {item for item in items if item.get_closest_marker("once")} if "once" not in config.option.markexpr else set()
    alike = [item for item in items if item in left_out or not _uses_database(item)]
    config.hook.pytest_deselected(items=alike)
    items[:] = [item for item in items if item not in set(alike)]


def _uses_database(item: pytest.Item) -> bool:
    case = getattr(item, "cls", None)
    if case and issubclass(case, SimpleTestCase):
        return issubclass(case, TransactionTestCase)
    return item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


def _judge_skip(report: Report) -> Report:
    if nothing_may_be_skipped() and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"With CI set a skip is a failure. {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count a skipped test as failed where CI is set."""
    return _judge_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Count a skipped module as failed where CI is set."""
    return _judge_skip((yield))
