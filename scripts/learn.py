"""Works out what the classifier of observations weighs (`assistant/finder/learned.py`) from the sentences in tests/finder/sentences.

python scripts/learn.py              writes assistant/finder/learned.tsv
python scripts/learn.py --check      only says whether it was made from the sentences of now

Logistic regression, one label against the rest, by scikit-learn (`pip install scikit-learn`; only here, never when the assistant runs). The same
sentences give the same file. `heldout.tsv` is never learned from.
"""

from __future__ import annotations

import lzma
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from assistant.content.model import Language
from assistant.content.pack import read_pack, shipped
from assistant.finder.finder import Finder
from assistant.finder.learned import DENIED, OTHERS
from assistant.language import words_of
from assistant.language.classifier import CONSTANT, features

ROOT = Path(__file__).parents[1]
SEEN_IN = 3
"""A feature counts when so many sentences have it."""


@dataclass(frozen=True)
class Sentence:
    """A sentence as plain words, with its labels (none: it says nothing of what is learned)."""

    words: tuple[str, ...]
    labels: frozenset[str]


FOLDER = ROOT / "tests" / "finder" / "sentences"
WEIGHTS = ROOT / "assistant" / "finder" / "learned.tsv"
STRENGTH, SMALLEST = 1.0, 15
"""How far the weights may go (C of the regression); weights below so many hundredths are left out."""


def learned_from() -> str:
    """The text of all sentences that are learned from: references, language, manner, sentence on a line."""
    return lzma.decompress((FOLDER / "learned.tsv.xz").read_bytes()).decode("utf-8")


def names_in(lines: Iterable[str]) -> frozenset[str]:
    """Words that only ever stand there with a capital, and somewhere not at the start: names. They say nothing of what is told."""
    capital: set[str] = set()
    small: set[str] = set()
    for line in lines:
        for word in words_of(line, None):
            if line[word.start].islower():
                small.add(word.plain)
            elif word.named:
                capital.add(word.plain)
    return frozenset(capital - small)


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text."""
    pack = read_pack(shipped())
    names = names_in(line.split("\t")[3] for line in text.splitlines())
    languages: tuple[Language, ...] = ("nl", "en")
    finders = {language: Finder(pack, language) for language in languages}
    for line in text.splitlines():
        references, language, manner, sentence = line.split("\t")
        told = references.split() if manner in ("plain", "idiomatic") else {f"!{manner}"} & {DENIED, OTHERS}
        words = finders["nl" if language == "nl" else "en"].plain_words(sentence)
        yield Sentence(tuple(word for word in words if word not in names), frozenset(told))


def learned(some: Sequence[Sentence]) -> tuple[list[str], dict[str, list[tuple[int, int]]]]:
    """The labels, and for every feature the labels it weighs for, each with its weight in hundredths."""
    text: Any = import_module("sklearn.feature_extraction.text")
    linear: Any = import_module("sklearn.linear_model")

    counted = Counter(label for sentence in some for label in sentence.labels)
    labels = sorted(label for label, times in counted.items() if times >= SEEN_IN)
    counts: Any = text.CountVectorizer(
        analyzer=lambda each: sorted({f for f, _ in features(each.words)}), binary=True, min_df=SEEN_IN
    )
    table = counts.fit_transform(some)
    names = counts.get_feature_names_out()
    weights: dict[str, list[tuple[int, int]]] = {}
    for number, label in enumerate(labels):
        model = linear.LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=500, random_state=1)
        model.fit(table, [label in sentence.labels for sentence in some])
        for name, weight in [(CONSTANT, model.intercept_[0]), *zip(names, model.coef_[0], strict=True)]:
            rounded = round(100 * float(weight))
            if abs(rounded) >= SMALLEST or name == CONSTANT:
                weights.setdefault(name, []).append((number, rounded))
    return labels, weights


def written(labels: Iterable[str], weights: dict[str, list[tuple[int, int]]], first: str) -> str:
    """A classifier as its file."""
    lines = (
        f"{name}\t{' '.join(f'{label}={weight}' for label, weight in pairs)}" for name, pairs in sorted(weights.items())
    )
    return "\n".join([first, "\t".join(labels), *lines]) + "\n"


def first_line(text: str) -> str:
    """What a file of weights begins with: from which sentences it was made."""
    return f"# made by scripts/learn.py from sentences {sha256(text.encode()).hexdigest()[:16]}"


def main() -> int:
    """Learn, or with --check look whether the weights are of these sentences."""
    text = learned_from()
    if sys.argv[1:] == ["--check"]:
        return int(not WEIGHTS.read_text("utf-8").startswith(first_line(text) + "\n"))
    some = list(sentences(text))
    WEIGHTS.write_text(written(*learned(some), first_line(text)), "utf-8")
    sys.stdout.write(f"{len(some)} sentences, {WEIGHTS.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
