"""How well the finder does on the development sentences: python scripts/finder_figures.py [FILE.tsv] [--misses].

Prints per set and language: recall among the first and the first five proposals, false proposals a sentence, and for sentences that
deny something or are about somebody else how often that was proposed all the same. FILE holds kind, language, sentence, observations.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml

from assistant.content.model import Language
from assistant.content.pack import read_pack, shipped
from assistant.finder.finder import Finder

FOLDER = Path(__file__).parent.parent / "tests" / "finder"
Row = tuple[str, Language, str, tuple[str, ...]]


def rows(arguments: list[str]) -> Iterator[Row]:
    """Every sentence with its set, its language and its right observations."""
    for kind, by_language in yaml.safe_load((FOLDER / "own_words.yaml").read_text("utf-8")).items():
        for language, sentences in by_language.items():
            yield from (("own words", language, each.strip(), (kind,)) for each in sentences.split("|"))
    for name in arguments:
        for line in Path(name).read_text("utf-8").splitlines():
            parts = [*line.split("\t"), "", ""]
            if not line.startswith("#"):
                yield parts[0], "nl" if parts[1] == "nl" else "en", parts[2], tuple(parts[3].split())


def main(arguments: list[str]) -> None:
    """Print the figures, and with `--misses` every sentence that went wrong."""
    misses = "--misses" in arguments
    finders: dict[Language, Finder] = {each: Finder(read_pack(shipped()), each) for each in ("nl", "en")}
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for kind, language, sentence, right in rows([each for each in arguments if not each.startswith("--")]):
        if "danger" in kind or any(each.startswith("danger") for each in right):
            continue
        found = [
            f"{p.kind}:{p.id}" for p in finders[language].proposals(sentence) if getattr(p, "whose", "") != "other"
        ]
        told = sums[kind, language]
        told[0] += 1
        told[1] += bool(set(found[:1]) & set(right))
        hit = bool(set(found[:5]) & set(right))
        told[2] += hit
        wrong = [] if kind == "denied" else [each for each in found if each not in right]
        told[3] += len(wrong)
        if misses and (wrong or (hit == (kind == "denied") and right)):
            print(f"{kind} {language} {'-' if not hit else '+'} {sentence} | {' '.join(right)} | {' '.join(found)}")
    for (kind, spoken), (count, first, five, false) in sorted(sums.items()):
        print(
            f"{kind:10} {spoken}  {count:4}  @1 {first / count:.2f}  @5 {five / count:.2f}  false {false / count:.2f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
