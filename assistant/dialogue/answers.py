"""Answers and facts as people and programs hand them in: files to a session or a situation, checked against the pack."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TypeVar

from assistant.content.conditions import NUMBER_LIMIT, read_given, thousandths
from assistant.content.json_text import tree_of
from assistant.content.model import Dialogue, Given, Observation, Option, Pack, Question
from assistant.content.nodes import Map, Node, Scalar, Seq
from assistant.content.questions import kind_of
from assistant.content.reader import DATE, Fields, Notes
from assistant.content.vocabulary import FACT_KINDS, NUMBER
from assistant.dialogue.carried import key_now, left_out, narrows, offered
from assistant.dialogue.session import DONT_KNOW, RATHER_NOT, Answer, Session
from assistant.errors import Finding, InputError, Place
from assistant.reasoning.situation import Situation, gather
from assistant.records import dataclass, replace

T = TypeVar("T")


def _read(data: bytes, file: str, work: Callable[[Fields, Notes], T], told: list[Finding] | None = None) -> T:
    """What `work` makes of the single situation in a file, YAML or JSON. Raises InputError with all that is wrong.

    What is no error is added to `told`.

    Plain JSON is read without places. When there is anything to say about it, it is read again as YAML, which knows where.
    """
    if (tree := tree_of(data)) is not None:
        notes = Notes()
        with suppress(InputError):
            found = work(Fields(tree, notes), notes)
            if not notes.findings:
                return found
    notes = Notes()
    found = work(_one_mapping(data, file, notes), notes)
    if told is not None:
        told += notes.findings
    return found


def _one_mapping(data: bytes, file: str, notes: Notes) -> Fields:
    """The single situation in a file. Raises InputError for lists and several documents: this is no screening tool."""
    from assistant.content.source import parse  # and with it the YAML library

    nodes, findings = parse(data, file)
    if findings and (line := _second_text(data)):
        findings = [Finding("input/one-situation", Place(file, line, 1))]
    notes.findings += findings
    if not findings and (len(nodes) > 1 or (nodes and isinstance(nodes[0], Seq))):
        notes.add("input/one-situation", nodes[-1].place)
    elif not findings and (not nodes or not isinstance(nodes[0], Map)):
        notes.add("input/shape", Place(file, 1, 1))
    _stop(notes)
    assert isinstance(nodes[0], Map)
    return Fields(nodes[0], notes)


def _second_text(data: bytes) -> int:
    """The line where a second text begins in what cannot be read as one (JSON after JSON, or words after `...`), or 0."""
    text = data.decode("utf-8", errors="replace").lstrip("\ufeff")
    if mark := re.search(r"^\.\.\.[ \t]*$\s*\S", text, re.MULTILINE):
        return text.count("\n", 0, mark.end()) + 1
    try:
        start = len(text) - len(text.lstrip())
        _, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return 0
    rest = text[end:]
    return text.count("\n", 0, len(text) - len(rest.lstrip(" \t\r\n,"))) + 1 if rest.strip(" \t\r\n,") else 0


def _several(node: Node | None) -> bool:
    """Whether this is a list of situations, or several by name, where the facts or answers of one belong."""
    if isinstance(node, Map):
        return any(isinstance(item, Seq) or _several_in(item) for item in node.entries.values())
    return isinstance(node, Seq) and any(isinstance(item, Seq) or _several_in(item) for item in node.items)


def _several_in(node: Node) -> bool:
    return isinstance(node, Map) and bool({"facts", "answers"} & node.entries.keys())


def _stop(notes: Notes) -> None:
    errors = [finding for finding in notes.findings if finding.severity == "error"]
    if errors:
        raise InputError(errors)


def _as_of(fields: Fields, today: str) -> str:
    value = fields.get("as_of")
    if value is None:
        return today
    if isinstance(value, Scalar) and DATE.match(value.value):
        return value.value
    fields.notes.add("field/type", value.place, field="as_of", wanted="date")
    return today


def read_facts(
    data: bytes, file: str, pack: Pack, today: str, told: list[Finding] | None = None
) -> tuple[str, Situation]:
    """The date and the situation in a FACTS file (YAML or JSON). Raises InputError with all that is wrong.

    A fact with an id of before is read as the one of now that names it; that is added to `told`.
    """
    return _read(data, file, lambda fields, notes: _facts(fields, notes, pack, today), told)


def _facts(fields: Fields, notes: Notes, pack: Pack, today: str) -> tuple[str, Situation]:
    as_of = _as_of(fields, today)
    if _several(fields.node.entries.get("facts")):
        notes.add("input/one-situation", fields.node.entries["facts"].place)
        _stop(notes)
    given = [fact for item in fields.items("facts") if (fact := read_given(item, fields)) is not None]
    if not fields.has("facts") and "facts" not in fields.node.entries:
        fields.missing("facts")
    fields.done()
    given = [_of_now(fact, pack, notes) for fact in given]
    check_given(given, pack, notes)
    _stop(notes)
    return as_of, gather(("", fact) for fact in given)[0]


def _of_now(fact: Given, pack: Pack, notes: Notes) -> Given:
    """The fact as it is called now. Only what was present is read anew: that an old band did not fit says nothing of a new one."""
    if pack.entry(fact.kind, fact.id) is not None:
        return fact
    now = next((e for e in pack.kind(fact.kind).values() if isinstance(e, Observation) and fact.id in e.formerly), None)
    if now is None:
        return fact
    notes.add("input/formerly", fact.place, severity="warning", word=f"{fact.kind}:{fact.id}", now=now.ref)
    return replace(fact, id=now.id, state="present" if fact.state == "present" else "unknown")


def check_given(given: Iterable[Given], pack: Pack, notes: Notes) -> None:
    """Note facts that the pack does not know and numbers outside their range."""
    for fact in given:
        entry = pack.entry(fact.kind, fact.id)
        if entry is None:
            other = [kind for kind in FACT_KINDS if pack.entry(kind, fact.id)]
            if other:
                notes.add("reference/other-kind", fact.place, kind=fact.kind, word=fact.id, other=other[0])
            else:
                notes.unknown("reference/unknown", fact.place, fact.id, pack.kind(fact.kind), kind=fact.kind)
        elif fact.kind == NUMBER:
            low, high = getattr(entry, "minimum", 0), getattr(entry, "maximum", NUMBER_LIMIT)
            if not low * 1000 <= fact.value <= high * 1000:
                notes.add("input/range", fact.place, word=fact.id, low=str(low), high=str(high))


def read_answers(
    data: bytes, file: str, dialogue: Dialogue, pack: Pack, today: str, told: list[Finding] | None = None
) -> Session:
    """The session in an answers file (YAML or JSON). Raises InputError with all that is wrong.

    The file is `{as_of: …, answers: {…}}` or just the answers. What can be read but must be said (an option of before that is asked
    again) is added to `told`.
    """
    return _read(data, file, lambda fields, notes: _session(fields, notes, dialogue, pack, today), told)


def _session(fields: Fields, notes: Notes, dialogue: Dialogue, pack: Pack, today: str) -> Session:
    as_of = _as_of(fields, today)
    if isinstance(several := fields.node.entries.get("answers"), Seq):
        notes.add("input/one-situation", several.place)
        _stop(notes)
    inner = fields.mapping("answers") if "answers" in fields.node.entries else None
    node = inner or (Map({}, {}, fields.place) if "answers" in fields.node.entries else fields.node)
    if inner is not None:
        for extra in ("facts", "case", "title", "dialogue", "expect", "expect_not", "expect_facts", "path", "ended"):
            fields.get(extra)
        fields.done()
    answers = answers_of(node, dialogue, pack, notes, as_of, skip=() if inner is not None else ("as_of",))
    _stop(notes)
    return Session(dialogue.id, as_of, answers)


def answers_of(
    node: Map, dialogue: Dialogue, pack: Pack, notes: Notes, as_of: str, skip: tuple[str, ...] = ()
) -> dict[str, Answer]:
    """Answers by question key; everything that fits no question or option on the day `as_of` is noted."""
    answers: dict[str, Answer] = {}
    narrowed: list[tuple[Question, tuple[str, ...]]] = []
    for written, value in node.entries.items():
        if written in skip:
            continue
        key = key_now(dialogue, written)
        name, _, item = key.partition("@")
        question = dialogue.by_id.get(name)
        if question is None:
            notes.unknown("input/question", node.keys[written], written, dialogue.by_id, dialogue=dialogue.id)
            continue
        if key != written and narrows(question, key):
            narrowed.append((question, _words(value)))
            continue
        if kind_of(question).repeated != bool(item):
            code = "input/no-item" if item else "input/needs-item"
            notes.add(code, node.keys[written], word=written)
            continue
        if item and item not in (known := offered(dialogue, question.for_each)):
            notes.unknown("input/option", node.keys[written], item, known, question=name)
            continue
        answer = _answer(question, value, dialogue, pack, notes, as_of)
        if answer is not None:
            answers[key] = answer
    for question, chosen in narrowed:
        answers |= left_out(dialogue, question, chosen, answers)
    return answers


def _words(value: Node) -> tuple[str, ...]:
    """The words in an answer, whatever they mean."""
    items = value.items if isinstance(value, Seq) else (value,)
    return tuple(item.value for item in items if isinstance(item, Scalar))


@dataclass(frozen=True)
class _File:
    """An answers file, as the kind of a question reads it."""

    notes: Notes
    pack: Pack
    offered: Mapping[str, Option]
    as_of: str

    def in_range(self, value: int, records: Iterable[Given], place: Place) -> bool:
        """Whether a value, times 1,000, is within the limits of what it is recorded as; noted when it is not."""
        noted = len(self.notes.findings)
        given = [Given(each.kind, each.id, value=value, place=place) for each in records]
        check_given(given, self.pack, self.notes)
        return len(self.notes.findings) == noted

    def number(self, value: Node, records: Iterable[Given]) -> int | None:
        """A number times 1,000, within the limits of what it is recorded as; None, noted, when it is none."""
        one = Fields(Map({"value": value}, {"value": value.place}, value.place), self.notes)
        number = thousandths(one, "value")
        if number is not None:
            self.in_range(number, records, value.place)
        return number


def _answer(question: Question, value: Node, dialogue: Dialogue, pack: Pack, notes: Notes, as_of: str) -> Answer | None:
    word = value.value if isinstance(value, Scalar) else ""
    if word in ("unknown", "refused") and not question.needs_answer:
        return DONT_KNOW if word == "unknown" else RATHER_NOT
    file = _File(notes, pack, offered(dialogue, question.choose_from), as_of)
    return kind_of(question).read_answer(question, value, file)
