"""Whole commands without a screen: how long from start to exit, with the checked pack kept from before and without."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.packs import DAY
from benchmarks.processes import Ran, assistant, run, surroundings
from benchmarks.report import Section, in_turns, ms, ratio, spread

FACTS = f'{{"as_of": "{DAY}", "facts": [{{"event": "dismissal", "when": "recent", "impact": "strong"}}]}}'
ASKED = """
import sys
from assistant.cli.main import main
try:
    main(sys.argv[1:], standalone_mode=False)
except SystemExit:
    pass
print(sum(name.partition(".")[0] == "textual" for name in sys.modules), file=sys.stderr)
"""
CACHED, UNCACHED = 150, 500


def measure(quick: bool) -> list[Section]:
    rounds = 3 if quick else 15
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "kept"
        facts = Path(folder) / "facts.json"
        facts.write_text(FACTS, "utf-8")
        fresh = iter(Path(folder) / f"fresh{number}" for number in range(10_000))
        commands: dict[str, tuple[list[str], tuple[int, ...]]] = {
            "plain": (["plain"], (0,)),
            "infer": (["infer", str(facts), "--format", "json"], (0,)),
            "check": (["check", str(Path(folder) / "no-such-folder")], (1, 2)),
            "find": (["find", "is van school gestuurd"], (0, 1)),
        }
        actions = {
            "python": lambda: run([sys.executable, "-c", "pass"]).wall,
            "import": lambda: run([sys.executable, "-c", "import assistant.cli.main"]).wall,
        }
        for name, (words, codes) in commands.items():
            actions[f"{name}_cached"] = lambda w=words, c=codes: _ran(w, c, kept).wall
            if name != "find":
                actions[f"{name}_uncached"] = lambda w=words, c=codes: _ran(w, c, next(fresh)).wall
        found = in_turns(actions, rounds)
        textual = {
            name: int(run([sys.executable, "-c", ASKED, *words], surroundings(kept)).err.split()[-1])
            for name, (words, _) in commands.items()
            if name != "find"
        }
    section = Section(
        "Commands",
        [
            f"Whole processes from start to exit, in turns, {rounds} rounds, median (quartiles). Uncached: the very first start in a new home."
        ],
        [("", "time", "to Python itself", "part of the budget")],
        figures={name: round(sample.median, 1) for name, sample in found.items()},
    )
    named = {
        "python": "Python itself",
        "import": "`import assistant.cli.main`",
        "plain": "`assistant plain`, to its first question",
        "infer": "`assistant infer FACTS --format json`",
        "check": "`assistant check`, until it looks for the pack",
        "find": "`assistant find WORDS`",
    }
    for name, sample in found.items():
        which, _, how = name.partition("_")
        words = f"{named[which]}{f', {how}' if how else ''}"
        budget = {"cached": CACHED, "uncached": UNCACHED}.get(how) if which != "find" else None
        part = f"{ratio(sample.median, budget)} of {budget} ms" if budget else ""
        section.table.append((words, spread(sample), f"{sample.median / found['python'].median:.1f}", part))
    section.figures["textual_modules"] = sum(textual.values())
    section.notes.append(
        f"Modules of Textual that were imported: {', '.join(f'{name} {n}' for name, n in textual.items())}."
    )
    section.notes.append(
        f"Of every command {ms(found['import'].median - found['python'].median)} is importing the command line itself."
    )
    return [section]


def _ran(words: list[str], codes: tuple[int, ...], home: Path) -> Ran:
    return run(assistant(*words), surroundings(home), codes)
