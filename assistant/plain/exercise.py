"""Short exercises line by line: a conversation to practise, a report to judge. Text in, text out, and nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.danger import asks_for_danger
from assistant.dialogue.guide import Guide
from assistant.plain.leaving import asks_to_leave, leave
from assistant.plain.lines import Line, wrap
from assistant.plain.practice import DANGER, STOP, ask_lines, tell_danger
from assistant.practice.exercise import Exercise
from assistant.present.practice.exercise import begun, exercise_lines, exercise_view, next_exercise
from assistant.present.reading import read_answer, row_number


def exercise_list(guide: Guide, language: Language) -> str:
    """Every exercise as text."""
    return "".join(f"{each.id}\n    {each.title} ({each.about})\n" for each in exercise_lines(guide, language))


def play_exercise(guide: Guide, exercise: Exercise, day: str, line: Line, language: Language) -> str:
    """An exercise to its end, with what comes next; the id of the next one when it is taken, else empty. Raises Left."""
    words, session = phrases(language, "trainee"), begun(exercise, day)
    view = exercise_view(guide, exercise, session, language)
    line.tell(view.title, view.remark, "", *view.reading)
    while (view := exercise_view(guide, exercise, session, language)).question is not None:
        asked = ask_lines(view.question)
        line.write("\n".join(asked))
        typed = _read(guide, line, language, asked)
        if typed is None or typed.lower() == STOP:
            return ""
        answer = read_answer(view.question, typed) if typed else None
        if answer is None:
            line.tell(phrases(language)(f"practice.line.{view.question.control}"))
            continue
        session = session.answered(view.question.key, answer)
        line.tell(*exercise_view(guide, exercise, session, language).lines[-1].told)
    line.tell("", *view.back, *view.sources)
    following = next_exercise(guide, exercise, language)
    if following is None:
        return ""
    go = words("exercise.next.go", title=following.title)
    line.tell("", go)
    return following.id if row_number(_read(guide, line, language, wrap(go)) or "") == 1 else ""


def _read(guide: Guide, line: Line, language: Language, asked: Sequence[str]) -> str | None:
    """One line; danger leads to whom to call, leaving empties the screen. `asked` comes back after either. None at the end of the input."""
    while (typed := line.read("> ")) is not None:
        if asks_to_leave(typed):
            typed = leave(line, language)
        elif typed.strip() != DANGER and not asks_for_danger(typed):
            return typed.strip()
        if typed.strip() == DANGER or asks_for_danger(typed):
            tell_danger(guide, line, language)
        line.write("\n".join(asked))
    return None
