"""The degree of support the study gives, as lines of background reading with a trigger factor. No conclusion rests on it."""

from __future__ import annotations

from assistant.content.interface import phrases
from assistant.content.model import Language, Trigger
from assistant.content.support import NOT_ENTERED, grade_and_page
from assistant.content.vocabulary import SUPPORT_CELLS
from assistant.result.words import capital


def support_lines(trigger: Trigger, language: Language) -> tuple[str, ...]:
    """One line per cell, with the study's own word and page; what nobody has entered yet says so."""
    words = phrases(language)
    lines = []
    for cell in SUPPORT_CELLS:
        grade, page = grade_and_page(trigger.support.get(cell, NOT_ENTERED))
        name = capital(words(f"support.cell.{cell}"))
        key = "support.value.not_entered" if grade == NOT_ENTERED else "support.value"
        lines.append(words(key, cell=name, grade=grade, page=page))
    return tuple(lines)


def support_sentence(trigger: Trigger, language: Language) -> str:
    """The overall degree of support in one sentence, for beside a proof; says so when nobody has entered it yet."""
    words = phrases(language)
    grade, page = grade_and_page(trigger.support.get("overall", NOT_ENTERED))
    key = "support.proof.not_entered" if grade == NOT_ENTERED else "support.proof"
    return words(key, grade=grade, page=page)
