"""When, how heavy, how one knows: short questions about each thing that was chosen before."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from assistant.content.model import Question
from assistant.content.nodes import Map, Node, Scalar
from assistant.content.questions.answer import KNOWN, REFUSED, UNKNOWN, Answer
from assistant.content.questions.kind import Kind, Telling

if TYPE_CHECKING:
    from assistant.content.questions.around import AnswersFile, Block, Exploring, Facts


class Qualifiers(Kind):
    """A group of rows about each chosen option."""

    name = "qualifiers"
    control = "rows"
    repeated = True

    def read(self, block: Block) -> Mapping[str, Any]:
        """What it is repeated for, and its rows."""
        return {
            "for_each": block.words("for_each"),
            "narrowed_by": block.word("narrowed_by"),
            "at_most": block.at_most(),
            "rows": block.rows(),
        }

    def lacking(self, question: Question) -> str:
        """Rows, and something to ask them about."""
        return "" if question.rows and question.for_each else "question/no-rows"

    def read_answer(self, question: Question, value: Node, file: AnswersFile) -> Answer | None:
        """`{when: recent, …}`; what is left out is not known."""
        if not isinstance(value, Map):
            file.notes.add("input/rows", value.place, question=question.id)
            return None
        rows: list[tuple[str, str]] = []
        known = {row.qualifier: row for row in question.rows}
        for name, item in value.entries.items():
            if name not in known:
                file.notes.unknown("input/row", value.keys[name], name, known, question=question.id)
                continue
            word = item.value if isinstance(item, Scalar) else ""
            allowed = [option.id for option in known[name].options]
            if word in (UNKNOWN, REFUSED):
                continue
            if word not in allowed:
                file.notes.unknown("input/option", item.place, word, allowed, question=f"{question.id}.{name}")
                continue
            rows.append((name, word))
        return Answer(rows=tuple(sorted(rows)))

    def fits_known(self, question: Question, answer: Answer, offered: Collection[str]) -> bool:
        """Rows that are there, with choices that are there."""
        known = {(row.qualifier, option.id) for row in question.rows for option in row.options}
        return not answer.chosen and set(answer.rows) <= known

    def still_fits(self, question: Question, answer: Answer, offered: Collection[str]) -> bool:
        """Any rows will do."""
        return not answer.chosen

    def record(self, question: Question, answer: Answer, facts: Facts) -> None:
        """Qualifiers of what was chosen."""
        if facts.about is not None and answer.state == KNOWN:
            for given in facts.about.records:
                facts.qualify(f"{given.kind}:{given.id}", answer.rows)

    def said(self, question: Question, answer: Answer, telling: Telling) -> str:
        """The labels of what was chosen in the rows."""
        labels = [
            telling.fill(option.label)
            for row in question.rows
            for option in row.options
            if (row.qualifier, option.id) in answer.rows
        ]
        return " · ".join(labels) or telling.words("answer.unknown")

    def as_words(self, answer: Answer) -> list[str]:
        """`qualifier=value`."""
        return [f"{name}={value}" for name, value in answer.rows]

    def ways(self, question: Question, exploring: Exploring) -> Iterable[Answer]:
        """Every way to fill in the rows, left open too."""
        ways = [[*((row.qualifier, option.id) for option in row.options), None] for row in question.rows]
        for picked in itertools.product(*ways):
            yield Answer(rows=tuple(sorted(pair for pair in picked if pair is not None)))
