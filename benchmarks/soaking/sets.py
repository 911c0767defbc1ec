"""Random rules and facts through all three evaluators: durable_rules, the direct interpreter, the naive one."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.reasoning.reasoner import Reasoner
from benchmarks.soaking.bench import Bench, Different

if TYPE_CHECKING:
    from generate import Shape

PER_ROUND = 15


@dataclass
class Sets:
    """Compares set after set; counts what it saw."""

    found: Counter[str] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
    shapes: list[Shape] = field(default_factory=list)

    def __post_init__(self) -> None:
        from generate import Shape

        large = (
            Shape(rules=10, layers=2),
            Shape(rules=30, layers=5, depth=3),
            Shape(per_kind=2, rules=14, layers=6),
        )
        self.shapes = [Shape(), Shape(), *large]

    def one(self, seed: int, number: int) -> None:
        """One rule and fact set, and one edit of it. Raises Different with the first difference."""
        from generate import constructs, make_edit, make_pack, make_situation
        from reasoning.agree import disagreement

        rng = random.Random(seed)
        pack = make_pack(rng, self.shapes[number % len(self.shapes)])
        self.covered += constructs(pack)
        reasoner = Reasoner(pack)
        situation = make_situation(rng, pack)
        difference = disagreement(reasoner, situation)
        edit = make_edit(rng, reasoner.program, pack, situation)
        if edit is not None and not difference:
            before = reasoner.refs(situation)
            situation = edit.apply(situation)
            difference = disagreement(reasoner, situation)
            after = reasoner.refs(situation)
            self.found["edits"] += 1
            self.found["edits that changed a conclusion"] += before != after
            self.found["conclusions"] += len(before) + len(after)
        reasoner.engine.close()
        self.found["sets"] += 1
        self.found["rules"] += len(pack.rules)
        self.found["strata"] = max(self.found["strata"], len(reasoner.program.strata) + 1)
        self.found["with danger"] += situation.in_danger
        if difference:
            raise Different(f"set {seed}: {difference}")

    def missing(self) -> list[str]:
        """The constructs of the rule language that not one set had."""
        from generate import ALL_CONSTRUCTS

        return [name for name in ALL_CONSTRUCTS if not self.covered[name]]

    def activity(self, bench: Bench, rng: random.Random) -> None:
        """Some sets by lot."""
        for _ in range(PER_ROUND):
            self.one(rng.randrange(2**40), rng.randrange(len(self.shapes)))
            bench.counted["rule and fact sets"] += 1

    def told(self) -> str:
        """The figures of the sets, as a sentence."""
        found = self.found
        return (
            f"{found['sets']:,} rule and fact sets and {found['edits']:,} edits ({found['edits that changed a conclusion']:,} of them changed "
            f"a conclusion): 0 differences between durable_rules, direct interpreter and naive interpreter, and in which alternatives of rules fired. {found['rules']:,} rules, up to "
            f"{found['strata']} strata, {found['conclusions']:,} conclusions, {found['with danger']:,} with danger"
        )
