"""Pictures of the screens. The conversation shown is the fictional one of the tests.

python scripts/screens.py               draws anew what README.md and docs/ show, into docs/screens
python scripts/screens.py all FOLDER    every screen in three sizes and three themes, with a page to look through them; for review, not kept
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import practice_walk as practice  # noqa: E402 - found through the line above
import tui_walk as t  # noqa: E402
from textual.pilot import Pilot  # noqa: E402

from assistant.tui.app import AssistantApp  # noqa: E402

HOME = Path("/home/u")
"""Where everything seems to stand: no folder of who draws the pictures is in them, and nothing is written to it."""
SIZES = {"small": (60, 20), "normal": (80, 24), "wide": (120, 40)}
Way = Callable[[Pilot[None]], Awaitable[object]]


def keys(until: str | None, *pressed: str, result: bool = False) -> Way:
    """A way to a screen: the story up to a question (or home), then keys."""

    async def go(pilot: Pilot[None]) -> None:
        if result:
            await t.at_result(pilot)
        elif until is not None:
            await t.at(pilot, until=until)
        for key in pressed:
            await pilot.press(key)
            await t.settled(pilot)

    return go


def group(*pressed: str, hands: str = "") -> Way:
    """A way to a screen of a trainer: a made-up class, or hands counted for a case, then keys."""

    async def go(pilot: Pilot[None]) -> None:
        from practice.classes import CASES, class_rounds

        from assistant.practice.gather import Gathered

        app = pilot.app
        assert isinstance(app, AssistantApp)
        if hands:
            app.class_desk.count_hands(hands)
        else:
            rounds = [one for each in class_rounds(t.guide(), 8, CASES).values() for one in each]
            app.class_desk.open(Gathered(8, tuple(rounds), ()))
        await t.settled(pilot)
        for key in pressed:
            await pilot.press(key)
            await t.settled(pilot)

    return go


async def fault(pilot: Pilot[None]) -> None:
    """The page after something broke in the middle of a conversation."""
    app = await t.at(pilot, until="changes")
    report = HOME / ".local/share/trigger-assistant/faults/fault-2026-11-24-1.txt"
    setattr(app, "_write_report", lambda _: setattr(app, "fault_report", report))  # noqa: B010 - replaced for the picture
    app.show_fault(RuntimeError())


SCREENS: dict[str, Way] = {
    "home": keys(None),
    "question": keys("role"),
    "several": keys("protective", "3", "4"),
    "event": keys("about_event@dismissal", "1"),
    "end": keys(""),
    "review": keys("", "f4"),
    "danger": keys("changes", "f9"),
    "result": keys(None, result=True),
    "why": keys(None, "enter", result=True),
    "why-not": keys(None, "f2", "enter", result=True),
    "result-why": keys(None, "2", result=True),
    "result-do": keys(None, "3", result=True),
    "result-talk": keys(None, "4", result=True),
    "result-note": keys(None, "5", result=True),
    "note": keys(None, "5", "enter", *"Op maandag", result=True),
    "save": keys(None, "f6", "3", result=True),
    "find-out": keys(None, "ctrl+p", *"uitzoeken", "enter", result=True),
    "change": keys(None, "f4", "end", "enter", result=True),
    "look-up": keys("changes", "f3", *"zing"),
    "look-up-page": keys("changes", "f3", *"zing", "enter"),
    "tour": keys(None, "ctrl+p", *"rondl", "enter"),
    "palette": keys("changes", "ctrl+p"),
    "help": keys("changes", "f1"),
    "panel": keys("own_frame", "f6"),
    "confirm": keys("changes", "ctrl+q"),
    "keep": keys("changes", "ctrl+g"),
    "fault": fault,
    "class": group(),
    "class-numbers": group("4"),
    "class-gap": group("6"),
    "class-question": group("1", "2"),
    "class-choices": group("1", "3"),
    "class-key": group("1", "5"),
    "class-hands": group(*"14", "enter", *"12", "enter", "5", "enter", hands="lost_friend_a"),
    "practice-list": practice.pictured("list"),
    "practice-mark": practice.pictured("sure"),
    "practice-why": practice.pictured("told"),
    "practice-labels": practice.pictured("labels", "4"),
    "practice-debrief": practice.pictured("debrief"),
    "practice-proofs": practice.pictured("debrief", "f2"),
    "practice-set-end": practice.pictured("set-end"),
    "practice-progress": practice.pictured("progress"),
}
THEMES = ("dark", "light", "contrast")


_LEADING = re.compile(r'x="([\d.]+)" (y="[\d.]+") textLength="([\d.]+)"([^>]*)>((?:&#160;)+)(?=[^<])')
_CELL = 12.2


def _moved(found: re.Match[str]) -> str:
    """Spaces at the start of a text become a start further on: some programs leave such spaces out."""
    shift = _CELL * (len(found[5]) // len("&#160;"))
    x, length = float(found[1]) + shift, float(found[3]) - shift
    return f'x="{x:.1f}" {found[2]} textLength="{length:.1f}"{found[4]}>'


def drawn(app: AssistantApp) -> str:
    """The screen as SVG, with stable names inside so that the same screen gives the same file."""
    return _LEADING.sub(_moved, re.sub(r"terminal-\d+", "terminal", app.export_screenshot()))


async def pictures(way: Way, size: tuple[int, int], themes: tuple[str, ...], language: str) -> dict[str, str]:
    """One screen as SVG by theme: the way there is gone once."""
    app = t.app_for(language, dialogue=None)
    found = {}
    async with app.run_test(size=size) as pilot:
        await t.settled(pilot)
        await way(pilot)
        for theme in themes:
            app.theme = theme
            await t.settled(pilot)
            found[theme] = drawn(app)
    return found


async def cockpit(size: tuple[int, int], language: str, *pressed: str, old: str = "", new: str = "") -> str:
    """The cockpit of authors on a copy of the content, after some keys; with `old` replaced by `new` in the self-check, saved."""
    from assistant.authoring.preview import Preview
    from assistant.tui.cockpit.app import CockpitApp

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in ("knowledge", "rules", "dialogues"):
            shutil.copytree(ROOT / name, folder / name)
        preview = Preview(folder, "self_check", t.AS_OF)
        preview.reload(check=False)
        preview.session = t.told("changes").session
        app = CockpitApp(preview, lambda: folder, folder, language)  # type: ignore[arg-type]
        async with app.run_test(size=size) as pilot:
            file = folder / "dialogues" / "self_check.yaml"
            text = file.read_text("utf-8")
            if old:
                assert old in text
                file.write_text(text.replace(old, new), "utf-8")
                app.watcher.soon()
            while app.report is None or (old and not app.seen.stale and not app.findings):
                await pilot.pause(0.05)
            await t.settled(pilot)
            for key in pressed:
                await pilot.press(key)
                await t.settled(pilot)
            return drawn(app)


async def authoring(folder: Path, only: frozenset[str] | None) -> None:
    """The pictures of docs/authoring.md."""
    broken = {"old": "option: dismissal", "new": "opton: dismissal"}
    ways: dict[str, tuple[tuple[int, int], str, tuple[str, ...], dict[str, str]]] = {
        "cockpit": ((120, 40), "en", ("1",), {}),
        "cockpit-small": ((80, 24), "en", ("1",), {}),
        "cockpit-broken": ((120, 40), "en", (), broken),
        "cockpit-finding": ((80, 24), "en", ("f2", "enter"), broken),
        "cockpit-dutch": ((120, 40), "nl", ("1",), {}),
    }
    for name, (size, language, pressed, changed) in ways.items():
        if only is None or f"authoring-{name}" in only:
            svg = await cockpit(size, language, *pressed, **changed)
            (folder / f"authoring-{name}.svg").write_text(svg, encoding="utf-8", newline="\n")
            sys.stdout.write(f"authoring {name}\n")


def in_docs() -> frozenset[str]:
    """The names of the pictures that the pages show."""
    pages = (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    return frozenset(
        name for page in pages for name in re.findall(r"screens/([a-z0-9-]+)\.svg", page.read_text("utf-8"))
    )


def gallery() -> str:
    """The page of the folder: every screen once, with the way to its other sizes and themes."""
    lines = [
        "# The screens",
        "",
        "*Made by `scripts/screens.py`.* Sizes: "
        + ", ".join(f"{name} {w} by {h}" for name, (w, h) in SIZES.items())
        + ".",
    ]
    for name in SCREENS:
        links = (
            f"{size}: " + ", ".join(f"[{theme}]({name}-{size}-{theme}-nl.svg)" for theme in THEMES) for size in SIZES
        )
        lines += ["", f"## {name}", "", "; ".join(links), "", f"![{name}]({name}-normal-dark-nl.svg)"]
    return "\n".join(lines) + "\n"


async def main(folder: Path, only: frozenset[str] | None) -> None:
    """Write every picture into the folder, or only those with these names."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted: list[tuple[str, str, tuple[str, ...], str]] = [
        (name, size, THEMES, "nl") for name in SCREENS for size in SIZES
    ]
    wanted += [(name, "wide", ("light",), "en") for name in ("question", "result", "practice-why", "class-choices")]
    for name, size, themes, language in wanted:
        some = tuple(one for one in themes if only is None or f"{name}-{size}-{one}-{language}" in only)
        if not some:
            continue
        for theme, svg in (await pictures(SCREENS[name], SIZES[size], some, language)).items():
            (folder / f"{name}-{size}-{theme}-{language}.svg").write_text(svg, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{name} {size} {language}\n")
    await authoring(folder, only)
    if only is None:
        (folder / "README.md").write_text(gallery(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    names: frozenset[str] | None
    match sys.argv[1:]:
        case []:
            target, names = ROOT / "docs" / "screens", in_docs()
        case ["all", place]:
            target, names = Path(place), None
        case _:
            raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as home, mock.patch.object(Path, "cwd", return_value=HOME / "werk"):
        os.environ["ASSISTANT_HOME"] = home
        asyncio.run(main(target, names))
