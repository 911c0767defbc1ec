"""How the app ends: politely, at once, after a fault; and how a result is saved."""

import asyncio
from pathlib import Path

import pytest
import tui_walk as t
from pypdf import PdfReader
from textual import events

from assistant.errors import InternalFault
from assistant.report.names import file_for
from assistant.tui import app as app_module
from assistant.tui import cover
from assistant.tui.keys import KEYS, keys_for
from assistant.tui.page_screens import ConfirmScreen, DangerScreen, FaultScreen
from assistant.tui.palette_screen import PaletteScreen
from assistant.tui.result import screen as result_screen
from assistant.tui.result.save_screen import SaveScreen, TakenScreen
from assistant.tui.text import Words


@pytest.mark.parametrize("again", ["f8", "enter", "by itself"])
async def test_leaving_covers_at_once_and_once_more_wipes(again: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cover, "SECONDS", 0.01 if again == "by itself" else 60)
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="changes")
        await pilot.press("f8")
        await pilot.pause()
        if again == "by itself":
            while app.is_running and not app.wipe:
                await pilot.pause(0.005)
        else:
            assert app.talk is not None
            assert t.shown(app).replace(" ", "") == app.words("tui.cover").replace(" ", "")
            await pilot.press(again)
            await pilot.pause()
    assert app.return_code == 0
    assert app.wipe
    assert app.talk is None


@pytest.mark.parametrize("key", ["1", "space", "escape", "x", "f9", "ctrl+q", "up", "tab", "click"])
async def test_any_other_key_brings_back_what_was_covered_and_does_nothing_else(key: str) -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="changes")
        below, talk, shown = app.screen, app.talk, t.shown(app)
        await pilot.press("f8")
        await pilot.pause()
        assert app.screen is not below
        await (pilot.click() if key == "click" else pilot.press(key))
        await t.settled(pilot)
        assert app.talk is talk
        assert not app.cover.up
        if key == "f9":
            assert isinstance(app.screen, DangerScreen)
            await pilot.press("escape")
            await t.settled(pilot)
        assert app.screen is below
        assert t.shown(app) == shown
        await pilot.press("f7")
        await t.settled(pilot)
        assert app.talk is not talk, "the keyboard works as before"


def test_leaving_at_once_wipes_the_screen(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(app_module.AssistantApp, "run", lambda self: setattr(self, "wipe", True))
    assert app_module.run_app(t.guide(), "nl", t.AS_OF) == 0
    assert capsys.readouterr().out == "\x1b[2J\x1b[3J\x1b[H"


async def test_keys_that_come_while_the_app_is_ending_change_nothing() -> None:
    app = t.app_for(dialogue=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        app.exit(return_code=0)
        for key in ("x", "f9", "escape", "x"):
            app.simulate_key(key)
            app._driver.send_message(events.Key(key, None))
            await asyncio.sleep(0)
    assert app.return_code == 0
    assert app.fault is None


async def test_quitting_with_answers_asks_first() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="changes")
        await pilot.press("ctrl+q")
        await t.settled(pilot)
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("enter")
        await t.settled(pilot)
        assert app.return_code is None
        await pilot.press("ctrl+q")
        await t.settled(pilot)
        await pilot.press("2")
        await pilot.pause()
    assert app.return_code == 0


async def test_a_fault_shows_no_conclusions_and_ends_with_code_3(monkeypatch: pytest.MonkeyPatch) -> None:
    def contradiction(*_: object) -> None:
        raise InternalFault("two evaluators disagree")

    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot)
        monkeypatch.setattr(app_module, "result_of_session", contradiction)
        await pilot.press("1")
        await t.settled(pilot)
        assert isinstance(app.screen, FaultScreen)
        talk = app.talk
        await t.click_row(pilot, "back")
        await t.settled(pilot)
        assert app.talk is talk
        app.show_fault(InternalFault())
        await t.settled(pilot)
        await t.click_row(pilot, "quit")
        await pilot.pause()
    assert app.return_code == 3


async def test_a_fault_while_drawing_shows_the_fault_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def contradiction(*_: object) -> None:
        raise InternalFault("two evaluators disagree")

    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.settled(pilot)
        monkeypatch.setattr("assistant.tui.talk_screen.talk_view", contradiction)
        await pilot.press("2")
        await t.settled(pilot)
        assert isinstance(app.screen, FaultScreen)
        assert set(app.talk.session.answers) == {"danger_now"}


async def test_saving_never_replaces_without_asking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)

        async def save(*keys: str) -> None:
            await pilot.press("f6", "1")
            await t.settled(pilot)
            await pilot.press("enter")
            await t.settled(pilot)
            for key in keys:
                assert isinstance(app.screen, TakenScreen)
                await pilot.press(key)
                await t.settled(pilot)

        await save()
        file = tmp_path / f"uitkomst-{t.AS_OF}.pdf"
        assert file.read_bytes().startswith(b"%PDF")
        assert file.stat().st_mode & 0o077 == 0
        assert app.screen.saved == str(file)
        assert "Opgeslagen in" in t.shown(app)
        file.write_text("mine", encoding="utf-8")
        await save("1")  # another name: back to the name
        assert isinstance(app.screen, SaveScreen)
        await pilot.press("escape")
        await t.settled(pilot)
        await save("3")  # not at all
        await t.settled(pilot)
        assert file.read_text(encoding="utf-8") == "mine"
        assert app.screen.where == "result"
        await save("2")
        assert file.read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


async def test_every_form_can_be_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    forms = {
        "1": ("uitkomst-{}.pdf", b"%PDF"),
        "2": ("notitie-{}.txt", b"Notitie"),
        "3": ("uitkomst-{}.html", b"<!DOCTYPE html>"),
        "4": ("uitkomst-{}.md", b"*Dit is wat ik zag"),
        "5": ("uitkomst-{}.json", b"{"),
    }
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        for digit in forms:
            await pilot.press("f6", digit)
            await t.settled(pilot)
            await pilot.press("enter")
            await t.settled(pilot)
    for name, begins in forms.values():
        assert (tmp_path / name.format(t.AS_OF)).read_bytes().startswith(begins)


async def test_the_annex_comes_along_when_ticked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sizes = []
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        for keys in (("f6", "4"), ("f6", "6", "4")):
            await pilot.press(*keys)
            await t.settled(pilot)
            app.screen.query_one("Input").value = f"page{len(sizes)}.md"
            await pilot.press("enter")
            await t.settled(pilot)
            sizes.append((tmp_path / f"page{len(sizes)}.md").stat().st_size)
    assert sizes[1] > 3 * sizes[0]


async def test_the_language_of_the_file_is_a_choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        await pilot.press("f6", "8")
        await t.settled(pilot)
        await pilot.press("enter")
        await t.settled(pilot)
    root = PdfReader(tmp_path / f"result-{t.AS_OF}.pdf").trailer["/Root"]
    assert root["/Lang"] == "en"  # type: ignore[index]


async def test_saving_where_one_cannot_write_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        for typed in ("nowhere/at/all.md", "", "  ", "???", "folder/", "jan@school.nl.md"):
            await pilot.press("f6", "1")
            await t.settled(pilot)
            app.screen.query_one("Input").value = typed
            await pilot.press("enter")
            await t.settled(pilot)
            assert isinstance(app.screen, SaveScreen)
            assert app.screen.problem
            await pilot.press("escape")
            await t.settled(pilot)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "suffix", "name"),
    [
        ("note", ".md", "note.md"),
        ("note", ".pdf", "note.pdf"),
        ("note.txt", ".pdf", "note.pdf"),
        ("note.pdf7", ".pdf", "note.pdf7.pdf"),
        ("versie 1.2", ".pdf", "versie 1.2.pdf"),
        ("a\tb?", ".pdf", "a b.pdf"),
        ('zo: "nu" <x>|*', ".pdf", "zo- -nu- -x.pdf"),
        ("CON", ".txt", "_CON.txt"),
        ("nul.txt", ".txt", "_nul.txt"),
        ("naam. . .", ".pdf", "naam.pdf"),
        ("\u202eabc\x00", ".pdf", "abc.pdf"),
        ("é" * 300, ".pdf", "é" * 98 + ".pdf"),
        ("a\\b", ".pdf", "a-b.pdf"),
    ],
)
def test_a_name_becomes_one_that_every_system_takes(tmp_path: Path, typed: str, suffix: str, name: str) -> None:
    path = file_for(typed, tmp_path, suffix)
    assert path == tmp_path / name
    path.write_bytes(b"")


def test_what_is_no_name_is_none_and_a_folder_stays(tmp_path: Path) -> None:
    assert [file_for(typed, tmp_path, ".pdf") for typed in ("", "  ", "x/", "???", "...")] == [None] * 5
    assert file_for(f"{tmp_path}/sub/x", Path("/else"), ".md") == tmp_path / "sub" / "x.md"
    assert file_for("report.html", tmp_path, ".md", kept=(".html",)) == tmp_path / "report.html"


async def test_digits_choose_until_one_types_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        await pilot.press("f6", "4", "3", "8", "1")
        await t.settled(pilot)
        assert (app.screen.form, app.screen.language) == ("pdf", "en")
        assert app.screen.query_one("Input").value == f"result-{t.AS_OF}.pdf"
        await pilot.press("home", "2", "x", "3")
        await t.settled(pilot)
        assert app.screen.form == "pdf"
        assert app.screen.query_one("Input").value.startswith("2x3result")
        await pilot.press("enter")
        await t.settled(pilot)
    assert [path.name for path in tmp_path.iterdir()] == [f"2x3result-{t.AS_OF}.pdf"]


async def test_a_name_that_is_typed_takes_the_place_of_the_one_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DOCUMENTS", str(tmp_path))
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        for keys in (("f6", "4"), "overleg"):
            await pilot.press(*keys)
            await t.settled(pilot)
        assert app.screen.query_one("Input").value == "overleg.md"
        await pilot.press("enter")
        await t.settled(pilot)
    assert [path.name for path in tmp_path.iterdir()] == ["overleg.md"]


async def test_files_go_to_the_documents_folder_and_can_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DOCUMENTS", str(tmp_path / "Documenten"))
    (tmp_path / "Documenten").mkdir()
    opened: list[Path] = []
    monkeypatch.setattr(result_screen, "opener", lambda: ("open",))
    monkeypatch.setattr(result_screen, "open_file", lambda path: opened.append(path) or True)
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at_result(pilot)
        await pilot.press("f6")
        await t.waited(pilot, lambda: isinstance(app.screen, SaveScreen))
        for key in ("4", "enter"):
            await pilot.press(key)
            await t.settled(pilot)
        file = tmp_path / "Documenten" / f"uitkomst-{t.AS_OF}.md"
        await t.waited(pilot, lambda: file.is_file() and bool(app.screen.query("#open-saved")))
        await t.settled(pilot)  # the page is laid out before somebody points at it
        assert str(file) in app.screen.query_one("#saved", Words).text, "a long path may be cut over two lines"
        await pilot.click("#open-saved")
        await t.waited(pilot, lambda: bool(opened))
    assert opened == [file]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_key_has_its_words(language: str) -> None:
    words = t.app_for(language).words
    for key in KEYS:
        assert words(f"tui.key.{key.name}")
        assert words(f"tui.key.{key.name}.help")
    bound = [key.keys for key in keys_for("talk") if key.keys]
    assert len(set(bound)) == len(bound)


async def test_everything_is_in_the_palette() -> None:
    app = t.app_for()
    async with app.run_test(size=(80, 24)) as pilot:
        await t.at(pilot, until="changes")
        await pilot.press("ctrl+p")
        await t.settled(pilot)
        assert isinstance(app.screen, PaletteScreen)
        rows = {row.id for row in app.screen.rows("")}
        assert {key.name for key in keys_for("talk")} - {"palette"} <= rows
        assert "home:start:self_check" in rows
        assert [row.id for row in app.screen.rows("xyzzy")] == ["look_up:xyzzy"]
        await pilot.press(*"vorige", "enter")
        await t.settled(pilot)
        await t.settled(pilot)
        assert t.prompt(app).view.key == "about_event@dismissal"
