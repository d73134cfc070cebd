"""What all tests share: the folder of real pages where it exists, and skips that fail where every test is required."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
NO_SHARED = "no ../shared beside the project"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and suites beside the project."""
    if not SHARED.is_dir():
        pytest.skip(NO_SHARED)
    return SHARED


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # noqa: ARG001
    """With NEWSCRAWL_TEST_ALL=1 a skipped test is a failed one, unless it lacks what the project does not bring."""
    report = yield
    if report.skipped and os.environ.get("NEWSCRAWL_TEST_ALL") == "1" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if NO_SHARED not in reason:
            report.outcome, report.longrepr = "failed", f"required by NEWSCRAWL_TEST_ALL=1, but: {reason}"
    return report
