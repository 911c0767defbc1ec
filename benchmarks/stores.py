"""Folders with very much stored in them: rounds of practice, and kept conversations. And what it costs to use them."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path

from assistant.content.pack import read_pack, shipped
from assistant.dialogue.guide import Guide
from assistant.practice.case_round import Round, round_of
from assistant.present.practice.cases import case_lines
from assistant.store.kept import Shelf
from assistant.store.results import NAME, Record, Results
from benchmarks import packs
from benchmarks.rounds import CODE, played
from benchmarks.sample import least

Costs = list[Callable[[], float]]


@cache
def shipped_guide() -> Guide:
    """The shipped content, made ready once."""
    return Guide(read_pack(shipped()))


def fill_practice(folder: Path, guide: Guide, rounds: int, answers: int | None = None) -> int:
    """A file with so many finished rounds of one person, played by lot; no more of them once there are so many answers."""
    draw = random.Random(20261124)
    templates = [played(guide, case, draw, CODE) for case in guide.pack.cases.values()]
    rows, given = [], []
    for number in range(1, rounds + 1):
        one = templates[number % len(templates)]
        cues = json.dumps(dict(one.cues))
        rows.append((number, f"uid{number}", CODE, one.case, one.version, one.mode, packs.DAY, packs.DAY, "", cues))
        given += [(number, key, value) for key, value in one.kept.items()]
        if answers is not None and len(given) >= answers:
            break
    Results(folder).close()  # makes the tables
    db = sqlite3.connect(folder / NAME)
    with db:
        db.execute("INSERT OR IGNORE INTO settings VALUES ('code', ?)", (CODE,))
        columns = "number, uid, code, case_id, version, mode, started, committed, again_from, cues"
        db.executemany(f"INSERT INTO rounds ({columns}) VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
        db.executemany("INSERT INTO answers (round, key, value) VALUES (?,?,?)", given[:answers])
    db.close()
    return len(rows)


def kept_rounds(folder: Path) -> list[Round]:
    """All rounds of the person, as the shells read them."""
    with Results(folder) as results:
        return [round_of(vars(one)) for one in (*results.finished(CODE), *results.unfinished(CODE))]


def opened_practice(guide: Guide, folder: Path) -> object:
    """What opening practice works out: the list of cases, with all that is known of earlier rounds."""
    return case_lines(guide, kept_rounds(folder), packs.DAY, CODE, "nl")


def practice_points(folder: Path, size: int) -> Costs:
    """The costs of practice with so many finished rounds."""
    guide = shipped_guide()
    fill_practice(folder, guide, size)

    def keep() -> float:
        with Results(folder) as results:
            uid = results.begin(Record("", CODE, "case", "1", "practice", packs.DAY)).uid
            numbers = iter(range(1_000_000))
            return least(lambda: results.answer(uid, f"mark.{next(numbers)}", "yes 80"))

    return [lambda: least(lambda: opened_practice(guide, folder), 3), keep]


def kept_points(folder: Path, size: int) -> Costs:
    """The costs of the shelf with so many kept conversations."""
    shelf = Shelf(folder, packs.DAY)
    session = packs.session(8)
    first = shelf.keep(session, "1.0.0", 30)
    text = (shelf.folder / f"{first.id}.json").read_text("utf-8")
    for number in range(size - 1):
        _copy(shelf, text, first.id, f"{number:08x}")
    kept = [first]

    def save() -> None:
        kept[0] = shelf.save(kept[0], kept[0].session)

    return [
        lambda: least(shelf.shelved, 3),
        lambda: least(lambda: shelf.open(first.id)),
        lambda: least(save),
    ]


def _copy(shelf: Shelf, text: str, old: str, new: str) -> None:
    """The file of a kept conversation under another name, as the shelf itself would have written it."""
    from assistant.store.kept_file import check_of, compact

    if new == old:
        return
    data = json.loads(text)
    data["id"] = new
    data["check"] = check_of(data)
    path = shelf.folder / f"{new}.json"
    path.write_bytes(compact(data) + b"\n")
    path.chmod(0o600)
