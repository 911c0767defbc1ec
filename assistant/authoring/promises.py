"""The three promises of every conversation, judged by the exact course: danger has its exit, there is someone to turn to, it is short.

`explore`, `check`, `pack build` and `pack install` all judge with this. What walking found is a counter-example; nothing that was merely
walked proves anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from assistant.authoring.course import Course, Proven, TooMany, course, danger_ends, in_danger, questions_at_most
from assistant.authoring.script import Script
from assistant.authoring.shortest import shortened
from assistant.authoring.walked import Path
from assistant.content.model import OneOf, Page, Step, Text
from assistant.content.vocabulary import DANGER, EXACTLY_ONE_OF
from assistant.dialogue.session import Session

LONGEST = 20
DANGER_EXIT, HUMAN_AT_END, NOT_TOO_LONG = "danger_exit", "human_at_end", "not_too_long"
HUMAN = ("partner",)
CourseOf = Callable[[], Course | None]
Basis = Literal["proven", "shown", "words", "walked"]
_SOMEONE = re.compile(
    r"collega|leidinggevende|contactp|gemeente|deskundige|huisarts|bel |colleague|manager|call ", re.IGNORECASE
)


@dataclass(frozen=True)
class Verdict:
    """The answer to one promise or wish: whether it is `met`, and by what that is known.

    `proof` comes from an exact course; `shown` is a conversation that shows it; `by_words` says that a list of words found someone on the
    last page. With none of these it is only so of what was walked.
    """

    kind: str
    about: str
    met: bool
    proof: Proven | None = None
    shown: Session | None = None
    questions: int = 0
    by_words: bool = False

    @property
    def basis(self) -> Basis:
        """By what it is known."""
        if self.by_words:
            return "words"
        if self.shown is not None:
            return "shown"
        return "proven" if self.proof is not None else "walked"

    @property
    def exact(self) -> bool:
        """Whether it is certain: proven, or shown by a conversation."""
        return self.basis in ("proven", "shown")


@dataclass(frozen=True)
class Limits:
    """How much may be worked out: different states at one question, and answers in all."""

    states: int
    work: int


AT_ONCE = Limits(2_000, 8_000)
"""What `check` may take: well under a second."""
A_MOMENT = Limits(4_000, 60_000)
"""What `explore` may take for one question of an author."""
AS_LONG_AS_IT_TAKES = Limits(20_000, 400_000)
"""What `pack build` and `pack install` may take: they wait."""


@dataclass(frozen=True)
class Walked:
    """What walking found already: a conversation that breaks a promise, by promise, and how many questions the longest had."""

    breaks: Mapping[str, Path] = field(default_factory=dict)
    longest: int = 0


def worked_out(script: Script, limits: Limits) -> Course | None:
    """The course without any goal; None when it is too much."""
    try:
        return course(script, (), limits.states, limits.work)
    except TooMany:
        return None


def judged(
    script: Script, limits: Limits, walked: Walked = Walked(), course_of: CourseOf | None = None
) -> tuple[Verdict, ...]:
    """The promises of one dialogue. `course_of` gives its course, None when that was too much; it is asked only when it is needed.

    Two of them are made of conversations about a person; of another dialogue they are told where they hold.
    """
    whole = cache(course_of or (lambda: worked_out(script, limits)))
    found = (_danger(script, whole, walked), _someone(script, limits, walked), _short(script, whole, walked))
    person = script.dialogue.about == "person"
    promises = tuple(verdict for verdict in found if person or verdict.met or verdict.kind == DANGER_EXIT)
    return (*promises, *(_one_of(script, group, limits, walked) for group in script.dialogue.one_of))


def _danger(script: Script, course_of: CourseOf, walked: Walked) -> Verdict:
    """No conversation in which danger came up ends without the page for it, however it ends."""
    proof = danger_ends(script.dialogue)
    if proof is not None:
        return Verdict(DANGER_EXIT, "", True, proof)

    def broken(path: Path) -> bool:
        return path.ended != DANGER and in_danger(path.state)

    path, whole = walked.breaks.get(DANGER_EXIT), course_of()
    if path is None and whole is not None:
        path = whole.first(lambda end: end.ended != DANGER and end.danger)
    if path is None:
        return Verdict(DANGER_EXIT, "", True, whole.proven if whole else None)
    return shown(script, DANGER_EXIT, "", script.follow(dict(path.answers)), broken)


def _someone(script: Script, limits: Limits, walked: Walked) -> Verdict:
    """Every complete conversation names someone to turn to: on its last page, or as a conclusion."""
    page = script.dialogue.endings.get("complete")
    if page is not None and names_someone(page):
        return Verdict(HUMAN_AT_END, "", True, by_words=True)
    found = _someone_in(script, human_goals(script), limits, walked)
    wide = human_goals(script, by_words=True)
    if found.met or wide == human_goals(script):
        return found
    found = _someone_in(script, wide, limits, walked)
    return replace(found, proof=None, by_words=True) if found.proof else found


def _someone_in(script: Script, goals: list[int], limits: Limits, walked: Walked) -> Verdict:
    """Every complete conversation leads to one of these conclusions."""

    def broken(path: Path) -> bool:
        return path.ended == "complete" and not draws(script, path, goals)

    path = walked.breaks.get(HUMAN_AT_END)
    path = path if path is not None and broken(path) else None
    proof = None
    if path is None:
        try:
            worked = course(script, goals, limits.states, limits.work)
        except TooMany:
            return Verdict(HUMAN_AT_END, "", True)
        path, proof = worked.first(lambda end: end.ended == "complete" and not end.holds), worked.proven
    if path is None:
        return Verdict(HUMAN_AT_END, "", True, proof)
    return shown(script, HUMAN_AT_END, "", script.follow(dict(path.answers)), broken)


def about_of(group: OneOf) -> str:
    """The conclusions of a group, as a verdict names them."""
    return ", ".join(str(ref) for ref in group.of)


def goals_of(script: Script, group: OneOf) -> list[int]:
    """The conclusions of a group that any rule can draw."""
    index = script.program.index
    return sorted(index[str(ref)] for ref in group.of if index.get(str(ref)) in script.program.shown)


def fits(group: OneOf, number: int) -> bool:
    """Whether a conversation that has so many of its conclusions is as the group says."""
    return number == 1 if group.word == EXACTLY_ONE_OF else number > 0


def _one_of(script: Script, group: OneOf, limits: Limits, walked: Walked) -> Verdict:
    """Every complete conversation has one of these conclusions: exactly one, or at least one."""
    about, goals = about_of(group), goals_of(script, group)

    def broken(path: Path) -> bool:
        return path.ended == "complete" and not fits(group, len(drawn_of(script, path, goals)))

    path = walked.breaks.get(f"{group.word} {about}")
    proof = None
    if path is None:
        try:
            worked = course(script, goals, limits.states, limits.work)
        except TooMany:
            return Verdict(group.word, about, True)
        path = worked.first(lambda end: end.ended == "complete" and not fits(group, len(end.holds)))
        proof = worked.proven
    if path is None:
        return Verdict(group.word, about, True, proof)
    return shown(script, group.word, about, script.follow(dict(path.answers)), broken)


def _short(script: Script, course_of: CourseOf, walked: Walked) -> Verdict:
    """No conversation has more than twenty questions."""
    about = str(LONGEST)
    most, proof = questions_at_most(script.dialogue)
    if most <= LONGEST and not walked.longest:
        return Verdict(NOT_TOO_LONG, about, True, proof, questions=most)
    whole = course_of()
    longest = max((max(end.lengths) for end in whole.ends), default=0) if whole else 0
    longest = max(longest, walked.longest)
    if most <= LONGEST:
        return Verdict(NOT_TOO_LONG, about, True, proof, questions=longest)
    if longest > LONGEST:
        return Verdict(NOT_TOO_LONG, about, False, whole.counted if whole else None, questions=longest)
    return Verdict(NOT_TOO_LONG, about, True, whole.proven if whole else None, questions=longest)


def shown(
    script: Script, kind: str, about: str, path: Path, shows: Callable[[Path], bool], met: bool = False
) -> Verdict:
    """A verdict with the shortest conversation that shows it that can be found from this one."""
    path = shortened(script, path, shows)
    return Verdict(kind, about, met, None, path.session(script.dialogue.id), path.questions)


def draws(script: Script, path: Path, goals: list[int]) -> bool:
    """Whether a conversation leads to any of these conclusions."""
    return bool(drawn_of(script, path, goals))


def drawn_of(script: Script, path: Path, goals: list[int]) -> frozenset[int]:
    """Which of these conclusions a conversation leads to."""
    base = sorted(set(script.atoms.base(path.state, reasoning=True)))
    return script.drawn(base, danger=in_danger(path.state)).intersection(goals)


def human_goals(script: Script, *, by_words: bool = False) -> list[int]:
    """The conclusions that name someone to turn to: partners, and with a list of words also steps whose text does."""
    found = []
    for atom, (kind, name) in script.program.shown.items():
        entry = script.guide.pack.entry(kind, name) if by_words and kind == "step" else None
        if kind in HUMAN or (isinstance(entry, Step) and names_somebody(entry.name, entry.text)):
            found.append(atom)
    return sorted(found)


def names_someone(page: Page) -> bool:
    """Whether a page names someone to turn to, as far as a list of words knows."""
    return names_somebody(*page.lines)


def names_somebody(*texts: Text) -> bool:
    """Whether one of these texts names someone to turn to, as far as a list of words knows."""
    return any(_SOMEONE.search(words) for text in texts for words in (text.nl, text.en))
