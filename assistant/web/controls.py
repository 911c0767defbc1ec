"""How each control is drawn in a page, and how the fields of a form become an answer. Kinds of question are not known here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.content.interface import Phrases
from assistant.content.model import Dialogue
from assistant.content.questions.typed import Entry
from assistant.dialogue.carried import fits
from assistant.dialogue.session import SEEN, Answer
from assistant.present.conversation import (
    MORE,
    UNKNOWN_CHOICE,
    Choice,
    QuestionView,
    RowView,
    answer_of,
    answers_of,
    same_for_all,
)
from assistant.present.reading import read_entry

Problem = Literal["choose", "alone", "at_most", "one", "typed"]
Fields = Mapping[str, Sequence[str]]
"""What a form sent, by name."""
PICK, TYPED = "a", "n"
"""The names of the fields for a choice, and for what is typed."""


class Unfit(Exception):
    """The fields are no answer to the question. `code` names the sentence, `values` fill it."""

    def __init__(self, code: Problem, **values: object) -> None:
        self.code: Problem = code
        self.values = values
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Group:
    """A choice and those that are more exact; of MORE the choices that are too rare to stand in the list at once."""

    choice: Choice
    under: tuple[Choice, ...]
    last: bool = False

    @property
    def more(self) -> bool:
        """Whether it only opens."""
        return self.choice.id == MORE


def groups_of(view: QuestionView) -> tuple[Group, ...]:
    """The choices as they are drawn; `last` marks the first that rules out all others, which stands after *of*."""
    under: dict[str, list[Choice]] = {}
    for choice in view.choices:
        if choice.under:
            under.setdefault(choice.under, []).append(choice)
    heads = [choice for choice in view.choices if not choice.under]
    alone = next((choice for choice in heads if choice.alone), None)
    return tuple(Group(choice, tuple(under.get(choice.id, ())), choice is alone) for choice in heads)


def row_groups(view: QuestionView) -> Iterator[tuple[str, tuple[RowView, ...]]]:
    """The short questions by the thing they are about: what stands above them, and the questions."""
    keys = dict.fromkeys(row.key for row in view.rows)
    for key in keys:
        rows = tuple(row for row in view.rows if row.key == key)
        yield rows[0].about, rows


def answers_from(dialogue: Dialogue, view: QuestionView, fields: Fields) -> Mapping[str, Answer]:
    """The answers, by key, that the fields of a form give. Raises Unfit; ids that the question does not have count as not sent."""
    if view.control == "rows":
        return answers_of(view, rows_from(view, fields))
    if view.control in ("read", "words"):
        return {view.key: SEEN}
    answer = _typed(view, view.entry, fields) if view.entry is not None else _chosen(view, fields)
    if not fits(dialogue, dialogue.by_id[view.key.partition("@")[0]], answer):
        raise Unfit("choose")
    return {view.key: answer}


def _chosen(view: QuestionView, fields: Fields) -> Answer:
    sent = set(fields.get(PICK, ()))
    picked = [choice for choice in view.choices if choice.id in sent and choice.id != MORE]
    if not picked:
        raise Unfit("choose")
    if len(picked) > 1 and any(choice.alone for choice in picked):
        raise Unfit("alone")
    held = {choice.under for choice in picked} - {MORE, ""}  # what is more exact comes with the choice that holds it
    ids = tuple(choice.id for choice in view.choices if choice in picked or choice.id in held)
    if not view.multiple and len(ids) > 1:
        raise Unfit("one")
    if view.at_most and len(ids) > view.at_most:
        raise Unfit("at_most", count=view.at_most)
    told = rows_from(view, fields)
    if view.control == "mark" and len(told) < len(view.rows):
        raise Unfit("choose")
    return answer_of(view, ids, told)


def _typed(view: QuestionView, entry: Entry, fields: Fields) -> Answer:
    typed = "".join(fields.get(TYPED, ())[:1]).strip()
    if not typed:
        return _chosen(view, fields)
    answer = read_entry(view, entry, typed)
    if answer is None:
        raise Unfit("typed")
    return answer


def told_of(unfit: Unfit, view: QuestionView, words: Phrases) -> str:
    """What to say of fields that are no answer."""
    if unfit.code == "typed" and view.entry is not None:
        return view.entry.wrong("page", words.language)
    if unfit.code == "choose" and not any(choice.id == UNKNOWN_CHOICE for choice in view.choices):
        return words("practice.choose")
    return words(f"problem.{unfit.code}", **unfit.values)


def rows_from(view: QuestionView, fields: Fields) -> dict[str, str]:
    """The choices of the short questions, by their ids."""
    sent = {row.id: "".join(fields.get(row.id, ())[:1]) for row in view.rows}
    return {row.id: sent[row.id] for row in view.rows if sent[row.id] in {choice.id for choice in row.choices}}


def same_rows(view: QuestionView, fields: Fields) -> dict[str, str]:
    """The choices of the short questions, with those about the first thing taken over for all."""
    return same_for_all(view, rows_from(view, fields), view.rows[0].key)


def marked(view: QuestionView, fields: Fields) -> tuple[frozenset[str], Mapping[str, str], str]:
    """What stands chosen when the page is drawn again: choices, rows, and what was typed. Without fields, what was answered before."""
    if not fields:
        return frozenset(view.chosen), dict(view.chosen_rows), ""
    return frozenset(fields.get(PICK, ())), rows_from(view, fields), "".join(fields.get(TYPED, ())[:1])[:4_000]


def open_rows(view: QuestionView, rows: Mapping[str, str]) -> dict[str, str]:
    """The rows with what was left open as not known."""
    return {row.id: rows.get(row.id, UNKNOWN_CHOICE) for row in view.rows}
