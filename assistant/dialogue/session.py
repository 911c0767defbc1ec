"""A session: which dialogue, which day, and the answers so far, keyed by question."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from assistant.content.model import Quals
from assistant.records import dataclass, field

KNOWN, UNKNOWN, REFUSED = "known", "unknown", "refused"
NONE_OF_THESE = "none_of_these"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. Which field is used depends on the kind of question.

    `chosen` holds option ids (or NONE_OF_THESE), `rows` the qualifiers (a row left open is not in it), `number` a number times 1,000,
    `month` a month as `2026-08`, `text` a note for oneself.
    """

    state: str = KNOWN
    chosen: tuple[str, ...] = ()
    rows: Quals = ()
    number: int = 0
    month: str = ""
    text: str = ""


SEEN = Answer()
DONT_KNOW = Answer(UNKNOWN)
RATHER_NOT = Answer(REFUSED)


@dataclass(frozen=True)
class Session:
    """Everything that has to be kept of a conversation. A new answer makes a new session."""

    dialogue: str
    as_of: str
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def answered(self, key: str, answer: Answer) -> Session:
        """The session with one answer given or changed; all other answers stay."""
        return Session(self.dialogue, self.as_of, MappingProxyType({**self.answers, key: answer}))

    def answered_all(self, answers: Mapping[str, Answer]) -> Session:
        """The session with several answers given or changed at once."""
        return Session(self.dialogue, self.as_of, MappingProxyType({**self.answers, **answers}))

    def unanswered(self, key: str) -> Session:
        """The session with one answer taken back."""
        kept = {name: answer for name, answer in self.answers.items() if name != key}
        return Session(self.dialogue, self.as_of, MappingProxyType(kept))
