"""What a kind may ask of what is around it: the block it reads, the file of answers, the facts, the explorer. Types only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from assistant.content.model import Given, Option, Quals, Row, Text
from assistant.content.nodes import Node
from assistant.errors import Place


class Block(Protocol):
    """The block of a question in YAML, as its kind reads it. What is wrong is noted with its place; no kind knows how."""

    def words(self, key: str) -> tuple[str, ...]:
        """A list of ids."""

    def word(self, key: str) -> str:
        """An id, empty when it is not there."""

    def word_map(self, key: str) -> Mapping[str, str]:
        """Words by word."""

    def choice(self, key: str, known: Iterable[str]) -> str:
        """One of the known words, empty when it is not there."""

    def at_most(self) -> int:
        """How many may be chosen, 0 when nothing is said of it."""

    def number(self, key: str) -> int:
        """A whole number, 0 when it is not there."""

    def label(self, key: str) -> Text:
        """The label in a block of its own."""

    def options(self) -> tuple[Option, ...]:
        """The options, each with an id and a label."""

    def option(self, word: str) -> Option | None:
        """The option that stands under a word of its own, such as `yes`; None, noted, when it is not there."""

    def rows(self) -> tuple[Row, ...]:
        """The short questions of one screen."""

    def records(self) -> tuple[Given, ...]:
        """What any answer records."""


class Notes(Protocol):
    """Where problems of a file are noted."""

    def add(
        self, code: str, place: Place, *, also: Place | None = None, severity: str = "error", **values: str
    ) -> None:
        """Note one problem."""

    def unknown(self, code: str, place: Place, word: str, among: Iterable[str], /, **values: str) -> None:
        """Note an unknown word, with the nearest of the known ones."""


class Facts(Protocol):
    """Where an answer records what it means. A repeated question is `about` one chosen option."""

    @property
    def about(self) -> Option | None:
        """What a repeated question is about."""

    @property
    def as_of(self) -> str:
        """The day of the conversation."""

    def give(self, given: Given) -> None:
        """State a fact."""

    def qualify(self, ref: str, quals: Quals) -> None:
        """Add qualifiers to the fact `kind:id`; they count while it is present."""

    def choose(self, ticked: tuple[Option, ...]) -> tuple[Option, ...]:
        """Hold what was chosen for later questions; gives it as it is held, fine facts joined to the option that holds them."""

    def chosen_in(self, questions: tuple[str, ...]) -> tuple[Option, ...]:
        """What was chosen in earlier questions."""


class AnswersFile(Protocol):
    """What a kind may ask while it reads an answer in a file. What is wrong goes to `notes`."""

    @property
    def notes(self) -> Notes:
        """Where problems are noted."""

    @property
    def offered(self) -> Mapping[str, Option]:
        """The options of the questions that this one chooses from."""

    @property
    def as_of(self) -> str:
        """The day of the conversation."""

    def in_range(self, value: int, records: Iterable[Given], place: Place) -> bool:
        """Whether a value, times 1,000, is within the limits of what it is recorded as; noted when it is not."""

    def number(self, value: Node, records: Iterable[Given]) -> int | None:
        """A number times 1,000, within the limits of what it is recorded as; None, noted, when it is none."""


class Exploring(Protocol):
    """What a kind may ask when it says which answers are worth trying."""

    @property
    def as_of(self) -> str:
        """The day of the conversation."""

    def limits(self, records: Iterable[Given]) -> tuple[int, int]:
        """The smallest and largest value, in whole units, of the numbers that are recorded."""

    def values(self, records: Iterable[Given], low: int, high: int, unit: int) -> Iterable[int]:
        """Of a number that is recorded: one value from every stretch between two bounds of rules, times 1,000, from `low` to `high`.

        Only multiples of `unit` occur.
        """
