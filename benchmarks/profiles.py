"""Where the time of something goes: made only for a budget that is not met."""

from __future__ import annotations

import asyncio
import cProfile
import io
import pstats
import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import packs
from benchmarks.processes import assistant, run, surroundings
from benchmarks.report import ROOT

LINES = 14
_IMPORT = re.compile(r"import time: +(\d+) \| +(\d+) \| ( *)(\S+)")


def profiles(ids: Iterable[str]) -> dict[str, str]:
    """The profile of each of these budgets that has one."""
    found = {}
    for name in ids:
        maker = next((maker for start, maker in MAKERS.items() if name.startswith(start)), None)
        if maker is not None:
            print(f"== profile of {name}", file=sys.stderr)
            found[name] = maker()
    return found


def hottest(action: Callable[[], object]) -> str:
    """The functions in which an action itself spends most."""
    profiler = cProfile.Profile()
    profiler.runcall(action)
    out = io.StringIO()
    pstats.Stats(profiler, stream=out).sort_stats("tottime").print_stats(LINES)
    lines = [line for line in out.getvalue().splitlines() if line.strip()]
    shown = [line for line in lines if "function calls" in line or re.match(r" +\d+(/\d+)? +\d", line)]
    return "\n".join(_without_paths(line) for line in shown)


def _without_paths(line: str) -> str:
    """A line of a profile with the file from its package on."""
    return re.sub(r"(?:\S*/)?((?:[\w.]+/){0,2}[\w.]+\.py:\d+)", r"\1", line)


def imports(words: list[str], times: int = 2) -> str:
    """The imports that cost a command most, with all they import themselves; at its second start, when the pack was kept by the first."""
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(times):
            ran = run(
                [sys.executable, "-X", "importtime", *assistant(*words)[1:]], surroundings(Path(folder)), (0, 1, 2)
            )
    found = [(int(whole), int(own), name) for own, whole, _, name in _IMPORT.findall(ran.err)]
    most = sorted(found, reverse=True)[:LINES]
    return "\n".join(
        [
            f"{ran.wall:.0f} ms in all; imports, in ms with what they import: ",
            *(f"{w / 1000:8.1f}  {n}" for w, _, n in most),
        ]
    )


def _facts() -> list[str]:
    from benchmarks.commands import FACTS

    file = Path(tempfile.gettempdir()) / "benchmark-facts.json"
    file.write_text(FACTS, "utf-8")
    return ["infer", str(file), "--format", "json"]


def _checked() -> str:
    from assistant.authoring.checking import check_pack

    with tempfile.TemporaryDirectory() as folder:
        packs.write_pack(Path(folder), 500, 1_000)
        return hottest(lambda: check_pack(Path(folder), packs.DAY))


def _opened(against: str) -> str:
    from assistant.content.pack import read_pack

    with tempfile.TemporaryDirectory() as folder:
        packs.write_pack(Path(folder), *((1_000, 50) if against == "questions" else (50, 1_000)))
        return hottest(lambda: read_pack(Path(folder)))


def _answered() -> str:
    from benchmarks.answering import Clock, walk

    sys.path.insert(0, str(ROOT / "tests"))
    asyncio.run(walk(Clock(), (80, 24)))
    return hottest(lambda: asyncio.run(walk(Clock(), (80, 24))))


def _evaluated() -> str:
    from benchmarks.cases import sessions
    from benchmarks.stores import shipped_guide

    guide = shipped_guide()
    situations = [guide.position(each).situation.for_reasoning() for each in sessions(guide)]
    return hottest(lambda: [guide.reasoner.engine.evaluate(each) for each in situations * 10])


def _explored() -> str:
    from benchmarks.explore import speed
    from benchmarks.stores import shipped_guide

    return hottest(lambda: speed(shipped_guide(), 1_000))


def _resumed() -> str:
    from benchmarks.resume import drawn_again, guide_for, shelf_with

    with tempfile.TemporaryDirectory() as folder:
        guide = guide_for(Path(folder) / "pack", 210)
        shelf, names = shelf_with(Path(folder) / "home", (200,))
        return hottest(lambda: asyncio.run(drawn_again(guide, shelf, names[200])))


def _previewed() -> str:
    from assistant.authoring.preview import Preview
    from benchmarks.authors import shipped_copy

    with tempfile.TemporaryDirectory() as folder:
        preview = Preview(shipped_copy(Path(folder) / "pack"), "self_check", packs.DAY)
        preview.reload()
        file = Path(folder) / "pack/dialogues/self_check.yaml"
        file.write_bytes(file.read_bytes() + b"# saved\n")
        return hottest(lambda: preview.reload(check=False))


MAKERS: dict[str, Callable[[], str]] = {
    "first_question": lambda: imports(["run", "self_check"]),
    "plain_uncached": lambda: imports(["plain"], 1),
    "plain": lambda: imports(["plain"]),
    "infer_uncached": lambda: imports(_facts(), 1),
    "infer": lambda: imports(_facts()),
    "check_large": _checked,
    "check": lambda: imports(["check", "no-such-folder"]),
    "opening_questions": lambda: _opened("questions"),
    "opening_rules": lambda: _opened("rules"),
    "answer_": _answered,
    "evaluation": _evaluated,
    "explore": _explored,
    "resume": _resumed,
    "preview": _previewed,
}
