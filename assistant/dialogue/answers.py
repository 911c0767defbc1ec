"""Answers and facts as people and programs hand them in: files to a session or a situation, checked against the pack."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeVar

from assistant.content.conditions import NUMBER_LIMIT, read_given, thousandths
from assistant.content.json_text import tree_of
from assistant.content.model import Dialogue, Given, Observation, Option, Pack, Question
from assistant.content.nodes import Map, Node, Scalar, Seq
from assistant.content.reader import DATE, Fields, Notes
from assistant.content.vocabulary import ASK_AGAIN, FACT_KINDS
from assistant.dialogue.carried import key_now, left_out, narrows
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, RATHER_NOT, SEEN, Answer, Session
from assistant.errors import Finding, InputError, Place
from assistant.reasoning.situation import Situation, gather
from assistant.records import replace

T = TypeVar("T")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z")


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
        elif fact.kind == "number":
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
    answers = answers_of(node, dialogue, pack, notes, skip=() if inner is not None else ("as_of",))
    _stop(notes)
    return Session(dialogue.id, as_of, answers)


def answers_of(
    node: Map, dialogue: Dialogue, pack: Pack, notes: Notes, skip: tuple[str, ...] = ()
) -> dict[str, Answer]:
    """Answers by question key; everything that fits no question or option is noted."""
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
        if (question.kind == "qualifiers") != bool(item):
            code = "input/needs-item" if question.kind == "qualifiers" else "input/no-item"
            notes.add(code, node.keys[written], word=written)
            continue
        if item and item not in (known := _offered(dialogue, question.for_each)):
            notes.unknown("input/option", node.keys[written], item, known, question=name)
            continue
        answer = _answer(question, value, dialogue, pack, Fields(node, notes))
        if answer is not None:
            answers[key] = answer
    for question, chosen in narrowed:
        answers |= left_out(dialogue, question, chosen, answers)
    return answers


def _words(value: Node) -> tuple[str, ...]:
    """The words in an answer, whatever they mean."""
    items = value.items if isinstance(value, Seq) else (value,)
    return tuple(item.value for item in items if isinstance(item, Scalar))


def _offered(dialogue: Dialogue, questions: Iterable[str]) -> dict[str, Option]:
    return {o.id: o for name in questions if name in dialogue.by_id for o in dialogue.by_id[name].answerable}


def _answer(question: Question, value: Node, dialogue: Dialogue, pack: Pack, around: Fields) -> Answer | None:
    notes = around.notes
    word = value.value if isinstance(value, Scalar) else ""
    if word in ("unknown", "refused") and isinstance(value, Scalar):
        return DONT_KNOW if word == "unknown" else RATHER_NOT
    match question.kind:
        case "yes_no":
            if isinstance(value, Scalar) and (value.type == "bool" or word in ("yes", "no")):
                return Answer(chosen=("yes" if word.lower() in ("yes", "true", "on") else "no",))
            notes.add("input/yes-no", value.place, question=question.id)
            return None
        case "one_of" | "any_of":
            return _chosen(question, value, dialogue, notes)
        case "qualifiers":
            return _rows(question, value, notes)
        case "number":
            return _number(question, value, pack, around)
        case "month":
            if isinstance(value, Scalar) and _MONTH.match(word[:7]) and (len(word) == 7 or DATE.match(word)):
                return Answer(month=word[:7])
            notes.add("input/month", value.place, question=question.id)
            return None
        case "text":
            if isinstance(value, Scalar):
                return Answer(text=word)
            notes.add("field/type", value.place, field=question.id, wanted="text")
            return None
        case _:
            return SEEN


def _chosen(question: Question, value: Node, dialogue: Dialogue, notes: Notes) -> Answer | None:
    items = value.items if isinstance(value, Seq) else (value,)
    if isinstance(value, Seq) and question.kind == "one_of":
        notes.add("input/one-option", value.place, question=question.id)
        return None
    options = {option.id: option for option in question.answerable} | _offered(dialogue, question.choose_from)
    chosen: list[str] = []
    again = False
    for item in items:
        word = item.value if isinstance(item, Scalar) else ""
        word = question.formerly.get(word, word)
        if word == ASK_AGAIN:
            old = item.value if isinstance(item, Scalar) else ""
            notes.add("input/asked-again", item.place, severity="warning", word=old, question=question.id)
            again = True
            continue
        if question.kind == "any_of" and word in (NONE_OF_THESE, "none") and word not in options:
            word = NONE_OF_THESE
            if not question.none_of_these:
                notes.add("input/none", item.place, question=question.id)
                return None
        elif word not in options:
            notes.unknown("input/option", item.place, word, options, question=question.id)
            continue
        chosen.append(word)
    if not chosen or again:  # an option of before that means nothing exact now: the whole question is asked again
        if not items:
            notes.add("input/empty", value.place, question=question.id)
        return None
    if NONE_OF_THESE in chosen and len(chosen) > 1:
        notes.add("input/none-and-more", value.place, question=question.id)
        return None
    if question.at_most and len(chosen) > question.at_most:
        notes.add("input/too-many", value.place, question=question.id, limit=str(question.at_most))
        return None
    order = [option for option in options if option in chosen] or chosen
    return Answer(chosen=tuple(order))


def _rows(question: Question, value: Node, notes: Notes) -> Answer | None:
    if not isinstance(value, Map):
        notes.add("input/rows", value.place, question=question.id)
        return None
    rows: list[tuple[str, str]] = []
    known = {row.qualifier: row for row in question.rows}
    for name, item in value.entries.items():
        if name not in known:
            notes.unknown("input/row", value.keys[name], name, known, question=question.id)
            continue
        word = item.value if isinstance(item, Scalar) else ""
        allowed = [option.id for option in known[name].options]
        if word in ("unknown", "refused"):
            continue
        if word not in allowed:
            notes.unknown("input/option", item.place, word, allowed, question=f"{question.id}.{name}")
            continue
        rows.append((name, word))
    return Answer(rows=tuple(sorted(rows)))


def _number(question: Question, value: Node, pack: Pack, around: Fields) -> Answer | None:
    one = Fields(Map({"value": value}, {"value": value.place}, value.place), around.notes)
    number = thousandths(one, "value")
    if number is None:
        return None
    check_given([Given(g.kind, g.id, value=number, place=value.place) for g in question.records], pack, around.notes)
    return Answer(number=number)
