"""Works out what the ear of danger weighs (`assistant/danger/ear.py`) from the sentences in tests/danger/sentences.

python scripts/danger_ear.py            writes assistant/danger/heard.tsv, and says how sentences sound that were not learned from
python scripts/danger_ear.py --check    only says whether heard.tsv was made from these sentences

Logistic regression on the features of the ear, by AdaGrad in a fixed order: the same sentences give the same file. Sentences of `heldout.tsv` are
never learned from.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assistant.content.pack import read_pack, shipped
from assistant.danger.ear import ASKS, QUIETS
from assistant.danger.notices import detector_of
from assistant.language.classifier import features

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "danger" / "sentences"
HELD_OUT = "heldout.tsv"
WEIGHTS = ROOT / "assistant" / "danger" / "heard.tsv"
SEEN_IN, ROUNDS, RATE, RIDGE, SMALLEST = 3, 20, 0.2, 0.0001, 25
"""A feature counts from so many sentences on; how often all are read; step and shrinkage; weights below so many hundredths are left out."""
PARTS = 5


@dataclass(frozen=True)
class Example:
    """A sentence as features, whether it tells of danger, and whether it only sounds like it."""

    features: frozenset[str]
    danger: bool
    near: bool
    clear: bool


def examples(names: Iterable[Path]) -> list[Example]:
    """The sentences of these files, in order."""
    detector = detector_of(read_pack(shipped()))
    found = []
    for path in names:
        for line in path.read_text("utf-8").splitlines()[1:]:
            kind, _, sentence, _, level = [*line.split("\t"), "", ""][:5]
            words = detector.plain_words(sentence)
            found.append(
                Example(
                    frozenset(f for f, _ in features(words)), kind == "danger", kind == "near_danger", level == "clear"
                )
            )
    return found


def learned_from() -> list[Path]:
    """The files that are learned from, in the order of their names."""
    return [path for path in sorted(FOLDER.glob("*.tsv")) if path.name != HELD_OUT]


def learned(some: Sequence[Example]) -> dict[str, float]:
    """The weights, with the constant under ""."""
    seen = Counter(feature for example in some for feature in example.features)
    known = {feature for feature, times in seen.items() if times >= SEEN_IN} | {""}
    rows = [([*sorted(example.features & known), ""], example.danger) for example in some]
    weight = dict.fromkeys(known, 0.0)
    squares = dict.fromkeys(known, 1.0)
    order = list(range(len(rows)))
    chance = random.Random(1)
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for at in order:
            row, danger = rows[at]
            error = danger - 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(weight[f] for f in row)))))
            for feature in row:
                slope = error - RIDGE * weight[feature] * 50
                squares[feature] += slope * slope
                weight[feature] += RATE * slope / math.sqrt(squares[feature])
    return weight


def score(weight: Mapping[str, float], example: Example) -> float:
    """What a sentence weighs."""
    return weight[""] + sum(weight.get(feature, 0.0) for feature in example.features)


def left_out(some: Sequence[Example]) -> list[tuple[float, Example]]:
    """Every sentence with what it weighs for an ear that did not learn from it."""
    order = list(range(len(some)))
    random.Random(2).shuffle(order)
    scored = []
    for part in range(PARTS):
        weight = learned([some[at] for at in order if at % PARTS != part])
        scored += [(score(weight, some[at]), some[at]) for at in order if at % PARTS == part]
    return scored


def told(scored: Sequence[tuple[float, Example]]) -> str:
    """How sentences of each sort sound: how many would be asked about without a cue, and in how many a possible cue would say nothing."""
    sorts = {
        "clear": [v for v, e in scored if e.clear],
        "possible": [v for v, e in scored if e.danger and not e.clear],
        "sounds like it": [v for v, e in scored if e.near],
        "ordinary": [v for v, e in scored if not e.danger and not e.near],
    }
    return ", ".join(
        f"{name} {sum(100 * v > ASKS for v in values)} asked and {sum(100 * v <= QUIETS for v in values)} quieted of {len(values)}"
        for name, values in sorts.items()
    )


def made_from() -> str:
    """A fingerprint of the sentences."""
    return sha256(b"".join(path.read_bytes() for path in learned_from())).hexdigest()[:16]


def main() -> int:
    """Write the weights, or with --check look whether they are of these sentences."""
    first = f"# made by scripts/danger_ear.py from sentences {made_from()}"
    if "--check" in sys.argv:
        return int(WEIGHTS.read_text("utf-8").splitlines()[0] != first)
    some = examples(learned_from())
    sys.stdout.write(f"left out in turn: {told(left_out(some))}\n")
    weight = {feature: round(100 * value) for feature, value in learned(some).items()}
    kept = {feature: value for feature, value in weight.items() if abs(value) >= SMALLEST or not feature}
    WEIGHTS.write_text(
        "\n".join([first, *(f"{feature}\t{value}" for feature, value in sorted(kept.items()))]) + "\n", "utf-8"
    )
    held = [(score(kept, example) / 100, example) for example in examples([FOLDER / HELD_OUT])]
    sys.stdout.write(f"held out: {told(held)}\n{len(kept)} weights\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
