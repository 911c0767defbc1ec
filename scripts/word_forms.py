"""Writes knowledge/word_forms.yaml: forms of the words of the lexicon that a stemmer does not bring together, such as *verloor* of *verliezen*.

python scripts/word_forms.py [--check]     # --check: says whether the file is up to date, and writes nothing

The forms come from simplemma, which is there when one develops and never when the assistant runs.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from assistant.content.model import Language
from assistant.content.pack import read_pack, shipped
from assistant.finder.lexicon import PARTICLES, Index
from assistant.language import Stemmer, plain

FILE = Path(__file__).parents[1] / "knowledge" / "word_forms.yaml"
HEAD = """\
# yaml-language-server: $schema=../docs/schema/knowledge.json
# Made by scripts/word_forms.py from the words of the lexicon; do not write here.
word_forms:
"""
ASIDE = {
    "nl": frozenset(
        """
        bakken bak kat katten verkeerd verkeerde zat geweldig gaaf haar ander los vast laag was were wezen zijn bent
        weer mens mag weg wet graag lief beter best veel weinig goed min wat niets teveel leven gemiddeld
        """.split()  # noqa: SIM905
    ),
    "en": frozenset(
        """
        moped lately cracking down her hers fine left felt found better best worse worst wound saw bound rose ground
        lay lying does us as his gan lead
        """.split()  # noqa: SIM905
    ),
}
"""Forms that are a word of their own as well, more often than not."""


def bases(language: Language) -> dict[str, set[str]]:
    """Words of a language with all their forms, in plain letters."""
    found: dict[str, set[str]] = defaultdict(set)
    for form, base in DefaultDictionaryFactory().get_dictionary(language).items():
        word = plain(base.decode() if isinstance(base, bytes) else base).replace("_", "")
        form = plain(form.decode() if isinstance(form, bytes) else form)
        if form != word and form.isalpha() and len(form) > 2 and form not in ASIDE[language]:
            found[word].add(form)
    return found


def forms(language: Language) -> Mapping[str, list[str]]:
    """For every word of the lexicon, and every verb within a separable one, its forms with another stem."""
    stem = Stemmer(language)
    known = bases(language)
    base_of = {form: word for word, several in known.items() for form in several}
    words = set(Index(read_pack(shipped()), language).vocabulary.words)
    for word in sorted(words):
        words |= {
            word[size:]
            for size in range(2, 9)
            if language == "nl" and word[:size] in PARTICLES and word[size:] in known
        }
    words |= {base_of[word] for word in words if word in base_of}
    found: dict[str, list[str]] = {}
    used: set[str] = set()
    for word in sorted(words):
        fresh = sorted(
            form
            for form in known.get(word, ())
            if stem(form) != stem(word) and form not in used and not stem.small(form)
        )
        if fresh and not stem.small(word):
            used |= set(fresh)
            found[word] = fresh
    return found


def main() -> int:
    """Write the file, or say whether it is up to date."""
    lines = [
        f'  - {{word: "{word}", language: {language}, forms: {"; ".join(several)}}}\n'
        for language in ("nl", "en")
        for word, several in forms(language).items()
    ]
    text = HEAD + "".join(lines)
    if "--check" in sys.argv:
        fresh = FILE.exists() and FILE.read_text("utf-8") == text
        print("up to date" if fresh else f"{FILE.name} is behind: run python scripts/word_forms.py")
        return 0 if fresh else 1
    FILE.write_text(text, "utf-8")
    print(f"{FILE.name}: {len(lines)} words")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
