"""Words without their endings."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from assistant.content.model import Language
from assistant.language.small import COMMON, SMALL

_ALGORITHM = {"nl": "dutch", "en": "english"}
_NO_FORMS: Mapping[str, str] = MappingProxyType({})

# Forms that the stemmers keep apart from each other.
_FORMS = {
    "nl": {
        "niets": "niks",
        "volgende": "eerstvolgende",
        "opeens": "ineens",
        "plotseling": "ineens",
        "plotselinge": "ineens",
        "kinderen": "kind",
        "kindje": "kind",
        "geweldig": "prachtig",
        "geweldige": "prachtig",
        "spannend": "spannende",
        "verkeerd": "fout",
        "verkeerde": "fout",
    },
    "en": {
        "sudden": "suddenly",
        "almost": "nearly",
        "children": "child",
        "kids": "child",
        "kid": "child",
        "lately": "recent",
        "fire": "flames",
    },
}


class Stemmer:
    """Brings the forms of a word together. Remembers what it stemmed.

    `forms` gives the base of forms that have no ending to take off (*sloeg*: *slaan*), as a pack has them.
    """

    def __init__(self, language: Language, forms: Mapping[str, str] = _NO_FORMS) -> None:
        import snowballstemmer  # 30 stemmers: who only needs words and clauses does not wait for them

        self._stem = snowballstemmer.stemmer(_ALGORITHM[language])
        self._small = SMALL[language]
        self._forms = {**_FORMS[language], **forms}
        self.common = COMMON[language]
        """Words that count for less."""
        self._known: dict[str, str] = {}

    def small(self, word: str) -> bool:
        """Whether the word says nothing here."""
        return word in self._small or len(word) < 2

    def __call__(self, word: str) -> str:
        """The stem of a plain word."""
        stem = self._known.get(word)
        if stem is None:
            if len(self._known) > 20_000:  # nobody types so many words; a program may
                self._known.clear()
            base = self._forms.get(word, word)
            stem = str(self._stem.stemWord(base))
            if stem != word and stem in self._small:  # *overheid* is not *over*
                stem = base
            self._known[word] = stem
        return stem
