"""What every kind of question knows about itself. One class a kind; all of it is pure.

A kind reads its own fields in a dialogue and its answers in a file, says what an answer records, tells answers again in words, says which
control draws it, and gives the answers worth trying when a dialogue is explored. Whoever forgets one of these has a class that cannot be
made, at the first import.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from assistant.content.interface import Phrases
from assistant.content.model import Option, Question, Text
from assistant.content.nodes import Node
from assistant.content.questions.answer import KNOWN, REFUSED, UNKNOWN, Answer
from assistant.records import dataclass

if TYPE_CHECKING:
    from assistant.content.questions.around import AnswersFile, Block, Exploring, Facts
    from assistant.content.questions.typed import TypedKind

Control = Literal["one", "many", "rows", "line", "words", "read", "mark"]
"""How a question is answered: one choice, several, short questions, a line that is read, own words, a text with a way on, or one choice and
then short questions about it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How answers are told: the interface in one language; `fill` gives a text of the pack in it, `mentioned` says that it came up too."""

    words: Phrases
    fill: Callable[[Text], str]
    mentioned: Callable[[Text], str]


class Kind(ABC):
    """One kind of question."""

    name: ClassVar[str]
    """The word in YAML."""
    control: ClassVar[Control]
    silent: ClassVar[bool] = False
    """Nothing is asked: no answer counts, an answers file passes it over."""
    says: ClassVar[bool] = False
    """It only says something."""
    own_words: ClassVar[bool] = False
    """Own words are typed; they are never kept and no rule reads them."""
    chooses: ClassVar[bool] = False
    """It is answered by choosing among options."""
    several: ClassVar[bool] = False
    """More than one option may be chosen."""
    labelled: ClassVar[bool] = False
    """Its options have words of their own, where a yes or a no has none."""
    in_packs: ClassVar[bool] = True
    """An author may use it; the others are asked by scripts that the program makes."""
    repeated: ClassVar[bool] = False
    """It is asked once about each option that was chosen in other questions."""

    # ------------------------------------------------------------ in a dialogue

    @abstractmethod
    def read(self, block: Block) -> Mapping[str, Any]:
        """The fields of `Question` that only some kinds have, from the block of a question. Any other field there is an error."""

    def lacking(self, question: Question) -> str:
        """The code of what an author left out, empty when nothing is."""
        return ""

    # ------------------------------------------------------------ answers

    @abstractmethod
    def read_answer(self, question: Question, value: Node, file: AnswersFile) -> Answer | None:
        """The known answer in an answers file; None when it is none, which was noted."""

    def fits(self, question: Question, answer: Answer, offered: Collection[str]) -> bool:
        """Whether an answer, kept from before, can be an answer to this question. `offered` are the options it chooses from."""
        if question.needs_answer and answer.state != KNOWN:
            return False
        if answer.state == UNKNOWN:
            return True
        if answer.state == REFUSED:
            return question.refusable
        return answer.state == KNOWN and self.fits_known(question, answer, offered)

    @abstractmethod
    def fits_known(self, question: Question, answer: Answer, offered: Collection[str]) -> bool:
        """The same for an answer that says something."""

    def still_fits(self, question: Question, answer: Answer, offered: Collection[str]) -> bool:
        """Whether something of a known answer is left, while an author changes the question."""
        return self.fits_known(question, answer, offered)

    @abstractmethod
    def record(self, question: Question, answer: Answer, facts: Facts) -> None:
        """Record what an answer means."""

    # ------------------------------------------------------------ in words

    @abstractmethod
    def said(self, question: Question, answer: Answer, telling: Telling) -> str:
        """A known answer in words, for people."""

    @abstractmethod
    def as_words(self, answer: Answer) -> list[str]:
        """A known answer as words, for programs."""

    def option_label(self, option: Option, telling: Telling) -> str:
        """The label of an option."""
        return telling.fill(option.label)

    @property
    def typed(self) -> TypedKind | None:
        """Itself, when a line is read as its answer."""
        return None

    # ------------------------------------------------------------ exploring

    @abstractmethod
    def ways(self, question: Question, exploring: Exploring) -> Iterable[Answer]:
        """The answers that are worth trying, in a fixed order. `question` has the options that are offered."""
