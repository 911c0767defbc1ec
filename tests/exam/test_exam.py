"""The sentences of the exam are well formed and about what exists."""

from collections import Counter
from pathlib import Path

from assistant.content.pack import read_pack, shipped

SETS = {"plain", "idiomatic", "nothing", "denied", "danger", "coercion", "self", "near_danger"}
ROWS = [line.split("\t") for line in (Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines()[1:]]
PACK = read_pack(shipped())


def test_every_row_is_whole_and_about_something_that_exists() -> None:
    assert {len(row) for row in ROWS} == {6}
    assert {row[0] for row in ROWS} == SETS
    assert max(Counter(row[2].casefold() for row in ROWS).values()) == 1
    for name, language, _, right, level, _whose in ROWS:
        assert language in ("nl", "en")
        refs = right.split() if name not in ("danger", "coercion", "self") else [f"danger:{right}"]
        assert all(PACK.entry(*ref.split(":")) for ref in refs), name
        assert bool(level) == (name in ("danger", "coercion", "self", "near_danger"))
