"""How much of the code the tests watch: small mistakes are put into copies of the modules, one at a time, and the tests of each must fail.

    python scripts/mutants.py --number 20 --seed 1          20 mutants, each with the quick tests of its room
    python scripts/mutants.py --number 300 --seed 1 --list  what would be changed; no test is run

Mutants are drawn by a seed from the rooms in ROOMS, as often as a room has places. A mutant that lives is shown with its line. Nothing in
this folder is changed: each mutant stands in a copy. Not counted: numbers that somebody tuned by hand (the thresholds of the finder), texts, and
lines that only types or docstrings stand on.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "reasoning": (("reasoning",), ("tests/reasoning",)),
    "conversation": (
        ("dialogue", "content/questions"),
        ("tests/questions", "tests/kept/test_carried.py", "tests/test_options_before.py", "tests/test_cli.py"),
    ),
    "practice": (
        ("practice",),
        (
            "tests/practice/test_scores.py",
            "tests/practice/test_round.py",
            "tests/practice/test_schedule.py",
            "tests/practice/test_gather.py",
            "tests/practice/test_class_and_export.py",
            "tests/practice/test_room.py",
            "tests/practice/test_story.py",
            "tests/practice/test_case_script.py",
        ),
    ),
    "store": (("store",), ("tests/store", "tests/kept/test_kept.py", "tests/old_files")),
    "finder": (("finder",), ("tests/finder",)),
}
"""Of each room its folders under assistant, and the quick tests that must notice."""
SKIPPED = ("finder/learned.py", "store/rooms_pg.py")
"""Weights that are learnt, and what needs a server of its own."""
SECONDS = 240
SWAPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True)
class Mutant:
    """One mistake: in which file, the how-manieth place in it, on which line, and what it does."""

    room: str
    file: str
    place: int
    line: int
    what: str


class Change(ast.NodeTransformer):
    """Finds the places of a file; makes the mistake at one of them, when that is asked for."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted = wanted
        self.places: list[tuple[int, str]] = []

    def _here(self, node: ast.AST, what: str) -> bool:
        self.places.append((getattr(node, "lineno", 0), what))
        return len(self.places) - 1 == self.wanted

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        swap = SWAPS.get(type(node.ops[0]))
        if swap and self._here(node, f"{type(node.ops[0]).__name__} -> {swap.__name__}"):
            node.ops[0] = swap()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        if self._here(node, "and <-> or"):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        swap = SUMS.get(type(node.op))
        texts = any(
            isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and isinstance(part.value, str))
            for part in (node.left, node.right)
        )
        if swap and not texts and self._here(node, f"{type(node.op).__name__} -> {swap.__name__}"):
            node.op = swap()
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Not) and self._here(node, "not left out"):
            return node.operand
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool):
            if self._here(node, f"{node.value} -> {not node.value}"):
                return ast.copy_location(ast.Constant(not node.value), node)
        elif (
            isinstance(node.value, int)
            and abs(node.value) < 100
            and self._here(node, f"{node.value} -> {node.value + 1}")
        ):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        self.generic_visit(node)
        if node.value is not None and not isinstance(node.value, ast.Constant) and self._here(node, "return None"):
            node.value = ast.Constant(None)
        return node

    def visit_Continue(self, node: ast.Continue) -> ast.AST:
        return ast.copy_location(ast.Break(), node) if self._here(node, "continue -> break") else node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node  # what stands after the colon is a type

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = [self.visit(statement) for statement in node.body]
        return node  # neither types nor what decorates it


def tuned(file: str, tree: ast.Module) -> set[int]:
    """Lines with numbers that were tuned by hand: constants at the top of a module of the finder."""
    if not file.startswith("finder/"):
        return set()
    return {
        line
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def mutants() -> Iterator[Mutant]:
    """Every mistake that could be made."""
    for room, (folders, _) in ROOMS.items():
        for folder in folders:
            for path in sorted((ROOT / "assistant" / folder).rglob("*.py")):
                file = path.relative_to(ROOT / "assistant").as_posix()
                if file in SKIPPED:
                    continue
                tree = ast.parse(path.read_text("utf-8"))
                skipped = tuned(file, tree)
                change = Change()
                change.visit(tree)
                for place, (line, what) in enumerate(change.places):
                    if line not in skipped:
                        yield Mutant(room, file, place, line, what)


def drawn(number: int, seed: int, room: str) -> list[Mutant]:
    """Some of them, by lot."""
    every = [mutant for mutant in mutants() if room in ("", mutant.room)]
    return random.Random(seed).sample(every, min(number, len(every)))


def lives(mutant: Mutant, copy: Path) -> bool:
    """Whether no test notices the mistake. The copy is put right again."""
    path = copy / "assistant" / mutant.file
    before = path.read_text("utf-8")
    changed = Change(mutant.place).visit(ast.parse(before))
    path.write_text(ast.unparse(ast.fix_missing_locations(changed)), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *ROOMS[mutant.room][1]]
    environment = {
        **os.environ,
        "PYTHONPATH": str(copy),
        "PYTHONDONTWRITEBYTECODE": "1",
        "ASSISTANT_CACHE": str(copy / "cache"),
    }
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False  # it never ends: somebody notices
    finally:
        path.write_text(before, "utf-8")
    return done.returncode == 0


def copied(folder: Path) -> Path:
    """A copy of what tests need."""
    copy = folder / "copy"
    leave = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "exam")
    shutil.copytree(ROOT, copy, ignore=leave)
    return copy


def main() -> int:
    """Run from the command line; 1 when more than a tenth lives."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--number", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", choices=["", *ROOMS], default="")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    chosen = drawn(options.number, options.seed, options.room)
    if options.list:
        for mutant in chosen:
            print(f"{mutant.room:13} {mutant.file}:{mutant.line}  {mutant.what}")
        return 0
    alive: list[Mutant] = []
    tried: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        for mutant in chosen:
            tried[mutant.room] += 1
            if lives(mutant, copy):
                alive.append(mutant)
                print(f"lives: assistant/{mutant.file}:{mutant.line}  {mutant.what}", flush=True)
    print(f"{len(chosen) - len(alive)} of {len(chosen)} noticed, seed {options.seed}")
    for room, number in sorted(tried.items()):
        print(f"  {room}: {number - sum(mutant.room == room for mutant in alive)} of {number}")
    return int(len(alive) * 10 > len(chosen))


if __name__ == "__main__":
    raise SystemExit(main())
