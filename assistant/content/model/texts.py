"""What every part of a pack is written in: texts in both languages, and sources."""

from __future__ import annotations

from typing import Literal

from assistant.content.model.refs import NOWHERE
from assistant.errors import Place
from assistant.records import dataclass, field

Language = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    nl: str = ""
    en: str = ""

    def in_(self, language: Language) -> str:
        """The text in `language`; the other language when this one is missing."""
        return (self.nl or self.en) if language == "nl" else (self.en or self.nl)

    def __bool__(self) -> bool:
        return bool(self.nl or self.en)


NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class Citation:
    """A source, with the section or page where that is known."""

    source: str
    at: str = ""
    place: Place = field(default=NOWHERE, compare=False)
