"""What every test starts from: no settings of the developer's terminal, and a home of its own."""

import os

import pytest
from hypothesis import HealthCheck, settings

from assistant.content.pack import read_pack, shipped
from assistant.dialogue.guide import Guide

settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", deadline=None, max_examples=5_000, suppress_health_check=list(HealthCheck))
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(autouse=True)
def clean_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Colours, theme and folder of whoever runs the tests must not change what is tested, nor be changed by it."""
    terminal = ("NO_COLOR", "FORCE_COLOR", "TEXTUAL_THEME", "TEXTUAL", "COLUMNS", "LINES")
    for name in (*terminal, "ASSISTANT_LANG", "ASSISTANT_TODAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("ASSISTANT_DOCUMENTS", ".")  # the folder a test works in


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The shipped content, loaded and compiled once for all tests."""
    return Guide(read_pack(shipped()))
