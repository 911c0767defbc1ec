"""Short exercises line by line: a conversation to practise, a report to judge. Text in, text out, and nothing is kept."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language
from assistant.danger import asks_for_danger
from assistant.dialogue.guide import Guide
from assistant.plain.lines import Line
from assistant.plain.practice import DANGER, STOP, ask_lines
from assistant.practice.exercise import Exercise
from assistant.present.danger import danger_pages, page_lines
from assistant.present.practice.exercise import begun, exercise_lines, exercise_view, next_exercise
from assistant.present.reading import read_answer, row_number


def exercise_list(guide: Guide, language: Language) -> str:
    """Every exercise as text."""
    return "".join(f"{each.id}\n    {each.title} ({each.about})\n" for each in exercise_lines(guide, language))


def play_exercise(guide: Guide, exercise: Exercise, day: str, line: Line, language: Language) -> str:
    """An exercise to its end, with what comes next; the id of the next one when it is taken, else empty."""
    words, session = phrases(language, "trainee"), begun(exercise, day)
    view = exercise_view(guide, exercise, session, language)
    line.tell(view.title, view.remark, "", *view.reading)
    while (view := exercise_view(guide, exercise, session, language)).question is not None:
        line.write("\n".join(ask_lines(view.question)))
        typed = _read(guide, line, language)
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
    line.tell("", words("exercise.next.go", title=following.title))
    return following.id if row_number(_read(guide, line, language) or "") == 1 else ""


def _read(guide: Guide, line: Line, language: Language) -> str | None:
    """One line; danger leads to whom to call, and then the line is asked again. None at the end of the input."""
    while (typed := line.read("> ")) is not None:
        if typed.strip() != DANGER and not asks_for_danger(typed):
            return typed.strip()
        for page in danger_pages(guide.pack, language):
            line.tell(page.title, *page_lines(page, language))
    return None
