"""How people say things in everyday words, for the finder."""

from __future__ import annotations

from assistant.content.model.refs import NOWHERE
from assistant.content.model.texts import Language
from assistant.errors import Place
from assistant.records import dataclass, field

GUARDED = ("event", "change", "cue", "context", "danger")  # kinds that neutral words never lead to


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words or short phrases per language."""

    nl: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def in_(self, language: Language) -> tuple[str, ...]:
        """The phrases in `language`."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Words that count as one word.

    A `neutral` group (belief, origin, dress …) never leads to a concern; a `common` one says little on its own.
    """

    id: str
    neutral: bool
    common: bool
    words: Phrases
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that do the same work in phrases, where `[id]` stands for any of them. A word may stand in several lists."""

    id: str
    words: Phrases
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class WordForms:
    """Forms of a word of the lexicon that the stemmer does not bring together with it, such as *verloor* of *verliezen*."""

    word: str
    language: str
    forms: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Wording:
    """How people say an observed fact in everyday words.

    `near`: what happens to somebody near the person (a death, an illness) is the person's own.
    `lacks`: the fact says that something is not there any more, so that a denial beside its words denies nothing.
    """

    kind: str
    id: str
    phrases: Phrases
    lacks: bool = False
    near: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All wordings, word groups, word lists and word forms of a pack, sorted by id."""

    groups: tuple[WordGroup, ...] = ()
    wordings: tuple[Wording, ...] = ()
    lists: tuple[WordList, ...] = ()
    forms: tuple[WordForms, ...] = ()
