#!/usr/bin/env python3
"""make soak [SOAK_N=100000] [SOAK_SEED=1]

Compares the three evaluators (durable_rules, the direct interpreter, the naive oracle of the tests) on SOAK_N random rule and fact sets
and on as many random edits. Stops at the first difference and names its seed. Ends with one line of figures.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from generate import ALL_CONSTRUCTS, Shape, constructs, make_edit, make_pack, make_situation  # noqa: E402
from reasoning.agree import disagreement  # noqa: E402

from assistant.reasoning.reasoner import Reasoner  # noqa: E402

SHAPES = (
    Shape(),
    Shape(),
    Shape(rules=10, layers=2),
    Shape(rules=30, layers=5, depth=3),
    Shape(per_kind=2, rules=14, layers=6),
)


def memory() -> float:
    """The most memory this process ever had, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> int:
    """Run until done or until the first difference; the exit code says which."""
    parser = argparse.ArgumentParser(description="Compare the three evaluators on random rules, facts and edits.")
    parser.add_argument("-n", type=int, default=int(os.environ.get("SOAK_N", "100000")), help="rule and fact sets")
    parser.add_argument("--seed", type=int, default=int(os.environ.get("SOAK_SEED", "1")), help="where to begin")
    options = parser.parse_args()
    found: Counter[str] = Counter()
    covered: Counter[str] = Counter()
    begun = shown = time.monotonic()
    warm = 0.0
    for number in range(options.n):
        seed = options.seed * 1_000_003 + number
        rng = random.Random(seed)
        pack = make_pack(rng, SHAPES[number % len(SHAPES)])
        covered += constructs(pack)
        reasoner = Reasoner(pack)
        situation = make_situation(rng, pack)
        difference = disagreement(reasoner, situation)
        edit = make_edit(rng, reasoner.program, pack, situation)
        if edit is not None and not difference:
            found["edits"] += 1
            before = reasoner.refs(situation)
            situation = edit.apply(situation)
            difference = disagreement(reasoner, situation)
            after = reasoner.refs(situation)
            found["edits that changed a conclusion"] += before != after
            found["conclusions"] += len(before) + len(after)
        reasoner.engine.close()
        found["rules"] += len(pack.rules)
        found["strata"] = max(found["strata"], len(reasoner.program.strata) + 1)
        found["with danger"] += situation.in_danger
        if difference:
            print(f"\nseed {seed}: {difference}", file=sys.stderr)
            return 1
        if number == options.n // 10:
            warm = memory()
        if time.monotonic() - shown > 2:
            shown = time.monotonic()
            done = number + 1
            print(
                f"\r{done:,} of {options.n:,}, {done / (shown - begun):.0f} a second",
                end="",
                file=sys.stderr,
                flush=True,
            )
    print(file=sys.stderr)
    missing = [name for name in ALL_CONSTRUCTS if not covered[name]]
    if missing:
        print(f"Not one of the rules had: {', '.join(missing)}", file=sys.stderr)
        return 1
    print(
        f"{options.n:,} rule and fact sets and {found['edits']:,} edits ({found['edits that changed a conclusion']:,} of them changed a "
        f"conclusion): 0 differences between durable_rules, direct interpreter and oracle. {found['rules']:,} rules, up to "
        f"{found['strata']} strata, {found['conclusions']:,} conclusions, {found['with danger']:,} with danger; "
        f"{time.monotonic() - begun:.0f} s, memory at most {memory():.0f} MiB ({memory() - warm:+.0f} MiB over the last nine tenths)."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
