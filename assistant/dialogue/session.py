"""A session: which dialogue, which day, and the answers so far, keyed by question."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from assistant.content.questions.answer import DONT_KNOW as DONT_KNOW
from assistant.content.questions.answer import KNOWN as KNOWN
from assistant.content.questions.answer import NONE_OF_THESE as NONE_OF_THESE
from assistant.content.questions.answer import RATHER_NOT as RATHER_NOT
from assistant.content.questions.answer import REFUSED as REFUSED
from assistant.content.questions.answer import SEEN as SEEN
from assistant.content.questions.answer import UNKNOWN as UNKNOWN
from assistant.content.questions.answer import Answer as Answer
from assistant.records import dataclass, field


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
