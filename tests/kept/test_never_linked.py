"""Kept conversations are never compared, searched, counted or linked: each is as it would be if it were the only one."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
import tui_walk as t
from click.testing import CliRunner

from assistant import settings
from assistant.cli.main import main
from assistant.content.model import Language
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Session
from assistant.present.keeping import resume, shelf_view
from assistant.result.contract import to_json
from assistant.result.result import result_of_session
from assistant.store.kept import Shelf
from assistant.tui.keeping.screens import ShelfScreen
from assistant.tui.picklist import PickList

ROOT = Path(__file__).parents[2]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
SHELF = {"store/kept.py", "present/keeping.py"}
"""The only files that see more than one kept conversation: the folder, and the list of it, line by line."""
LISTS = {
    "shelf_view": {"present/keeping.py", "cli/plain.py", "plain/keeping.py", "tui/keeping/keeping.py"},
    "shelved": SHELF,
}


def conversations() -> list[Session]:
    """Some that have much in common: it would be easy to say so."""
    return [t.told(until).session for until in ("", "changes", "protective", "age_band", "")]


def shelf_with(home: Path, kept: list[Session]) -> tuple[Shelf, list[str]]:
    """A shelf in a folder of its own, and the names of what is on it."""
    shelf = Shelf(home, t.AS_OF)
    return shelf, [shelf.keep(session, "1.0.0", 7).id for session in kept]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_of_the_list_says_nothing_of_the_others(guide: Guide, tmp_path: Path, language: Language) -> None:
    shelf, names = shelf_with(tmp_path / "together", conversations())
    view = shelf_view(guide, shelf, language)
    lines = {line.id: line for line in view.lines}
    assert view.remarks == ()
    for number, (name, session) in enumerate(zip(names, conversations(), strict=True)):
        alone, _ = shelf_with(tmp_path / str(number), [session])
        (line,) = shelf_view(guide, alone, language).lines
        assert (lines[name].title, lines[name].told, lines[name].locked) == (line.title, line.told, line.locked)


def test_the_result_of_one_is_the_same_whatever_else_is_kept(guide: Guide, tmp_path: Path) -> None:
    for number, session in enumerate(conversations()):
        shelf, names = shelf_with(tmp_path / str(number), [session, *conversations()])
        back = resume(guide, shelf, names[0], "nl").session
        assert to_json(result_of_session(guide, back), "nl") == to_json(result_of_session(guide, session), "nl")


def test_to_go_on_with_one_no_other_is_read(guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, names = shelf_with(tmp_path, conversations())
    locked = shelf.keep(conversations()[0], "1.0.0", 7, "een lange zin").id
    read: list[str] = []
    whole = Shelf._read

    def noted(self: Shelf, path: Path) -> dict[str, Any]:
        read.append(path.stem)
        return whole(self, path)

    monkeypatch.setattr(Shelf, "_read", noted)
    for name, passphrase in ((names[0], ""), (locked, "een lange zin")):
        kept = resume(guide, shelf, name, "nl", passphrase).kept
        shelf.save(kept, kept.session)
        shelf.keep(kept.session, "1.0.0", 1)
        shelf.delete(name)
        assert set(read) == {name}
        read.clear()
    monkeypatch.setattr(settings, "home", lambda: tmp_path)
    shown = CliRunner().invoke(main, ["sessions", "show", names[1]])
    assert shown.exit_code in (0, 2), shown.output
    assert set(read) <= {names[1]}


def test_only_the_list_sees_more_than_one() -> None:
    """Who adds a way to look at several at once meets this test."""
    seen: dict[str, set[str]] = {name: set() for name in LISTS}
    for path in sorted((ROOT / "assistant").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
            if name in seen:
                seen[name].add(str(path.relative_to(ROOT / "assistant")))
    assert seen["shelf_view"] - {"present/keeping.py"} == LISTS["shelf_view"] - {"present/keeping.py"}
    assert seen["shelved"] <= LISTS["shelved"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_screen_says_how_many_there_are(language: Language) -> None:
    """Home and the list read the same with two and with five, but for the lines themselves."""
    texts = set()
    for number in (2, 5):
        shelf, _ = shelf_with(settings.home(), [conversations()[0]] * (number if not texts else number - 2))
        assert len(shelf.shelved().lines) == number
        app = t.app_for(language, dialogue=None)
        async with app.run_test(size=(80, 40)) as pilot:
            await t.settled(pilot)
            home = {row.text for row in app.screen.query_one(PickList).rows}
            app.push_screen(ShelfScreen())
            await t.settled(pilot)
            assert isinstance(app.screen, ShelfScreen)
            rows = {row.text for row in app.screen.rows()}
            texts.add((app.screen.heading(), app.screen.introduction(), frozenset(home), frozenset(rows)))
    assert len(texts) == 1


def test_taking_away_says_no_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "home", lambda: tmp_path)
    said = set()
    for number in (1, 4):
        shelf_with(tmp_path, [conversations()[0]] * number)
        said.add(CliRunner().invoke(main, ["sessions", "purge", "--all"]).output)
    assert len(said) == 1
