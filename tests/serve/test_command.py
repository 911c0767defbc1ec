"""`assistant serve` on the command line, and what its sessions leave out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from textual.pilot import Pilot
from tui_walk import app_for

from assistant import settings
from assistant.cli.main import main
from assistant.cli.serve import is_local
from assistant.tui.browser_mode import put_file
from assistant.tui.picklist import PickList
from assistant.tui.result.save_screen import file_named


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--host", "0.0.0.0"], "--open-to-network"),
        (["--host", "192.168.1.7"], "--open-to-network"),
        (["--public-url", "practice.example"], "https://"),
        (["--public-url", "https://practice.example/path"], "https://"),
        (["--most", "0"], "--most"),
        (["--host", "0.0.0.0", "--open-to-network", "--self-check"], "--public-url https"),
        (["--public-url", "http://practice.example", "--self-check"], "--public-url https"),
        (["--exit-url", "javascript:alert(1)"], "--exit-url"),
        (["--case", "lost_freind_a"], "lost_friend_a"),
        (["--store", "mysql://elsewhere"], "postgresql://"),
        (["--trainer-header", "X-Remote-User"], "--public-url"),
    ],
)
def test_what_is_not_safe_or_not_clear_does_not_start(arguments: list[str], part: str) -> None:
    done = CliRunner().invoke(main, ["serve", *arguments])
    assert done.exit_code == 2
    assert part in done.output


@pytest.mark.parametrize(("package", "options"), [("textual_serve", ["--terminal"]), ("starlette", [])])
def test_without_the_extra_it_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, package: str, options: list[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith(("assistant.web.", f"{package}."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("assistant.web.doors", raising=False)
    monkeypatch.setitem(sys.modules, package, None)
    done = CliRunner().invoke(main, ["serve", "--lang", "en", *options])
    assert done.exit_code == 2
    assert "pip install" in done.output


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])
def test_this_machine_alone(host: str) -> None:
    assert is_local(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.2", "localhost.example", ""])
def test_more_than_this_machine(host: str) -> None:
    assert not is_local(host)


@pytest.mark.parametrize(
    ("given", "means"), [("", ""), ("1", "practice"), ("practice", "practice"), ("self_check",) * 2]
)
def test_what_a_session_offers(given: str, means: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_SERVED", given)
    assert settings.served() == means


def on_screen(pilot: Pilot[None]) -> str:
    rows = pilot.app.screen.query_one(PickList)
    return " ".join(row.id for row in rows.rows)


async def test_a_session_for_practice_has_no_self_check_and_says_where_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_SERVED", "practice")
    monkeypatch.setenv("ASSISTANT_SERVED_BY", "[b]de kast[/b]")
    async with app_for(dialogue=None).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "start:" not in on_screen(pilot)
        assert "class" not in on_screen(pilot).split()
        before = pilot.app.screen
        await pilot.press("f6")
        await pilot.pause()
        assert pilot.app.screen is before  # files of the trainer are not opened by the key either
        assert "[b]de kast[/b]" in str(pilot.app.screen.query_one("#promise").render())


async def test_a_file_becomes_a_download_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_SERVED", "self_check")
    path = file_named("../../etc/notitie", ".md")
    assert path == Path("notitie.md")
    app = app_for()
    sent = []
    monkeypatch.setattr(app, "deliver_binary", lambda file, **more: sent.append((file.read(), more["save_filename"])))
    async with app.run_test(size=(80, 24)):
        put_file(app, path, b"tekst", overwrite=False)
    assert sent == [(b"tekst", "notitie.md")]
    assert list(tmp_path.iterdir()) == []


def test_classes_are_saved_and_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.store.rooms import store_key
    from assistant.store.rooms_sqlite import NAME, SqliteRooms

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["rooms", *arguments, "--lang", "en"])
        return done.exit_code, done.output

    file = tmp_path / "copy"
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "one"))
    rooms = SqliteRooms(tmp_path / "one" / NAME, store_key(tmp_path / "one"))
    code = rooms.make("", "a", 500_000).code
    rooms.finish()
    assert run("save", str(file)) == (
        0,
        f"1 classes saved in {file}. Keep rooms.key with it: without that key no phone finds its seat again.\n",
    )
    assert file.stat().st_mode & 0o077 == 0
    assert run("save", str(file))[0] == 2  # an older copy is not written over
    assert run("restore", str(file))[0] == 2
    monkeypatch.setenv("ASSISTANT_HOME", str(tmp_path / "two"))
    assert run("restore", str(tmp_path / "none"))[0] == 2
    assert run("restore", str(file))[0] == 0
    other = SqliteRooms(tmp_path / "two" / NAME, bytes(32))
    assert other.by_code(code) is not None
    other.finish()
