"""Danger in typed words: the first sentence, every next one, a long text, and the memory it takes, in a fresh Python.

As a script, `python benchmarks/danger.py --inside` is what is measured; it prints its figures as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST_MS, NEXT_MS, GROWTH, MEMORY_MIB = 60, 5, 1.1, 15
FORTY = (
    "ik ging vanmorgen met de klas naar buiten en toen zag ik dat hij weer alleen stond bij het hek terwijl de anderen aan het "
    "voetballen waren en dat doet hij al weken zo zei een collega vandaag en nu"
)
"""Forty words of a professional's day, with words in it that may belong to danger."""
SIZES = (2_500, 5_000, 10_000, 20_000, 40_000)


def measure(quick: bool) -> list[object]:
    from benchmarks.fit import power_law
    from benchmarks.processes import run, surroundings
    from benchmarks.report import Sample, Section, mib, ms, ratio, spread

    rounds = 3 if quick else 9
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(Path(__file__)), "--inside"]
        run(command, surroundings(Path(folder)))  # it keeps the checked pack
        found = [json.loads(run(command, surroundings(Path(folder))).out) for _ in range(rounds)]
    first, following = (Sample.of(one[name] for one in found) for name in ("first", "next"))
    memory = min(one["memory"] for one in found)
    lengths = [(size, min(one["sizes"][str(size)] for one in found)) for size in SIZES]
    fit = power_law(lengths)
    growth = fit.exponent if fit else 0.0
    section = Section(
        "Danger in typed words",
        [f"The shipped words, the checked pack cached, a fresh Python each time, {rounds} rounds: median (quartiles)."],
        [
            ("", "figure", "to the budget"),
            ("first sentence, the words made ready for it", spread(first), ratio(first.median, FIRST_MS)),
            ("every next one, of forty words", spread(following), ratio(following.median, NEXT_MS)),
            (
                f"growth from {SIZES[0]:,} to {SIZES[-1]:,} signs (exponent; 1 is linear)",
                f"{growth:.2f}",
                ratio(growth, GROWTH),
            ),
            (f"{SIZES[-1]:,} signs", ms(lengths[-1][1]), ""),
            ("memory it adds to the open pack, least", mib(memory), ratio(memory, MEMORY_MIB)),
        ],
        figures={
            "first": round(first.median, 2),
            "next": round(following.median, 3),
            "growth": round(growth, 3),
            "memory": round(memory, 2),
            "long": round(lengths[-1][1], 1),
        },
    )
    return [section]


def _inside() -> None:
    from assistant import settings
    from assistant.content.files import shipped
    from assistant.content.opened import open_pack

    pack = open_pack(shipped(), settings.cache())
    before = _resident()
    begun = time.perf_counter()
    from assistant.danger import notices

    notices(pack, "Hij zegt dat hij morgen een mes meeneemt.", "nl")
    first = time.perf_counter() - begun
    for number in range(30):  # as after some typing: the words of the sentence have been met
        begun = time.perf_counter()
        notices(pack, f"{FORTY} {number}", "nl")
        following = time.perf_counter() - begun
    memory = _resident() - before
    sizes = {}
    for size in SIZES:
        text = (f"{FORTY}. " * (size // len(FORTY) + 1))[:size]
        begun = time.perf_counter()
        notices(pack, text, "nl")
        sizes[size] = (time.perf_counter() - begun) * 1000
    print(json.dumps({"first": first * 1000, "next": following * 1000, "memory": memory, "sizes": sizes}))


def _resident() -> float:
    """The most memory this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    _inside()
