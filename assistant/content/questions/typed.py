"""What all kinds share whose answer is typed as one line: a number, a month, a day."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from assistant.content.interface import phrases
from assistant.content.model import Language, Question
from assistant.content.questions.answer import DONT_KNOW, KNOWN, Answer
from assistant.content.questions.kind import Kind
from assistant.content.vocabulary import NUMBER, PRESENT, UNKNOWN
from assistant.records import dataclass, replace

if TYPE_CHECKING:
    from assistant.content.questions.around import Block, Exploring, Facts

Shell = Literal["app", "line", "page"]
_PARTS: Mapping[Shell, str] = {"app": "", "line": "hands", "page": "pages"}
"""In which part of the texts each shell finds its own."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A typed line in one spelling: its `words`, in small letters, and `bare`, without any spaces; a word for a number is that number."""

    words: str
    bare: str


class TypedKind(Kind):
    """A question that is answered with one typed line, or with *don't know*.

    It needs two texts of the interface: `typed.NAME` says how to type an answer and `typed.NAME.wrong` what is wrong with one. A kind may
    have other words for one shell: see `hint` and `wrong`.
    """

    control = "line"
    unit: ClassVar[int] = 1
    """What it is recorded as is always a multiple of this, in thousandths."""
    numeric: ClassVar[bool] = False
    """Whether digits alone are an answer, so that 112 is one too."""

    def read(self, block: Block) -> Mapping[str, Any]:
        """The numbers that it is recorded as."""
        return {"records": block.records()}

    def lacking(self, question: Question) -> str:
        """A number to record."""
        return "" if any(given.kind == NUMBER for given in question.records) else "question/no-number"

    @property
    def typed(self) -> TypedKind:
        """Itself."""
        return self

    @abstractmethod
    def answer_in(self, line: Spelled, low: int, high: int, as_of: str) -> Answer | None:
        """The known answer that a line gives; None when it gives none. `low` and `high` bound what is recorded."""

    @abstractmethod
    def value(self, answer: Answer, as_of: str) -> int:
        """What a known answer is recorded as, times 1,000."""

    @abstractmethod
    def answer_of(self, value: int, as_of: str) -> Answer:
        """An answer that is recorded as this value, times 1,000."""

    def record(self, question: Question, answer: Answer, facts: Facts) -> None:
        """The number that it comes to; nothing is known of it when the answer is not."""
        if answer.state != KNOWN:
            for given in question.records:
                facts.give(replace(given, state=UNKNOWN))
            return
        value = self.value(answer, facts.as_of)
        for given in question.records:
            facts.give(replace(given, state=PRESENT, value=value))

    @abstractmethod
    def span(self, low: int, high: int, as_of: str) -> tuple[int, int]:
        """The smallest and largest value, times 1,000, that an accepted answer is recorded as, for a number from `low` to `high`."""

    def ways(self, question: Question, exploring: Exploring) -> Iterable[Answer]:
        """One answer from every stretch between two bounds, and don't know."""
        span = self.span(*exploring.limits(question.records), exploring.as_of)
        values = tuple(exploring.values(question.records, *span, self.unit)) or (0,)
        return (*(self.answer_of(value, exploring.as_of) for value in values), DONT_KNOW)

    # ------------------------------------------------------------ in words

    def hint(self, shell: Shell, language: Language, **gaps: object) -> str:
        """How to type an answer."""
        name = self.name
        own = {"app": f"tui.prompt.{name}", "line": f"plain.hint.{name}", "page": f"question.{name}.label"}
        return _words(language, (_PARTS[shell], own[shell]), f"typed.{name}", gaps)

    def wrong(self, shell: Shell, language: Language, **gaps: object) -> str:
        """What is wrong with a line that is no answer."""
        name = self.name
        own = {"app": f"tui.prompt.{name}.wrong", "line": f"plain.hint.{name}", "page": f"problem.{name}"}
        return _words(language, (_PARTS[shell], own[shell]), f"typed.{name}.wrong", gaps)

    def placeholder(self, language: Language) -> str:
        """What stands on the line before anything is typed, if anything."""
        return phrases(language).texts.get(f"tui.prompt.{self.name}.placeholder", "")


def _words(language: Language, own: tuple[str, str], shared: str, gaps: Mapping[str, object]) -> str:
    """The words of one shell, where a kind has them, else those for all."""
    part, key = own
    words = phrases(language, part)
    return words(key, **gaps) if key in words.texts else phrases(language)(shared, **gaps)


@dataclass(frozen=True, slots=True)
class Entry:
    """The line on which one question is answered: what may be typed there, and how it is read."""

    kind: TypedKind
    low: int
    high: int
    as_of: str

    @property
    def numeric(self) -> bool:
        """Whether digits alone are an answer, so that 112 is one too."""
        return self.kind.numeric

    def read(self, line: Spelled) -> Answer | None:
        """The answer that a line gives; None when it gives none."""
        return self.kind.answer_in(line, self.low, self.high, self.as_of)

    def hint(self, shell: Shell, language: Language) -> str:
        """How to type an answer."""
        return self.kind.hint(shell, language, low=self.low, high=self.high)

    def wrong(self, shell: Shell, language: Language) -> str:
        """What is wrong with a line that is no answer."""
        return self.kind.wrong(shell, language, low=self.low, high=self.high)

    def placeholder(self, language: Language) -> str:
        """What stands on the line before anything is typed, if anything."""
        return self.kind.placeholder(language)
