"""What tests of rendering share: the browser, where there is one."""

from __future__ import annotations

import pytest

from newscrawl.rendering.browser import missing


@pytest.fixture(scope="session")
def browser() -> None:
    """Skips where rendering lacks something."""
    if lacking := missing():
        pytest.skip(f"rendering needs a browser: {lacking}")
