"""The exam: own words and danger in them, and whole situations, by hands that saw neither lexicon nor rules. Prints totals, never a sentence.

python scripts/exam.py [words|world] [--keep]      # both without a word; --keep adds a line each to tests/exam/runs.tsv
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import world
from world_files import situations

from assistant.content.model import Language, Pack
from assistant.content.pack import read_pack, shipped
from assistant.danger import Notice, notices
from assistant.dialogue.guide import Guide
from assistant.finder.finder import proposals
from assistant.present.own_words import meant_by

EXAM = Path(__file__).parents[1] / "tests" / "exam"
RUNS = EXAM / "runs.tsv"
MEANT = ("plain", "idiomatic")
DANGER = ("danger", "coercion", "self")


@dataclass(frozen=True)
class Row:
    """One sentence with its right answer; see tests/exam/README.md for what `right` means in each set."""

    set: str
    language: Language
    sentence: str
    right: frozenset[str]
    level: str
    whose: str


def rows(path: Path = EXAM / "sentences.tsv") -> Iterator[Row]:
    """The sentences of the exam, in the order of the file."""
    for line in path.read_text("utf-8").splitlines()[1:]:
        name, spoken, sentence, right, level, whose = line.split("\t")
        language: Language = "nl" if spoken == "nl" else "en"
        yield Row(name, language, sentence, frozenset(right.split()), level, whose)


def measured(pack: Pack, exam: list[Row]) -> dict[str, Counter[str]]:
    """Counts per set and language (`plain nl`); of danger per set and level."""
    found: dict[str, Counter[str]] = {}
    for row in exam:
        told = notices(pack, row.sentence, row.language)
        if row.set in DANGER or row.set == "near_danger":
            count = found.setdefault(f"{row.set} {row.level} {row.language}", Counter())
            count.update(_danger(row, told))
        else:
            count = found.setdefault(f"{row.set} {row.language}", Counter())
            count.update(_meant(pack, row, told))
    return found


def _danger(row: Row, told: tuple[Notice, ...]) -> Iterator[str]:
    yield "n"
    levels = {notice.kind: notice.level for notice in told}
    if row.set == "near_danger":
        yield "full page" if "clear" in levels.values() else "quiet line" if levels else "nothing"
        return
    kind = next(iter(row.right))
    yield "kind right" if kind in levels else "other kind" if levels else "missed"
    if levels.get(kind) == row.level:
        yield "level right"
    if "clear" in levels.values():
        yield "full page"


def _meant(pack: Pack, row: Row, told: tuple[Notice, ...]) -> Iterator[str]:
    yield "n"
    dangers = [f"danger:{notice.kind}" for notice in told]
    refs = [*dangers, *(f"{p.kind}:{p.id}" for p in proposals(pack, row.sentence, row.language))]
    inside = [
        meant.ref for meant in meant_by(pack, pack.dialogues["self_check"], "noticed", row.sentence, row.language)
    ]
    if row.set == "denied":
        if row.right & set(refs):
            yield "wrong"
        return
    if row.set == "nothing":
        yield "silent" if not refs else "false"
        return
    if refs[:1] and refs[0] in row.right:
        yield "recall@1"
    if row.right & set(refs[:5]):
        yield "recall@5"
    if row.right & set(inside[:5]) or any(_told_by(pack, ref, row.right) for ref in inside[:5]):
        yield "inside@5"
    yield from ("false" for ref in refs[:5] if ref not in row.right)


def _told_by(pack: Pack, ref: str, right: frozenset[str]) -> bool:
    return ref in right and pack.entry(*ref.split(":")) is not None


def main() -> int:
    """Print a line per set, beside the last run."""
    pack = read_pack(shipped())
    lines: dict[str, str] = {}
    if "world" not in sys.argv:
        lines |= {name: told_in(count) for name, count in sorted(measured(pack, list(rows())).items())}
    if "words" not in sys.argv:
        lines |= world.measured(Guide(pack), situations(pack))
    kept = RUNS.read_text("utf-8").splitlines()[1:] if RUNS.exists() else []
    last = dict(line.split("\t", 2)[1:] for line in kept)
    for name, figures in lines.items():
        print(f"{name:28} {figures}" + (f"   (last: {last[name]})" if name in last else ""))
    if "--keep" in sys.argv:
        run = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
        commit = run.stdout.strip() or "-"
        head = ["commit\tset\tfigures"] if not RUNS.exists() else []
        with RUNS.open("a", encoding="utf-8") as out:
            out.write("\n".join([*head, *(f"{commit}\t{name}\t{figures}" for name, figures in lines.items())]) + "\n")
    return 0


def told_in(count: Counter[str]) -> str:
    """The figures of one set in words."""
    return f"n {count['n']}: " + ", ".join(f"{key} {number}" for key, number in sorted(count.items()) if key != "n")


if __name__ == "__main__":
    raise SystemExit(main())
