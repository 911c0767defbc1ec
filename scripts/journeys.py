"""The journeys of the three kinds of user, by keyboard alone, as text: `python scripts/journeys.py [FOLDER]` writes docs/journeys/*.md.

Every step says what the person does, which keys that takes, and the screen it must lead to: a journey that cannot be made any more
stops here with a sentence, and in `tests/test_journeys.py`.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import tui_walk as t  # noqa: E402 - found through the line above
from textual.pilot import Pilot  # noqa: E402

from assistant.tui.app import AssistantApp  # noqa: E402
from assistant.tui.practice.room import Practise  # noqa: E402

SIZE = (80, 24)


@dataclass(frozen=True)
class Step:
    """`said`: what the person does, in a sentence. `keys`: as Textual names them. `where`: the screen this must lead to."""

    said: str
    keys: tuple[str, ...]
    where: str


@dataclass(frozen=True)
class Journey:
    """One walk from the first screen to the last."""

    name: str
    title: str
    intro: str
    steps: tuple[Step, ...]


class Stuck(Exception):
    """A journey that cannot be made: the screen is another one than it should be."""


def step(said: str, *keys: str, where: str) -> Step:
    """A step, with its keys one by one."""
    return Step(said, keys, where)


def screen_text(app: AssistantApp) -> str:
    """What stands on the screen, line by line, without colours."""
    lines = (strip.text.rstrip() for strip in app.screen._compositor.render_strips())
    return "\n".join(lines).rstrip()


async def walk(journey: Journey, pilot: Pilot[None]) -> list[tuple[Step, str]]:
    """Make the journey; every step with the screen it led to. Raises Stuck."""
    app = pilot.app
    assert isinstance(app, AssistantApp)
    await t.settled(pilot)
    seen = []
    for each in journey.steps:
        for key in each.keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await t.settled(pilot)
        where = getattr(app.screen, "where", "")
        if app.is_running and where != each.where:
            raise Stuck(
                f"{journey.name}: after “{each.said}” the screen is {where}, not {each.where}.\n{screen_text(app)}"
            )
        seen.append((each, screen_text(app)))
    return seen


PROFESSIONAL = Journey(
    "professional",
    "A professional, eight minutes before a talk with a colleague",
    "A teacher in vocational education worries about a student. Everything here is made up; the words are those of the Dutch program.",
    (
        step("The program opens.", where="home"),
        step("Starts the self-check.", "1", where="talk"),
        step("Nobody is in immediate danger.", "2", where="talk"),
        step("Wants to know why that is asked now: F2, and back.", "f2", where="page"),
        step("Back to the question.", "escape", where="talk"),
        step("Nothing that needs something today.", "6", "enter", where="talk"),
        step("Works in vocational education; the student is 16 or 17.", "2", "3", where="talk"),
        step("Skips the own words.", "enter", where="talk"),
        step(
            "The student lost a job. Of friends and society nothing is known.", "4", "enter", "0", "enter", where="talk"
        ),
        step("It was recent, it weighs, and it was seen with own eyes.", "1", "1", "1", "enter", where="talk"),
        step("The student withdraws, and talks more of “us” and “them”.", "1", "4", "enter", where="talk"),
        step("Since then; seen, not heard.", "1", "1", where="talk"),
        step("The student wants to matter.", "3", "enter", where="talk"),
        step("A club, a family that is there, and the student talks openly.", "3", "4", "6", "enter", where="talk"),
        step("It may simply be disappointment.", "2", "enter", where="talk"),
        step("The own impression comes before the view of the program.", "2", where="talk"),
        step("The same with another background? Exactly the same.", "1", where="talk"),
        step("Looks at the result: concerns beside what helps, equally large.", "1", where="result"),
        step("Why does the first thing stand there?", "enter", where="why"),
        step("Back; what can be done, and with whom.", "escape", "3", where="result"),
        step("How to begin the conversation.", "4", where="result"),
        step("The note to take along: own facts and a question, nothing of the program's.", "5", where="result"),
        step("Reads all answers once more.", "f4", where="review"),
        step(
            "On second thoughts, “us” and “them” was one joke: chooses that answer.",
            *("down",) * 8,
            "enter",
            where="talk",
        ),
        step("Takes it back. The outcome says what that changes.", "4", "enter", where="result"),
        step("What if it becomes dangerous? F9 works everywhere and changes nothing.", "f9", where="danger"),
        step("Back to the result.", "escape", where="result"),
    ),
)


TRAINEE = Journey(
    "trainee",
    "A trainee, five minutes between two lessons",
    "A round in practice mode: the explanation follows each point at once. The story is made up; the points are marked wrongly here and there.",
    (
        step("The program opens.", where="home"),
        step("Goes to practice.", "4", where="practice"),
        step("Takes the set of five minutes. The story comes first.", "1", where="round"),
        step("Has read it. Now one question per point.", "enter", where="round"),
        step("Point 1 matters; quite sure. The explanation stands below at once.", "1", "4", where="round"),
        step("Point 2 is ordinary.", "enter", "2", "4", where="round"),
        step("Point 3: a worry, with a guess. That is read into it.", "enter", "1", "2", where="round"),
        step("Points 4 and 5.", "enter", "2", "3", "enter", "1", "6", where="round"),
        step("Point 6 is passed over.", "enter", "2", "2", where="round"),
        step("Point 7.", "enter", "1", "4", where="round"),
        step("Names two possible trigger factors.", "enter", "2", "3", "enter", where="round"),
        step("No driver: too little is known.", "0", "enter", where="round"),
        step("What to do first.", "1", where="round"),
        step("With whom.", "1", where="round"),
        step("Commits, and looks back.", "1", where="debrief"),
        step("Reads on: every point with its why.", "pagedown", where="debrief"),
        step("The two reasonings side by side.", "f2", where="debrief"),
        step("On to the end of the set: one thing to take along.", "f6", where="set_end"),
        step("The own progress: what comes back, and when.", "2", where="progress"),
    ),
)

TRAINER = Journey(
    "trainer",
    "A trainer, with the results of eight trainees",
    "The files of the group stand in a folder. The results are made up by lot.",
    (
        step("The program opens.", where="home"),
        step("Goes to the part for trainers.", "7", where="classfiles"),
        step("Names the folder.", *"klas", "enter", where="class"),
        step("Opens the first story to talk about. The room sees the story only.", "1", where="classcase"),
        step("The first question to the group.", "enter", where="classcase"),
        step("What the group chose, point by point: least agreed first.", "enter", where="classcase"),
        step("Facts first: what was seen, what was heard, what was filled in?", "enter", where="classcase"),
        step("Only now the key.", "enter", where="classcase"),
        step("Where that comes from.", "f3", where="classcase"),
        step("Back to the group as a whole.", "escape", where="class"),
        step("What the group noticed; each number with what it means.", "4", where="classpage"),
        step("Back.", "escape", where="class"),
    ),
)

JOURNEYS = (PROFESSIONAL, TRAINEE, TRAINER)


def prepare(folder: Path) -> None:
    """A device in a known state: a code, and the files of a class in `klas`."""
    from practice.classes import hand_in

    from assistant.store.results import Results

    with Results(folder) as results:
        results.use("OEFE-NING")
    hand_in(folder / "klas", t.guide())


def page(journey: Journey, seen: list[tuple[Step, str]]) -> str:
    """A journey as a page: what the person does, the keys, and the screen."""
    lines = [
        f"# {journey.title}",
        "",
        "*Made by `scripts/journeys.py`, by keyboard alone, at 80 by 24.*",
        "",
        journey.intro,
    ]
    for number, (each, text) in enumerate(seen, 1):
        keys = " ".join(f"`{key}`" for key in each.keys)
        lines += ["", f"## {number}. {each.said}", "", *([f"Keys: {keys}", ""] if keys else []), "```text", text, "```"]
    return "\n".join(lines) + "\n"


async def made(journey: Journey, folder: Path) -> list[tuple[Step, str]]:
    """Make a journey on a device of its own in `folder`. Raises Stuck."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        prepare(folder)
        app = t.app_for("nl", dialogue=None)
        app.practice.wish = Practise(folder)
        async with app.run_test(size=SIZE) as pilot:
            return await walk(journey, pilot)
    finally:
        os.chdir(here)


def main(target: Path) -> None:
    """Write every journey."""
    target.mkdir(parents=True, exist_ok=True)
    os.environ["ASSISTANT_TODAY"] = t.AS_OF
    for journey in JOURNEYS:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["ASSISTANT_HOME"] = folder
            seen = asyncio.run(made(journey, Path(folder)))
        (target / f"{journey.name}.md").write_text(page(journey, seen), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main((Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "journeys").resolve())
