"""Dialogues: scripts of questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from types import MappingProxyType

from assistant.content.model.conditions import Condition, Quals
from assistant.content.model.refs import NOWHERE, Ref
from assistant.content.model.rules import Given
from assistant.content.model.texts import NO_TEXT, Text
from assistant.errors import Place
from assistant.records import dataclass, field


@dataclass(frozen=True)
class Option:
    """One possible answer: what it records, which qualifiers it sets, whether it ends the conversation.

    `lands` and `because` are only for exercises: how it lands and why. Of a question with several choices, `lands` is what is said when
    an option was left.

    `within` is only for a fine fact of `Question.finer`: the option that holds it, empty when none does.
    """

    id: str
    label: Text
    records: tuple[Given, ...] = ()
    sets: Quals = ()
    ends: str = ""
    next: str = ""
    within: str = ""
    lands: Text = NO_TEXT
    because: Text = NO_TEXT
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Row:
    """A short question: one line of a screen with several, or what is asked about a choice."""

    qualifier: str
    ask: Text
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Question:
    """One screen of a dialogue; see docs/formats.md for what each field means per kind."""

    id: str
    kind: str
    section: str
    ask: Text
    help: Text = NO_TEXT
    why: Text = NO_TEXT
    after: Text = NO_TEXT
    options: tuple[Option, ...] = ()
    finer: tuple[Option, ...] = ()
    """What belongs here and no option says so exactly: an answer may hold it when it was said in own words."""
    none_of_these: Text = NO_TEXT
    unknown: Text = NO_TEXT
    refusable: bool = True
    needs_answer: bool = False
    """*I don't know* and *rather not* are no answers: in practice one chooses, for nobody has to be spared anything."""
    unticked_absent: bool = False
    at_most: int = 0
    choose_from: tuple[str, ...] = ()
    for_each: tuple[str, ...] = ()
    narrowed_by: str = ""
    rows: tuple[Row, ...] = ()
    qualifies: tuple[str, ...] = ()
    records: tuple[Given, ...] = ()
    only_if: tuple[Condition, ...] = ()
    offers_danger_page: bool = False
    own_impression: bool = False
    formerly: Mapping[str, str] = field(default_factory=dict)
    """Options of before, by id: the option that means the same now (or none_of_these), or ask_again where none does."""
    place: Place = field(default=NOWHERE, compare=False)

    def option(self, option_id: str) -> Option | None:
        """The option with that id, if there is one."""
        return next((option for option in self.options if option.id == option_id), None)

    @property
    def answerable(self) -> tuple[Option, ...]:
        """Everything that an answer may hold: the options that are offered, and then what can only be said in own words."""
        return self.options + self.finer

    def ticked(self, chosen: Collection[str]) -> tuple[Option, ...]:
        """The options and fine facts with these ids, in the order of the question."""
        return tuple(option for option in self.answerable if option.id in chosen)

    @property
    def recordable(self) -> tuple[tuple[str, str], ...]:
        """Every observed fact (kind, id) that an answer to this question can record as present."""
        given = [g for option in self.options for g in option.records if g.state == "present"] + list(self.records)
        return tuple(dict.fromkeys((g.kind, g.id) for g in given))


@dataclass(frozen=True)
class Section:
    """A part of a dialogue, for the progress line."""

    id: str
    title: Text


@dataclass(frozen=True)
class Page:
    """A page of text with a title, such as an ending."""

    title: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class OneOf:
    """Conclusions of which every complete conversation has exactly one, or at least one, as `word` says."""

    word: str
    of: tuple[Ref, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Dialogue:
    """A script of questions."""

    id: str
    version: str
    title: Text
    minutes: int
    intro: tuple[Text, ...]
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    endings: Mapping[str, Page] = field(default_factory=dict)
    about: str = "person"
    formerly: Mapping[str, str] = field(default_factory=dict)
    """Questions of before, by id: the one of now that takes their answers. One that chose what a repeated question was about leads to
    that question: of what it left out the details are not known."""
    one_of: tuple[OneOf, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Questions by id."""
        return MappingProxyType({question.id: question for question in self.questions})
