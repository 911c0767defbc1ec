"""The real app in a pseudo-terminal: what was typed is found nowhere afterwards, however it ended, and no socket was used."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import traces
import tui_walk as t
from traces import SECRET, traces_in

from assistant.content.interface import phrases
from assistant.dialogue.guide import Guide
from assistant.tui.box import Box

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
PASSPHRASE = "zeer-geheime-zin"
WORDS = (*traces.WORDS, PASSPHRASE.encode())
DAY = "2026-11-24"


def harness() -> Any:
    sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
    try:
        import app_pty
    finally:
        sys.path.pop(0)
    return app_pty


def outside_the_alternate_screen(out: bytes) -> bytes:
    return re.sub(rb"\x1b\[\?1049h.*?(\x1b\[\?1049l|\Z)", b"", out, flags=re.DOTALL)


def process_list(child: int) -> bytes:
    folder = Path(f"/proc/{child}")
    names = ("cmdline", "comm", "environ") if folder.exists() else ()
    return b"".join((folder / name).read_bytes() for name in names)


def prepared(tmp_path: Path, breaks: bool) -> Any:
    """In the process of the app, before it: developers' tools asked for, an audit hook, and something that breaks."""

    def before() -> None:
        from textual import constants

        os.chdir(tmp_path / "cwd")
        for name, value in (("DEBUG", True), ("LOG_FILE", str(tmp_path / "log")), ("SCREENSHOT_DELAY", 0.1)):
            setattr(constants, name, value)
        sockets = os.open(tmp_path / "sockets", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

        def watch(event: str, arguments: tuple[Any, ...]) -> None:
            own_pair = event == "socket.__new__" and arguments[1] == 1  # the event loop's own
            if (event.startswith("socket.") and not own_pair) or event == "webbrowser.open":
                os.write(sockets, f"{event} {arguments[1:]}\n".encode())

        sys.addaudithook(watch)
        if breaks:
            from assistant.tui import talk_screen

            def fails(*arguments: object, **_: object) -> None:
                raise RuntimeError(f"{SECRET} {arguments}")

            talk_screen.typed = fails  # type: ignore[assignment]

    return before


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("end", ["leave", "kill", "crash"])
def test_what_was_typed_is_nowhere_afterwards(end: str, guide: Guide, tmp_path: Path) -> None:
    pty = harness()
    folders = {name: str(tmp_path / name.lower()) for name in ("TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "HOME")}
    for folder in (*folders.values(), tmp_path / "cwd"):
        Path(folder).mkdir()
    environment = {**folders, "TEXTUAL": "debug,devtools"}
    app = pty.AppProcess(guide, tmp_path / "kept", DAY, environment, prepared(tmp_path, end == "crash"))
    try:
        app.wait_for(lambda seen: seen["question"] == "danger_now")
        for keys, step in ((pty.KEEP, "days"), ("2", "lock"), ("2", "first")):
            app.press_until(keys, lambda seen, step=step: seen["step"] == step)
        for step in ("second", ""):
            app.press_until(PASSPHRASE + pty.ENTER, lambda seen, step=step: seen["step"] == step)
        app.wait_for(lambda seen: seen["kept"])
        for keys, question in (
            ("2", "urgent_today"),
            ("6" + pty.ENTER, "role"),
            ("2", "age_band"),
            ("2", "noticed"),
        ):
            app.press_until(keys, lambda seen, question=question: seen["question"] == question)
        app.press(SECRET)
        app.wait_for(lambda _: b"Wasserbergen" in app.out)  # it was really typed, and drawn
        app.press(pty.ENTER)
        if end == "crash":
            app.wait_for(lambda seen: seen["where"] == "fault")
        else:
            app.wait_for(lambda seen: seen["question"] != "noticed")
        seen_by_others = process_list(app.child)
        if end == "kill":
            app.kill()
        else:
            app.press(pty.LEAVE)
            assert app.close() == 0
    except BaseException:
        app.kill()
        raise
    assert traces_in(tmp_path, WORDS) == []
    assert (tmp_path / "sockets").read_text() == ""
    assert not (tmp_path / "log").exists()
    assert list((tmp_path / "cwd").iterdir()) == []
    assert not any(word in seen_by_others for word in WORDS)
    assert PASSPHRASE.encode() not in app.out
    left = outside_the_alternate_screen(app.out)
    assert not any(word in left for word in WORDS)
    steered = b"".join(re.findall(rb"\x1b\](?:0|1|2|52);.*?(?:\x07|\x1b\\)", app.out, flags=re.DOTALL))
    assert steered == b""  # no title, no clipboard
    assert list((tmp_path / "kept" / "sessions").glob("*.json"))
    if end == "crash":
        assert list((tmp_path / "kept" / "faults").iterdir())
    if end == "leave":
        assert left.endswith(b"\x1b[2J\x1b[3J\x1b[H")


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_the_harness_sees_what_developers_tools_write(guide: Guide, tmp_path: Path) -> None:
    """With ASSISTANT_DEBUG they are on: then the search above does find what was typed."""
    pty = harness()
    (tmp_path / "cwd").mkdir()
    app = pty.AppProcess(guide, tmp_path / "kept", DAY, {"ASSISTANT_DEBUG": "1"}, prepared(tmp_path, False))
    try:
        app.wait_for(lambda seen: seen["question"] == "danger_now")
        app.press("Quintijn")
        app.listen(0.3)
    finally:
        app.kill()
    assert str(tmp_path / "log") in [str(path) for path in tmp_path.iterdir()]
    assert traces_in(tmp_path, WORDS) or list((tmp_path / "cwd").iterdir())


PLANTED = ("Jeroen van den Berg", "06-12345678", "s.jansen@school.nl", "111222333", "Dorpsstraat 12a", "@boze.pingu1n")


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_own_words_warn_while_they_are_typed(language: str) -> None:
    """Recall on a planted set, on the screen itself; and nothing to say of an ordinary sentence."""
    app = t.app_for(language)
    async with app.run_test(size=(100, 40)) as pilot:
        await t.at(pilot, until="noticed")
        box = t.prompt(app).query_one(Box)
        title = phrases(language, "hands")("privacy.title")  # type: ignore[arg-type]
        for secret in PLANTED:
            box.text = f"ik sprak {secret} gisteren"
            await t.settled(pilot)
            assert t.prompt(app).problem.startswith(title), secret
            box.text = "trekt zich terug sinds de zomer"
            await t.settled(pilot)
            assert t.prompt(app).problem == ""


async def test_a_passphrase_cannot_be_copied() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="cues")
        for key in ("ctrl+g", "2", "2"):
            await pilot.press(key)
            await t.settled(pilot)
        for letter in PASSPHRASE:
            await pilot.press("minus" if letter == "-" else letter)
        assert app.screen.query_one("Secret").value == PASSPHRASE
        for key in ("shift+home", "ctrl+c", "shift+home", "ctrl+x", "super+c"):
            await pilot.press(key)
            await t.settled(pilot)
        assert app.clipboard == ""
