"""`assistant serve` on the command line."""

from __future__ import annotations

import importlib
import io
import sys

import pytest
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.cli.serve import is_local

serve_module = importlib.import_module("assistant.cli.serve")


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--host", "0.0.0.0"], "--open-to-network"),
        (["--host", "192.168.1.7"], "--open-to-network"),
        (["--public-url", "practice.example"], "https://"),
        (["--public-url", "https://practice.example/path"], "https://"),
        (["--host", "0.0.0.0", "--open-to-network", "--self-check"], "--public-url https"),
        (["--public-url", "http://practice.example", "--self-check"], "--public-url https"),
        (["--exit-url", "javascript:alert(1)"], "--exit-url"),
        (["--case", "lost_freind_a"], "lost_friend_a"),
        (["--store", "mysql://elsewhere"], "postgresql://"),
        (["--trusted-proxy", "10.0.0.7"], "--public-url"),
        (["--public-url", "https://practice.example", "--trusted-proxy", "the proxy"], "--trusted-proxy"),
        (["--trainer-header", "X-Remote-User"], "--public-url"),
    ],
)
def test_what_is_not_safe_or_not_clear_does_not_start(arguments: list[str], part: str) -> None:
    done = CliRunner().invoke(main, ["serve", *arguments])
    assert done.exit_code == 2
    assert part in done.output


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("assistant.web.", "starlette."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("assistant.web.doors", raising=False)
    monkeypatch.setitem(sys.modules, "starlette", None)
    done = CliRunner().invoke(main, ["serve", "--lang", "en"])
    assert done.exit_code == 2
    assert "pip install" in done.output


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])
def test_this_machine_alone(host: str) -> None:
    assert is_local(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.2", "localhost.example", ""])
def test_more_than_this_machine(host: str) -> None:
    assert not is_local(host)


def test_from_an_icon_without_any_window_the_browser_opens_and_for_a_service_it_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert serve_module._somebody_looks()
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert not serve_module._somebody_looks()
