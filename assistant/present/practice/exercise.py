"""An exercise on screen, as plain view data: what was said so far, what is asked, and at the end a look back. The same for every shell."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.content.interface import phrases
from assistant.content.model import Language, Report, Source, Talk
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Turn
from assistant.dialogue.session import Session
from assistant.practice.exercise import (
    Exercise,
    closing,
    exercises,
    judged,
    position,
    said_after,
    script_of,
)
from assistant.practice.sentences import base_rates
from assistant.present.conversation import QuestionView, question_view
from assistant.records import dataclass, replace
from assistant.result.answers import said
from assistant.result.result import NOUN, fill

TALK, REPORT = "talk", "report"


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """An exercise in a list."""

    id: str
    kind: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A question that was answered: what was asked, what one chose, and what is said after it."""

    key: str
    ask: str
    chosen: str
    told: tuple[str, ...]


@dataclass(frozen=True)
class ExerciseView:
    """An exercise under way. `reading` is what is read first; `question` is None at the end, and then `back` looks back, danger first."""

    title: str
    remark: str
    reading: tuple[str, ...]
    lines: tuple[SaidLine, ...]
    question: QuestionView | None
    back: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def exercise_lines(guide: Guide, language: Language, kind: str = "") -> tuple[ExerciseLine, ...]:
    """The exercises of a pack, of one kind or all."""
    words, found = phrases(language, "trainee"), []
    for each in exercises(guide.pack):
        script = script_of(each)
        own = kind_of_exercise(each)
        if kind in ("", own):
            about = words(f"exercise.about.{own}", minutes=script.minutes)
            found.append(ExerciseLine(each.id, own, script.title.in_(language), about))
    return tuple(found)


def kind_of_exercise(exercise: Exercise) -> str:
    """TALK or REPORT."""
    return TALK if isinstance(exercise, Talk) else REPORT


def begun(exercise: Exercise, day: str) -> Session:
    """A session with nothing answered. It is kept nowhere."""
    return Session(exercise.id, day)


def exercise_view(guide: Guide, exercise: Exercise, session: Session, language: Language) -> ExerciseView:
    """Everything that a shell draws of an exercise."""
    words, script = phrases(language, "trainee"), script_of(exercise)
    stands = position(exercise, session)
    current = stands.current
    done = current is None
    return ExerciseView(
        title=script.title.in_(language),
        remark=words(f"exercise.remark.{kind_of_exercise(exercise)}"),
        reading=tuple(_reading(exercise, language)),
        lines=tuple(_line(turn, language) for turn in stands.turns),
        question=question_view(guide.pack, session, current, None, language, NOUN) if current else None,
        back=tuple(_back(exercise, session, language)) if done else (),
        sources=tuple(_sources(guide, exercise, language)) if done else (),
    )


def _reading(exercise: Exercise, language: Language) -> Iterable[str]:
    for text in script_of(exercise).intro:
        yield fill(text, language, NOUN)
    if isinstance(exercise, Report):
        for number, part in enumerate(exercise.parts, 1):
            yield f"{number}. {fill(part.text, language, NOUN)}"


def _line(turn: Turn, language: Language) -> SaidLine:
    chosen = turn.answer.chosen if turn.answer else ()
    told = tuple(fill(text, language, NOUN) for text in said_after(turn.question, chosen))
    return SaidLine(turn.key, fill(turn.question.ask, language, NOUN), said(turn, language, NOUN), told)


def _back(exercise: Exercise, session: Session, language: Language) -> Iterable[str]:
    """Danger first; then what was seen, in sentences; then the last word. Of a talk only the last word: nothing in it is right or wrong."""
    words = phrases(language, "trainee")
    if isinstance(exercise, Report):
        found = judged(exercise, session)
        if exercise.urgent:
            yield words("report.back.urgent.left" if found.left_alone(exercise) else "report.back.urgent")
        for kind, part, whole in found.kinds:
            yield words("report.back.kind", kind=words(f"report.kinds.{kind}"), part=part, whole=whole)
        part, whole = found.lacks
        if whole:
            yield words("report.back.lacks", part=part, whole=whole)
        yield words("report.back.reporter")
    last = closing(exercise)
    if last:
        yield fill(last, language, NOUN)
    if isinstance(exercise, Report):
        yield " ".join(base_rates(language)[-1:])
    else:
        yield words("exercise.back.talk")


def _sources(guide: Guide, exercise: Exercise, language: Language) -> Iterable[str]:
    named = False
    for citation in exercise.sources:
        entry = guide.pack.entry("source", citation.source)
        if isinstance(entry, Source):
            named = True
            parts = (entry.name.in_(language), entry.publisher, entry.year, citation.at)
            yield phrases(language)("practice.source", source=", ".join(part for part in parts if part))
    if not named:
        yield phrases(language, "trainee")("exercise.own_choice")


def next_exercise(guide: Guide, exercise: Exercise, language: Language) -> ExerciseLine | None:
    """The one after this in its list; after the last the first again. None when there is no other."""
    lines = exercise_lines(guide, language, kind_of_exercise(exercise))
    place = next((n for n, line in enumerate(lines) if line.id == exercise.id), -1)
    return lines[(place + 1) % len(lines)] if len(lines) > 1 else None


def again(exercise: Exercise, session: Session, key: str) -> Session:
    """The session as it was before the question `key`: to choose something else there."""
    order = [turn.key for turn in position(exercise, session).turns]
    kept = order[: order.index(key)] if key in order else []
    return replace(session, answers={name: session.answers[name] for name in kept})
