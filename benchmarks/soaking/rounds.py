"""Practice by lot, kept in the database: closed and opened at any moment, and every answer that was given is there."""

from __future__ import annotations

import random
import sqlite3

from assistant.practice.case_round import answer_in, answered, begin, commit, keys_of, open_key, round_of
from assistant.practice.case_script import MODES
from assistant.practice.debrief import debrief
from assistant.present.practice.cases import case_lines
from assistant.present.practice.progress import progress_view
from assistant.store.results import NAME, Record, Results
from benchmarks.packs import DAY
from benchmarks.rounds import value_for
from benchmarks.soaking.bench import LANGUAGES, Bench, must


def practise(bench: Bench, rng: random.Random) -> None:
    """A few rounds of one person; now and then one is broken off and taken up again by a new process's worth of objects."""
    guide = bench.guides["shipped"]
    folder, code = bench.home / "practice", f"P{rng.randrange(10**9)}"
    wanted: dict[str, dict[str, str]] = {}
    committed: set[str] = set()
    for _ in range(rng.randrange(1, 4)):
        case = rng.choice(list(guide.pack.cases.values()))
        one = begin(case, rng.choice(MODES), DAY, code=code)
        with Results(folder) as results:
            uid = results.begin(Record("", code, one.case, one.version, one.mode, one.started, cues=one.cues)).uid
        wanted[uid] = {}
        for _ in keys_of(guide.pack, one):
            key = open_key(guide.pack, one)
            if not key or rng.random() < 0.01:
                break
            one = answered(guide.pack, one, key, answer_in(key, value_for(guide, case, key, rng)))
            with Results(folder) as results:  # closed after every answer, as after a crash
                results.answer(uid, key, one.kept[key])
            wanted[uid][key] = one.kept[key]
            bench.counted["practice answers"] += 1
        if not open_key(guide.pack, one):
            with Results(folder) as results:
                results.commit(uid, DAY)
            committed.add(uid)
            debrief(guide.reasoner, case, commit(guide.pack, one, DAY))
            bench.counted["practice rounds"] += 1
    _compare(bench, code, wanted, committed, rng)


def _compare(
    bench: Bench, code: str, wanted: dict[str, dict[str, str]], committed: set[str], rng: random.Random
) -> None:
    """The file is sound, and everything that was answered is in it."""
    folder = bench.home / "practice"
    with Results(folder) as results:
        must(not results.set_aside, f"the file was set aside: {results.set_aside}")
        found = {one.uid: one for one in (*results.finished(code), *results.unfinished(code))}
        must(
            {uid: dict(one.answers) for uid, one in found.items()} == wanted, f"{code}: kept {found}, answered {wanted}"
        )
        must({uid for uid, one in found.items() if one.committed} == committed, f"{code}: another round is finished")
        rounds = [round_of(vars(one)) for one in found.values()]
    guide, language = bench.guides["shipped"], rng.choice(LANGUAGES)
    case_lines(guide, rounds, DAY, code, language)
    progress_view(guide, rounds, DAY, code, language)
    db = sqlite3.connect(folder / NAME)
    told = db.execute("PRAGMA integrity_check").fetchone()[0]
    db.close()
    must(told == "ok", f"integrity_check: {told}")
    bench.counted["database checks"] += 1
    if rng.random() < 0.7:
        with Results(folder) as results:
            must(results.forget(code) == len(wanted), "not every round was forgotten")
