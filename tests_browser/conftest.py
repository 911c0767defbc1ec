"""Says at once when there is no browser to test with."""

from __future__ import annotations

import pytest

from tests_browser.room import NO_CHROMIUM, find_chromium


def pytest_sessionstart() -> None:
    if not find_chromium():
        pytest.exit(NO_CHROMIUM, returncode=2)
