"""A compiled program, kept beside the checked pack it was made from: reading it takes a fraction of compiling.

Keyed by what the pack says and by the compiler itself, so never out of date; trusted no more than a kept pack (`content.cache_files`).
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from assistant import __version__
from assistant.content import cache_files
from assistant.content.model import Quals, Rule
from assistant.reasoning.program import Clause, Closure, Program

COMPILER = ("compile.py", "strata.py", "program.py", "kept_program.py", "../content/model/conditions.py")


def store(folder: Path, digest: str, program: Program) -> None:
    """Keep a program for the pack with this digest. Does nothing when that is not possible."""
    cache_files.write(folder, _name(digest), json.dumps(_plain(program), separators=(",", ":")).encode())


def fetch(folder: Path, digest: str, rules: tuple[Rule, ...]) -> Program | None:
    """The program kept for the pack with this digest and these rules; None when there is none that can be trusted."""
    body = cache_files.read(folder, _name(digest))
    try:
        return _program(json.loads(body), rules) if body is not None else None
    except (ValueError, TypeError, LookupError):
        return None


@cache
def _compiler() -> str:
    """A fingerprint of the compiler: a program made by another one is never read."""
    whole = hashlib.sha256(f"{cache_files.MAGIC} {__version__}".encode())
    for name in COMPILER:
        whole.update((Path(__file__).parent / name).read_bytes())
    return whole.hexdigest()[:16]


def _name(digest: str) -> str:
    return f"program-{digest}-{_compiler()}.json"


def _plain(program: Program) -> dict[str, Any]:
    return {
        "atoms": program.atoms,
        "clauses": [[clause.head, clause.rule, *clause.body] for clause in program.clauses],
        "strata": [[[c.atom, c.at_least, c.count, *c.of] for c in stratum] for stratum in program.strata],
        "queries": program.queries,
        "observed": program.observed,
        "stated": program.stated,
        "numbers": program.numbers,
        "bodies": program.bodies,
    }


def _program(data: dict[str, Any], rules: tuple[Rule, ...]) -> Program:
    return Program.whole(
        rules=rules,
        atoms=tuple(data["atoms"]),
        clauses=tuple(Clause(head, tuple(body), rule) for head, rule, *body in data["clauses"]),
        strata=tuple(
            tuple(Closure(atom, tuple(of), at_least, count) for atom, at_least, count, *of in stratum)
            for stratum in data["strata"]
        ),
        queries=tuple(data["queries"]),
        observed={
            ref: tuple((atom, _quals(quals)) for atom, quals in found) for ref, found in data["observed"].items()
        },
        stated={ref: tuple((atom, state) for atom, state in found) for ref, found in data["stated"].items()},
        numbers={ref: tuple((a, sign, bound) for a, sign, bound in found) for ref, found in data["numbers"].items()},
        bodies=tuple([tuple([tuple(body) for body in bodies]) for bodies in data["bodies"]]),
    )


def _quals(pairs: list[list[str]]) -> Quals:
    return tuple((name, value) for name, value in pairs)
