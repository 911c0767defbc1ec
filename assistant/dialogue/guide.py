"""A pack made ready to talk: the reasoner and every dialogue, with the conditions of questions compiled along with the rules."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from assistant.content.directory import NO_DIRECTORY, Directory
from assistant.content.model import Dialogue, Pack, Question
from assistant.dialogue.replay import Position, replay
from assistant.dialogue.session import Session
from assistant.errors import Finding, InputError, Place
from assistant.reasoning.situation import Situation
from assistant.records import dataclass

if TYPE_CHECKING:
    from assistant.reasoning.incremental import Following
    from assistant.reasoning.reasoner import Reasoner


@dataclass(frozen=True)
class Progress:
    """How far a conversation is: part `part` of `parts` (named `title_id`), `done` screens, about `left` screens and `minutes` to go."""

    part: int
    parts: int
    section: str
    done: int
    left: int
    minutes: int


REMEMBERED = 4
"""Sessions whose position is remembered: the one on screen, as a person and as a report see it, and the one before it."""


class Guide:
    """The door for every shell: positions of sessions in the dialogues of one pack."""

    def __init__(
        self, pack: Pack, directory: Directory = NO_DIRECTORY, *, later: bool = False, cache: Path | None = None
    ) -> None:
        """Compiles the pack once; `later`, for a pack that was compiled before, when that is first needed.

        `cache` is the folder where what was compiled is kept, None for never.

        Raises InputError when its rules have no clear meaning.
        """
        self.pack = pack
        self.directory = directory
        self.cache = cache
        self._walked: tuple[tuple[Session, bool, Position], ...] = ()
        self._compiling = Lock()
        self._compiled: tuple[Reasoner, dict[tuple[str, str], int]] | None = None
        if not later:
            self._ready()

    def _ready(self) -> tuple[Reasoner, dict[tuple[str, str], int]]:
        """The reasoner, and the number of every question with a condition, by dialogue and question."""
        with self._compiling:  # a thread may be at it already, while nobody waits
            if self._compiled is None:
                from assistant.reasoning.reasoner import Reasoner  # the first question needs none of it

                asked = [(d.id, q) for d in self.pack.dialogues.values() for q in d.questions if q.only_if]
                reasoner = Reasoner(self.pack, [question.only_if for _, question in asked], self.cache)
                self._compiled = reasoner, {(name, q.id): number for number, (name, q) in enumerate(asked)}
            return self._compiled

    @property
    def reasoner(self) -> Reasoner:
        """The rules of the pack, compiled."""
        return self._ready()[0]

    def dialogue(self, name: str) -> Dialogue:
        """The dialogue called `name`. Raises InputError with the nearest names when there is none."""
        dialogue = self.pack.dialogues.get(name)
        if dialogue is None:
            from assistant.content.reader import nearest  # only when something is wrong

            known = self.pack.dialogues
            values = {"word": name, "near": nearest(name, known), "known": ", ".join(known)}
            raise InputError([Finding("input/dialogue", Place("dialogues"), values)])
        return dialogue

    def position(self, session: Session, *, silent_stops: bool = False) -> Position:
        """Where the session stands; see `replay`. Asked again about the same session it remembers: a screen asks several times."""
        for known, stops, position in self._walked:
            if known is session and stops == silent_stops:
                return position
        position = self._walk(session, silent_stops)
        self._walked = ((session, silent_stops, position), *self._walked[: REMEMBERED - 1])
        return position

    def _walk(self, session: Session, silent_stops: bool) -> Position:
        dialogue = self.dialogue(session.dialogue)
        following: Following | None = None

        def holds(question: Question, situation: Situation, changed: Collection[str]) -> bool:
            nonlocal following
            reasoner, queries = self._ready()
            if following is None:
                from assistant.reasoning.incremental import Following  # the first question needs no rules

                following = Following(reasoner)
            return following.query(queries[dialogue.id, question.id], situation, changed)

        return replay(dialogue, session, holds, silent_stops=silent_stops)

    def progress(self, session: Session, position: Position) -> Progress:
        """An honest guess of what is left: questions that may be skipped count for half."""
        dialogue = self.dialogue(session.dialogue)
        order = {question.id: number for number, question in enumerate(dialogue.questions)}
        sections = [section.id for section in dialogue.sections]
        done = len(position.screens())
        if position.current is None:
            last = sections[-1] if sections else ""
            return Progress(len(sections), len(sections), last, done, 0, 0)
        current = position.current.question
        ahead = [q for q in dialogue.questions if order[q.id] > order[current.id]]
        left = weight(current) + sum(map(weight, ahead))
        screens = max(1, round(left))
        minutes = max(1, round(dialogue.minutes * left / sum(map(weight, dialogue.questions))))
        return Progress(sections.index(current.section) + 1, len(sections), current.section, done, screens, minutes)


def weight(question: Question) -> float:
    """How much a question counts in what is left: one that may be skipped counts for half."""
    return 0.5 if question.only_if or question.for_each else 1.0
