"""Never a level: what an answer about a person records is no place on a scale, whatever the kind of question.

The rows of a question are `when`, `impact` and `origin`, of something that happened, and cannot be anything else (`vocabulary.QUALIFIERS`);
so what remains are options that stand for steps, and numbers that count nothing. Answers about an organisation may be steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.authoring.lint import words as w
from assistant.authoring.lint.desk import Desk, found
from assistant.content import model as m
from assistant.content.vocabulary import NUMBER
from assistant.errors import Finding

_STEP = re.compile(r"\d{1,3}(?: *(?:[.:;,(/=%]|[-–] ).*)?\Z", re.DOTALL)
_ENDS = " .,;:!?"
_LANGUAGES: tuple[m.Language, ...] = ("nl", "en")


def look(desk: Desk) -> Iterator[Finding]:
    """Every question about a person of which the answers are steps of a scale."""
    for dialogue in desk.pack.dialogues.values():
        for question in dialogue.questions if dialogue.about != "organisation" else ():
            steps = [option for option in question.options if _recorded(option) and _step(option.label)]
            if len(steps) > 1:
                yield found("question/ordinal", desk.key_place(question.place, "question"), word=question.id)
            elif any(given.kind == NUMBER and not _counted(desk.pack, given) for given in question.records):
                yield found("question/ordinal", desk.key_place(question.place, "records"), word=question.id)


def _recorded(option: m.Option) -> bool:
    return bool(option.records or option.sets)


def _step(label: m.Text) -> bool:
    """Whether a label is a number, or a word for high and low and nothing more."""
    texts = ((language, label.in_(language).strip(_ENDS).lower()) for language in _LANGUAGES)
    return any(_STEP.match(text) or text in w.STEPS[language] for language, text in texts)


def _counted(pack: m.Pack, given: m.Given) -> bool:
    """Whether a number counts or measures something: time, times, or people."""
    entry = pack.entry(given.kind, given.id)
    if not isinstance(entry, m.Observation):
        return True  # nobody declared it, which is told elsewhere
    return any(w.first(w.MEASURES[language], entry.unit.in_(language)) for language in _LANGUAGES)
