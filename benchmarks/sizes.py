"""How much room everything takes: the pack, what is kept of it, a kept conversation, a round of practice."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from assistant.content.files import read_files, shipped
from assistant.content.opened import open_pack
from assistant.store.kept import Shelf
from assistant.store.results import NAME
from benchmarks.cases import sessions
from benchmarks.packs import DAY
from benchmarks.report import Section
from benchmarks.stores import fill_practice, shipped_guide

ROUNDS = 2_000


def measure(quick: bool) -> list[Section]:
    guide = shipped_guide()
    files, _ = read_files(shipped())
    pack = sum(len(data) for _, _, data in files)
    with tempfile.TemporaryDirectory() as folder:
        open_pack(shipped(), Path(folder) / "cache")
        cache = sum(file.stat().st_size for file in (Path(folder) / "cache").rglob("*") if file.is_file())
        shelf = Shelf(Path(folder), DAY)
        kept = [(shelf.folder / f"{shelf.keep(each, '1.0.0', 30).id}.json").stat().st_size for each in sessions(guide)]
        rounds = ROUNDS // 10 if quick else ROUNDS
        fill_practice(Path(folder), guide, rounds)
        room = (Path(folder) / NAME).stat().st_size / rounds
    cues = statistics.mean(len(case.cues) for case in guide.pack.cases.values())
    questions = sum(len(dialogue.questions) for dialogue in guide.pack.dialogues.values())
    figures = {
        "pack_kb": round(pack / 1000),
        "cache_kb": round(cache / 1000),
        "kept_bytes": round(statistics.median(kept)),
        "round_bytes": round(room),
        "cues_per_case": round(cues, 1),
        "rules": len(guide.pack.rules),
        "questions": questions,
        "cases": len(guide.pack.cases),
    }
    table = [
        ("", "size"),
        (
            f"the shipped pack: {len(guide.pack.rules)} rules, {questions} questions, {len(guide.pack.cases)} cases",
            f"{pack / 1e6:.1f} MB of YAML",
        ),
        ("the same, checked, as it is kept to open fast", f"{cache / 1e6:.1f} MB"),
        ("a kept conversation (median of `tests/cases`)", f"{statistics.median(kept) / 1000:.1f} kB"),
        (f"a finished round of practice, in a file with {rounds:,} of them", f"{room / 1000:.1f} kB"),
    ]
    return [Section("Sizes", [], table, figures=figures)]
