"""Kill a kept conversation at random moments and look at what is on disk.

Each run holds `assistant plain` in a process of its own, keeps the conversation, answers, and kills that process (SIGKILL) at a random
moment: while it starts to write, between two answers, during an answer. Then it is checked that

- the file is sound and nothing was set aside;
- every answer after which a next question was written is in it, as it was given;
- at most one answer is newer: the one on its way when the process was killed;
- the conversation can be taken up again and kept in the same file.

    python scripts/kill_harness.py [--app] [--runs 400] [--seed 1] [--seconds 0] [--write]

`--app` kills the app with its screens, in a pseudo-terminal: what counts there is what had been drawn. `--seconds` stops after that
time; `--write` puts the figures in docs/reliability.md.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "scripts")]

from assistant.content.files import shipped  # noqa: E402
from assistant.content.pack import read_pack  # noqa: E402
from assistant.dialogue.guide import Guide  # noqa: E402
from assistant.plain.lines import Line  # noqa: E402
from assistant.plain.talk import PlainTalk  # noqa: E402
from assistant.present.keeping import keep_on, resume  # noqa: E402
from assistant.store.kept import FOLDER, Shelf  # noqa: E402

if TYPE_CHECKING:
    from app_pty import AppProcess

DAY = "2026-11-24"
# What is typed, one line per prompt; the story is changed and changed back so that answers are also overwritten.
LINES = ("2", "6", "2", "3", "", "4", "0", "1 1 1", "1 4", "1", "1", "3", "3 4 6", "2", "2", "1")
AGAIN = ("wijzig 6", "4 5", "1 1 1", "wijzig 12", "1 3", "wijzig 3", "3", "wijzig 6", "4")
PASSPHRASE = "een lange zin"


@dataclass
class Tally:
    """What the runs amounted to."""

    runs: int = 0
    answers: int = 0
    moments: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def sound(self) -> bool:
        """Whether nothing was lost."""
        return not self.failures


def hold(guide: Guide, home: Path, typed: int, written: int) -> None:
    """The child: a plain conversation whose lines come from one pipe and go into another."""
    source = os.fdopen(typed, "r", encoding="utf-8")

    def read(prompt: str) -> str | None:
        # What is on disk at this moment must hold every answer: the parent learns of it through the same pipe.
        given = {key: repr(replace(answer, text="")) for key, answer in talk.talk.session.answers.items()}
        os.write(written, f"\x02{json.dumps(given)}\x03".encode())
        line = source.readline()
        return line.rstrip("\n") if line else None

    def write(text: str) -> None:
        os.write(written, text.encode())

    talk = PlainTalk(guide, "self_check", DAY, Line(read, write), "nl", Shelf(home, DAY), lambda _: PASSPHRASE)
    talk.run()


def run_once(guide: Guide, chance: random.Random, tally: Tally) -> None:
    """One conversation, one kill, one look."""
    home = Path(tempfile.mkdtemp(prefix="assistant-kill-"))
    locked = chance.random() < 0.1
    lines = ["bewaar 7 wachtwoord" if locked else "bewaar 7", *LINES, *AGAIN]
    moment = chance.choice(["between", "during", "during", "late"])
    at = chance.randrange(1, len(lines) - 1)
    typed_out, typed_in = os.pipe()
    said_out, said_in = os.pipe()
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            os.close(typed_in)
            os.close(said_out)
            hold(guide, home, typed_out, said_in)
        os._exit(0)
    os.close(typed_out)
    os.close(said_in)
    try:
        known = _drive(child, lines, at, moment, chance, typed_in, said_out)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(typed_in)
        os.close(said_out)
    tally.runs += 1
    tally.moments[f"{moment}{' locked' if locked else ''}"] += 1
    tally.answers += len(known)
    tally.failures += _look(guide, home, known, at, PASSPHRASE if locked else "")
    shutil.rmtree(home)


def _drive(
    child: int, lines: Sequence[str], at: int, moment: str, chance: random.Random, typed: int, said: int
) -> dict[str, str]:
    """Type up to line `at`, then kill. Gives the answers that were given when the child last waited for a line."""
    heard = b""
    prompts = 0
    while True:
        while heard.count(b"\x03") <= prompts:
            if not select.select([said], [], [], 30)[0]:
                raise RuntimeError("no prompt came")
            piece = os.read(said, 65536)
            if not piece:
                raise RuntimeError(f"the conversation stopped: {heard[-400:].decode(errors='replace')}")
            heard += piece
        prompts += 1
        if prompts > at:
            break
        os.write(typed, f"{lines[prompts - 1]}\n".encode())
    if moment != "between":
        os.write(typed, f"{lines[prompts - 1]}\n".encode())
        # an answer takes a few milliseconds: reading, replay, writing, renaming, drawing
        time.sleep(chance.random() * (0.004 if moment == "during" else 0.03))
    os.kill(child, signal.SIGKILL)
    # what it still said before it was killed counts: after a next question the answer must be there
    while select.select([said], [], [], 5)[0]:
        piece = os.read(said, 65536)
        if not piece:
            break
        heard += piece
    whole = [part.partition(b"\x03")[0] for part in heard.split(b"\x02")[1:] if b"\x03" in part]
    known: dict[str, str] = json.loads(whole[-1])
    return known


STORY = {
    "danger_now": ("no",),
    "urgent_today": ("none_of_these",),
    "role": ("teacher_mbo",),
    "events": ("dismissal", "left_school"),
    "about_event@dismissal": ("when=recent", "impact=strong", "origin=seen"),
    "changes": ("withdraws", "us_them"),
}


def run_app_once(guide: Guide, chance: random.Random, tally: Tally) -> None:
    """One conversation in the app, one kill, one look."""
    from app_pty import BACK, ENTER, KEEP, AppProcess

    home = Path(tempfile.mkdtemp(prefix="assistant-kill-"))
    locked = chance.random() < 0.1
    moment = chance.choice(["between", "during", "during", "late"])
    app = AppProcess(guide, home, DAY)
    try:
        app.wait_for(lambda seen: seen["question"] == "danger_now")
        steps = ("lock", "first", "second") if locked else ("lock",)
        keys = ("2", "2", PASSPHRASE + ENTER, PASSPHRASE + ENTER) if locked else ("2", "1")
        for press, step in zip((KEEP, *keys), ("days", *steps, ""), strict=True):
            app.press_until(press, lambda seen, step=step: seen["step"] == step)
        app.wait_for(lambda seen: seen["kept"])
        for _ in range(chance.randrange(1, 16)):
            back = chance.random() < 0.15 and len(app.seen["answers"]) > 2
            _app_step(app, BACK if back else _keys_for(app.seen, chance))
        if moment != "between":
            # an answer takes some tens of milliseconds: reading, replay, writing, renaming, drawing
            app.press(_keys_for(app.seen, chance))
            app.listen(chance.random() * (0.05 if moment == "during" else 0.2))
    finally:
        app.kill()
    known = app.seen["answers"]
    tally.runs += 1
    tally.moments[f"{moment}{' locked' if locked else ''}"] += 1
    tally.answers += len(known)
    tally.failures += _look(guide, home, known, len(known), PASSPHRASE if locked else "")
    shutil.rmtree(home)


def _app_step(app: AppProcess, keys: str) -> None:
    """Press keys and wait until the screen shows something else."""
    before = json.dumps(app.seen)
    app.press(keys)
    with contextlib.suppress(RuntimeError):  # at the end there is nothing more to draw
        app.wait_for(lambda seen: json.dumps(seen) != before, 1.5 if app.seen["kind"] != "end" else 0.2)


def _keys_for(seen: dict[str, Any], chance: random.Random) -> str:
    """Keys that answer the question on screen."""
    kind, choices, rows = seen["kind"], seen["choices"], seen["rows"]
    wanted = STORY.get(seen["question"], ())
    if kind in ("words", "read", "end"):
        return "\r"
    if kind == "rows":
        groups = dict.fromkeys(row.partition("=")[0] for row in rows)
        told = {f"{w.partition('=')[0]}@{seen['question'].partition('@')[2]}={w.partition('=')[2]}" for w in wanted}
        picked = [next((w for w in told if w.startswith(f"{g}=")), "") or f"{g}=unknown" for g in groups]
        return "".join(rows[each] for each in picked) + "\r"
    if kind == "line":
        return "6\r"
    if seen["revisiting"] and kind != "many":
        return str(choices[chance.choice([w for w in wanted if w in choices] or list(choices))])
    keys = "".join(choices[each] for each in wanted if each in choices) or choices.get("unknown", "1")
    return keys + ("\r" if kind == "many" else "")


def _look(guide: Guide, home: Path, known: dict[str, str], at: int, passphrase: str) -> list[str]:
    """What is wrong with what is on disk; nothing when all is well."""
    shelf = Shelf(home, DAY)
    view = shelf.shelved()
    wrong = [f"set aside: {path}" for path in view.set_aside]
    if len(view.lines) != 1:
        return [*wrong, f"{len(view.lines)} files after line {at}"]
    if list((home / FOLDER).glob("*.part")):
        wrong.append("a half-written file was not swept")
    found = resume(guide, shelf, view.lines[0].id, "nl", passphrase)
    there = {key: repr(answer) for key, answer in found.session.answers.items()}
    lost = sorted(set(known) - set(there))
    # one answer may be newer on disk than the last question that was written: the one on its way
    newer = [key for key, answer in there.items() if known.get(key) != answer]
    if lost:
        wrong.append(f"lost after line {at}: {lost}")
    if len(newer) > 1:
        wrong.append(f"lost or never given after line {at}: {newer}")
    if keep_on(shelf, found.kept, found.session, "nl")[0].split_from:
        wrong.append("could not go on in the same file")
    return wrong


def harness(guide: Guide, runs: int, seed: int, seconds: float = 0, *, app: bool = False) -> Tally:
    """Kill `runs` conversations, or as many as fit in `seconds`; line by line, or with `app` the app itself."""
    chance, tally, began = random.Random(seed), Tally(), time.monotonic()
    for _ in range(runs):
        (run_app_once if app else run_once)(guide, chance, tally)
        if seconds and time.monotonic() - began > seconds:
            break
    tally.seconds = time.monotonic() - began
    return tally


def report(tally: Tally, seed: int) -> str:
    """The figures as Markdown."""
    rows = "\n".join(f"| {name} | {number} |" for name, number in sorted(tally.moments.items()))
    return f"""| figure | value |
|---|---|
| processes killed | {tally.runs} |
| answers that had to be there | {tally.answers} |
| answers lost | {sum("lost" in each for each in tally.failures)} |
| damaged files | {sum("set aside" in each for each in tally.failures)} |
| other failures | {sum("lost" not in e and "set aside" not in e for e in tally.failures)} |
| seed | {seed} |
| Python, system | {platform.python_version()}, {platform.system()} |

| killed | times |
|---|---|
{rows}"""


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--app", action="store_true")
    parser.add_argument("--runs", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    tally = harness(Guide(read_pack(shipped())), options.runs, options.seed, options.seconds, app=options.app)
    sys.stdout.write(
        f"{tally.runs} killed in {tally.seconds:.0f} s, {tally.answers} answers, {len(tally.failures)} failures\n"
    )
    for failure in tally.failures[:20]:
        sys.stdout.write(f"  {failure}\n")
    if options.write:
        from figures import put

        put("killed app" if options.app else "killed line by line", report(tally, options.seed))
    return 0 if tally.sound else 1


if __name__ == "__main__":
    raise SystemExit(main())
