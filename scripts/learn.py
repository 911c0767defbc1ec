"""Works out what the two classifiers weigh, from sentences made up by many hands: the finder of observations and the ear of danger.

python scripts/learn.py [finder|danger]    writes assistant/finder/learned.tsv and assistant/danger/heard.tsv
python scripts/learn.py --check            only says whether they were made from the sentences of now

Logistic regression, one label against the rest, by scikit-learn (`pip install scikit-learn`; only here, never when the assistant runs). The same
sentences give the same files. What stands in a `heldout.tsv` is never learned from.
"""

from __future__ import annotations

import lzma
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from assistant.content.model import Language
from assistant.content.pack import read_pack, shipped
from assistant.danger.ear import DANGER
from assistant.danger.notices import detector_of
from assistant.finder.finder import Finder
from assistant.finder.learned import DENIED, NOTHING, OTHERS
from assistant.language import words_of
from assistant.language.classifier import CONSTANT, PAIR, features

ROOT = Path(__file__).parents[1]
OF_OBSERVATIONS = ROOT / "tests" / "finder" / "sentences" / "learned.tsv.xz"
OF_DANGER = ROOT / "tests" / "danger" / "sentences" / "learned.tsv.xz"
MUST = ROOT / "tests" / "danger" / "sentences" / "must.tsv"
"""Sentences that tests hold to their answer; each counts as MUST_TIMES sentences."""
MUST_TIMES = 8
SEEN_IN = 3
"""A feature counts when so many sentences have it, and a label too."""
MANNERS = {"denied": DENIED, "other": OTHERS, "nothing": NOTHING, "near_danger": NOTHING}
"""The labels of sentences that tell of no observation of the person."""
NEAR_DANGER = frozenset(
    f"{kind}:{name}"
    for kind, names in {
        "change": ("condones_violence", "talks_of_enemies", "gloomier"),
        "cue": ("praises_violence", "drawn_to_action", "feels_like_nobody"),
        "event": [
            "suspected_violence_at_home",
            "escaped_death",
            "contact_condoning_violence",
            "call_to_violence",
            "violent_training",
            "joined_intolerant_group",
            "marriage_into_group",
            "invited_by_group",
            "online_contact_condoning_violence",
            "friend_or_relative_condoning_violence",
            "personal_messages_condoning_violence",
            "material_condoning_violence",
            "marriage_or_engagement",
        ],
    }.items()
    for name in names
)
"""Observations so near to danger that the ear takes a sentence of one for neither, unless its writer said that it is danger."""


@dataclass(frozen=True)
class Sentence:
    """A sentence as plain words, with its labels (none: it says nothing of what is learned)."""

    words: tuple[str, ...]
    labels: frozenset[str]


@dataclass(frozen=True)
class Lesson:
    """What is learned, from which files, where the weights go, and how far they may go.

    `strength` is C of the regression; weights below `smallest` hundredths are left out; `pairs` says whether pairs with a field count (they
    help where few labels are learned from many sentences).
    """

    sentences: Callable[[], Iterator[Sentence]]
    sources: tuple[Path, ...]
    weights: Path
    strength: float
    smallest: int
    pairs: bool

    def first_line(self) -> str:
        """What the file of weights begins with: from which sentences it was made."""
        text = "".join(map(text_of, self.sources))
        return f"# made by scripts/learn.py from sentences {sha256(text.encode()).hexdigest()[:16]}"


def text_of(path: Path) -> str:
    """The text of a file of sentences."""
    data = path.read_bytes()
    return (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")


def rows(path: Path) -> Iterator[list[str]]:
    """The lines of a file of sentences, in columns."""
    return (line.split("\t") for line in text_of(path).splitlines())


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


def of_observations() -> Iterator[Sentence]:
    """What the finder learns: references of what is told, or how it is not told. Columns: references, language, manner, sentence."""
    pack = read_pack(shipped())
    names = names_in(sentence for *_, sentence in rows(OF_OBSERVATIONS))
    languages: tuple[Language, ...] = ("nl", "en")
    finders = {language: Finder(pack, language) for language in languages}
    for references, language, manner, sentence in rows(OF_OBSERVATIONS):
        told = references.split() if manner not in MANNERS else [MANNERS[manner]]
        words = finders["nl" if language == "nl" else "en"].plain_words(sentence)
        labels = frozenset(label for label in told if not label.startswith(f"{DANGER}:"))
        yield Sentence(tuple(word for word in words if word not in names), labels)


def of_danger() -> Iterator[Sentence]:
    """What the ear learns: danger and its kind. Columns: set, language, sentence, kind, level; the ordinary sentences are those of the finder."""
    plain_words = detector_of(read_pack(shipped())).plain_words
    names = names_in([row[2] for row in rows(OF_DANGER)] + [row[3] for row in rows(OF_OBSERVATIONS)])
    for which, _, sentence, kind, _ in (*rows(OF_DANGER), *MUST_TIMES * list(rows(MUST))):
        labels = frozenset([DANGER, kind] if which == DANGER else [])
        yield Sentence(tuple(word for word in plain_words(sentence) if word not in names), labels)
    for references, _, manner, sentence in rows(OF_OBSERVATIONS):
        told = set(references.split())
        kinds = [label.removeprefix(f"{DANGER}:") for label in told if label.startswith(f"{DANGER}:")]
        if (kinds and manner in MANNERS) or (not kinds and told & NEAR_DANGER):
            continue
        labels = frozenset([DANGER, *kinds] if kinds else [])
        yield Sentence(tuple(word for word in plain_words(sentence) if word not in names), labels)


def learned(some: Sequence[Sentence], lesson: Lesson) -> tuple[list[str], dict[str, list[tuple[int, int]]]]:
    """The labels, and for every feature the labels it weighs for, each with its weight in hundredths."""
    text: Any = import_module("sklearn.feature_extraction.text")
    linear: Any = import_module("sklearn.linear_model")

    counted = Counter(label for sentence in some for label in sentence.labels)
    labels = sorted(label for label, times in counted.items() if times >= SEEN_IN)
    counts: Any = text.CountVectorizer(
        analyzer=lambda each: sorted({f for f, _ in features(each.words) if lesson.pairs or PAIR not in f}),
        binary=True,
        min_df=SEEN_IN,
    )
    table = counts.fit_transform(some)
    names = counts.get_feature_names_out()
    weights: dict[str, list[tuple[int, int]]] = {}
    for number, label in enumerate(labels):
        model = linear.LogisticRegression(C=lesson.strength, solver="liblinear", max_iter=500, random_state=1)
        model.fit(table, [label in sentence.labels for sentence in some])
        for name, weight in [(CONSTANT, model.intercept_[0]), *zip(names, model.coef_[0], strict=True)]:
            rounded = round(100 * float(weight))
            if abs(rounded) >= lesson.smallest or name == CONSTANT:
                weights.setdefault(name, []).append((number, rounded))
    return labels, weights


def written(labels: Iterable[str], weights: dict[str, list[tuple[int, int]]], first: str) -> str:
    """A classifier as its file."""
    lines = (
        f"{name}\t{' '.join(f'{label}={weight}' for label, weight in pairs)}" for name, pairs in sorted(weights.items())
    )
    return "\n".join([first, "\t".join(labels), *lines]) + "\n"


LESSONS = {
    "finder": Lesson(
        of_observations, (OF_OBSERVATIONS,), ROOT / "assistant" / "finder" / "learned.tsv", 1.0, 10, pairs=False
    ),
    "danger": Lesson(
        of_danger, (OF_DANGER, OF_OBSERVATIONS, MUST), ROOT / "assistant" / "danger" / "heard.tsv", 0.1, 5, pairs=True
    ),
}


def main() -> int:
    """Learn, or with --check look whether the weights are of these sentences."""
    if sys.argv[1:] == ["--check"]:
        return int(
            any(not each.weights.read_text("utf-8").startswith(f"{each.first_line()}\n") for each in LESSONS.values())
        )
    for name, lesson in LESSONS.items():
        if not sys.argv[1:] or name in sys.argv[1:]:
            some = list(lesson.sentences())
            lesson.weights.write_text(written(*learned(some, lesson), lesson.first_line()), "utf-8")
            sys.stdout.write(f"{name}: {len(some)} sentences, {lesson.weights.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
