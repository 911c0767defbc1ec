#!/usr/bin/env python3
"""make soak [SOAK_MINUTES=60] [SOAK_SEED=1]: everything, by lot, again and again, while memory, open files, threads and databases are watched.

    SOAK_MINUTES=5     shorter
    SOAK_N=100000      only so many random rule and fact sets (and as many edits) through the three evaluators, and nothing else

Every round has a seed of its own, made of SOAK_SEED and its number, and is told when something differs: `--only NUMBER` plays it again.
Ends with one line of figures; with 1 when anything differed or grew. Growth is judged from five minutes on; such a run also writes
benchmarks/soak.md, which docs/benchmarks.md shows.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import os
import random
import sys
import tempfile
import textwrap
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from benchmarks import machine  # noqa: E402
from benchmarks.processes import resident  # noqa: E402
from benchmarks.soaking import headless, rounds  # noqa: E402
from benchmarks.soaking.bench import Bench, Different  # noqa: E402
from benchmarks.soaking.screens import Screens  # noqa: E402
from benchmarks.soaking.sets import Sets  # noqa: E402
from benchmarks.soaking.watch import Watch  # noqa: E402

PAGE = ROOT / "benchmarks/soak.md"
PAGE_FROM = 5.0  # minutes; from here on growth is judged and the page is written
RULES_ONLY = """`make soak SOAK_N=100000 SOAK_SEED=1`, only rule and fact sets, on 2026-11-29 on a machine that did other work too:

> 100,000 rule and fact sets and 100,000 edits (12,823 of them changed a conclusion): 0 differences between durable_rules, direct
> interpreter and naive interpreter, and in which alternatives of rules fired. 1,800,000 rules, up to 10 strata, 815,683 conclusions,
> 4,110 with danger; 1144 s, memory 54 MiB (+3 MiB over the last nine tenths).
"""
READINGS = 60
HEAD = """## Soak

`make soak` plays conversations by lot through the app (keyboard, headless, five sizes), through the commands, line by line and as values;
edits answers, changes languages, sizes and packs; practises rounds and opens the database anew after every answer; saves reports; and
presses keys at random on any screen. In every result durable_rules, the direct interpreter and the naive one are compared, and
so are random rule sets. It ends with 1 when anything differs, when a committed answer is not on disk, when a database or kept file is not
sound, or when memory, live objects, open files or threads grow over the second half.
"""


def main() -> int:
    """Run; the exit code says whether all was well."""
    parser = argparse.ArgumentParser(description="Everything by lot, for as long as you like.")
    parser.add_argument("--minutes", type=float, default=float(os.environ.get("SOAK_MINUTES") or 60))
    parser.add_argument("--seed", type=int, default=int(os.environ.get("SOAK_SEED") or 1))
    parser.add_argument(
        "-n", type=int, default=int(os.environ.get("SOAK_N") or 0), help="only so many rule and fact sets"
    )
    parser.add_argument("--only", type=int, help="play only the round with this number")
    options = parser.parse_args()
    if options.n:
        return _sets_only(options.n, options.seed)
    with tempfile.TemporaryDirectory() as folder:
        _away(Path(folder))
        bench, sets, watch = Bench(Path(folder)), Sets(), Watch()
        headless.warmed(bench)
        begun = time.monotonic()
        try:
            number = _rounds(bench, sets, watch, options, begun)
        except Broken as broken:
            print(f"\n{broken}", file=sys.stderr)
            return 1
        os.chdir(ROOT)
    minutes = (time.monotonic() - begun) / 60
    leaks = watch.leaks() if minutes >= PAGE_FROM else []  # a shorter run is still warming up
    line = _line(bench, sets, watch, options.seed, number, minutes)
    print(line)
    for leak in leaks:
        print(f"LEAK: {leak}", file=sys.stderr)
    if leaks:
        print("More of:", *watch.became_more(), sep="\n  ", file=sys.stderr)
        print("Readings:", *watch.readings, sep="\n  ", file=sys.stderr)
    if minutes >= PAGE_FROM:
        _write(line, leaks, options)
    return 1 if leaks else 0


class Broken(Exception):
    """A round in which something differed."""


def _away(folder: Path) -> None:
    """Everything that is written goes here: also what a key pressed at random saves."""
    home = folder / "home"
    home.mkdir()
    os.environ.update(
        ASSISTANT_HOME=str(home), HOME=str(home), XDG_DOCUMENTS_DIR=str(home), ASSISTANT_TODAY="2026-11-24"
    )
    os.chdir(home)


def _rounds(bench: Bench, sets: Sets, watch: Watch, options: argparse.Namespace, begun: float) -> int:
    """Round after round until the time is over; how many there were."""
    screens = Screens()
    activities = (
        (sets.activity, 3),
        (headless.sessions, 4),
        (headless.line_by_line, 3),
        (headless.commands, 1),
        (rounds.practise, 2),
        (screens.conversations, 3),
        (screens.wandering, 2),
        (screens.practising, 2),
    )
    doing = [activity for activity, weight in activities for _ in range(weight)]
    random.Random(7).shuffle(doing)
    end, every, shown = begun + options.minutes * 60, options.minutes * 60 / READINGS, 0.0
    number, next_reading = 0, begun + every
    while time.monotonic() < end or number < len(doing):
        number = options.only if options.only is not None else number + 1
        rng = random.Random(options.seed * 1_000_003 + number)
        activity = doing[number % len(doing)]
        try:
            activity(bench, rng)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            told = str(error) if isinstance(error, Different) else traceback.format_exc()
            raise Broken(
                f"round {number} (seed {options.seed}, {activity.__name__}): {told}\nAgain: scripts/soak.py --seed {options.seed} --only {number}"
            ) from error
        if options.only is not None:
            watch.read(number)
            screens.end()
            return 1
        gc.unfreeze()  # see benchmarks/soaking/watch.py
        gc.enable()
        now = time.monotonic()
        if now >= next_reading:
            screens.rest(bench, rng)
            watch.read(number, bench.counted["apps"])
            next_reading = max(next_reading + every, now)
        if now - shown > 5:
            shown = now
            print(
                f"\r{number:,} rounds, {(now - begun) / 60:.1f} of {options.minutes:g} minutes, {resident():.0f} MiB ",
                end="",
                file=sys.stderr,
                flush=True,
            )
    watch.read(number, bench.counted["apps"])
    screens.end()
    print(file=sys.stderr)
    return number


def _line(bench: Bench, sets: Sets, watch: Watch, seed: int, number: int, minutes: float) -> str:
    counted = bench.counted
    names = (
        "conversations", "apps", "conversations on screen", "answers on screen", "keys at random", "lines typed", "answers edited", "results compared", "reports",
        "commands", "packs opened", "practice rounds", "practice answers", "practice rounds on screen", "database checks", "kept conversations compared",
    )  # fmt: skip
    told = ", ".join(f"{counted[name]:,} {name}" for name in names)
    return f"{number:,} rounds in {minutes:.0f} minutes (seed {seed}): {told}; {sets.told()}; 0 lost answers, 0 faults; {watch.told()}."


def _write(line: str, leaks: list[str], options: argparse.Namespace) -> None:
    """The page with the figures of this run."""
    told = "\n".join(textwrap.wrap(line, 136, initial_indent="> ", subsequent_indent="> ", break_on_hyphens=False))
    ended = "".join(f"\n\n**Leak**: {leak}." for leak in leaks)
    head = (
        f"`make soak SOAK_MINUTES={options.minutes:g} SOAK_SEED={options.seed}` on {datetime.date.today().isoformat()}, commit {machine.commit()}, "
        f"{machine.hardware()}:"
    )
    PAGE.write_text(f"{HEAD}\n{head}\n\n{told}{ended}\n\n{RULES_ONLY}", encoding="utf-8")


def _sets_only(wanted: int, seed: int) -> int:
    """Only the three evaluators, on so many random rule and fact sets and edits."""
    sets, begun, shown, warm = Sets(), time.monotonic(), 0.0, 0.0
    for number in range(wanted):
        try:
            sets.one(seed * 1_000_003 + number, number)
        except Different as difference:
            print(f"\n{difference}", file=sys.stderr)
            return 1
        if number == wanted // 10:
            warm = resident()
        if time.monotonic() - shown > 5:
            shown = time.monotonic()
            print(f"\r{number + 1:,} of {wanted:,}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    if missing := sets.missing():
        print(f"Not one of the rules had: {', '.join(missing)}", file=sys.stderr)
        return 1
    took, memory = time.monotonic() - begun, resident()
    print(f"{sets.told()}; {took:.0f} s, memory {memory:.0f} MiB ({memory - warm:+.0f} MiB over the last nine tenths).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
