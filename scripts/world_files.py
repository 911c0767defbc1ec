"""Situations of tests/world/: files with what was told, answers, facts and what a hand that had not seen the rules expects of them.

`read_situation` takes one file to typed values; tests/world/README.md says how the files were made and what each field means.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeVar, get_args

from assistant.content.conditions import read_given
from assistant.content.model import Dialogue, Given, Option, Pack, Question
from assistant.content.nodes import Map
from assistant.content.questions import kind_of
from assistant.content.reader import Fields, Notes
from assistant.content.source import parse
from assistant.content.vocabulary import ASK_AGAIN
from assistant.dialogue.answers import answers_of, check_given
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import DONT_KNOW, NONE_OF_THESE, Answer, Session
from assistant.errors import InputError, Place

WORLD = Path(__file__).parents[1] / "tests" / "world"
DIALOGUE, AS_OF = "self_check", "2026-11-24"
T = TypeVar("T")
Kind = Literal["case", "danger", "ordinary"]
Half = Literal["dev", "exam"]
Certainty = Literal["seen", "recalled", "made by the writer"]
KINDS: tuple[Kind, ...] = get_args(Kind)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)


@dataclass(frozen=True)
class Source:
    """Where a situation comes from. `seen` is the opening of a stored copy; what the writer made has no address."""

    title: str
    address: str
    how_sure: Certainty


@dataclass(frozen=True)
class Expected:
    """What must follow and what must not, as ids. `source_words` are those of the source, by trigger factor."""

    triggers: frozenset[str]
    possible: frozenset[str]
    danger_page: str
    steps: frozenset[str]
    partners: frozenset[str]
    not_triggers: frozenset[str]
    not_partners: frozenset[str]
    not_steps: frozenset[str]
    source_words: Mapping[str, str]


@dataclass(frozen=True)
class World:
    """One situation: the same as a conversation (`session`) and as literal facts (`given`), with what is expected of both."""

    name: str
    kind: Kind
    source: Source
    told: str
    session: Session
    given: tuple[Given, ...]
    expected: Expected
    why: tuple[str, ...]

    @property
    def half(self) -> Half:
        """Which half it is in: who mends may look at `dev`; of `exam` only totals are told."""
        return "exam" if sha256(self.name.encode()).digest()[0] % 2 else "dev"


def situations(pack: Pack, folder: Path = WORLD) -> Iterator[World]:
    """Every situation of a folder, in the order of its files. Raises InputError at the first that does not fit."""
    for path in sorted(folder.glob("*.yaml")):
        yield read_situation(path.read_bytes(), path.name, pack)


def read_situation(data: bytes, file: str, pack: Pack) -> World:
    """The situation in a file. Raises InputError with all that is wrong: a finding for each, with its line."""
    notes = Notes()
    nodes, findings = parse(data, file)
    notes.findings += findings
    if not findings and (len(nodes) != 1 or not isinstance(nodes[0], Map)):
        notes.add("input/one-situation" if len(nodes) > 1 else "input/shape", Place(file, 1, 1))
    _stop(notes)
    assert isinstance(nodes[0], Map)
    fields = Fields(nodes[0], notes)
    given = tuple(fact for item in fields.items("facts") if (fact := read_given(item, fields)) is not None)
    check_given(given, pack, notes)
    kind = _one_of(fields.choice("kind", KINDS, need=True), KINDS, "ordinary")
    world = World(
        name=fields.word("situation", need=True),
        kind=kind,
        source=_source(fields, kind),
        told=fields.word("told", need=True),
        session=Session(DIALOGUE, AS_OF, _answers(fields, pack, given)),
        given=given,
        expected=_expected(fields, pack),
        why=tuple(str(getattr(item, "value", "")) for item in fields.items("why")),
    )
    if not world.why:
        fields.missing("why")
    fields.done()
    _stop(notes)
    return world


def _stop(notes: Notes) -> None:
    errors = [finding for finding in notes.findings if finding.severity == "error"]
    if errors:
        raise InputError(errors)


def _inner(fields: Fields, key: str) -> Fields:
    """The fields of a mapping that must be there; of an empty one when it is not, which is noted."""
    node = fields.mapping(key)
    if node is None:
        fields.missing(key)
    return Fields(node or Map({}, {}, fields.at(key)), fields.notes)


def _source(fields: Fields, kind: Kind) -> Source:
    """Only an ordinary situation may be of the writer's own making."""
    inner = _inner(fields, "source")
    allowed = CERTAINTIES if kind == "ordinary" else CERTAINTIES[:-1]
    sure = _one_of(inner.choice("how_sure", allowed, need=True), CERTAINTIES, "made by the writer")
    source = Source(inner.word("title", need=True), inner.word("address"), sure)
    if sure != "made by the writer" and not source.address:
        inner.missing("address")
    inner.done()
    return source


def _one_of(word: str, known: Iterable[T], otherwise: T) -> T:
    """The known value that `word` is; `otherwise` after a finding, when nothing is done with it any more."""
    return next((value for value in known if value == word), otherwise)


# ---------------------------------------------------------------- what is expected


def _expected(fields: Fields, pack: Pack) -> Expected:
    inner = _inner(fields, "expect")
    never = _inner(inner, "must_not")
    words = inner.mapping("source_words") or Map({}, {}, inner.place)
    spoken = Fields(words, inner.notes)
    pages = pack.kind("danger")
    expected = Expected(
        triggers=_ids(inner, "triggers", "trigger", pack),
        possible=_ids(inner, "possible", "trigger", pack),
        danger_page=inner.choice("danger_page", pages),
        steps=_ids(inner, "steps", "step", pack),
        partners=_ids(inner, "partners", "partner", pack),
        not_triggers=_ids(never, "triggers", "trigger", pack),
        not_partners=_ids(never, "partners", "partner", pack),
        not_steps=_ids(never, "steps", "step", pack),
        source_words={name: spoken.word(name) for name in words.entries},
    )
    never.done()
    inner.done()
    for name in sorted(expected.triggers - set(expected.source_words)):
        spoken.missing(name)
    _no_contradiction(expected, inner, never)
    return expected


def _ids(fields: Fields, key: str, kind: str, pack: Pack) -> frozenset[str]:
    refs = fields.refs(key, kind)
    for ref in refs:
        if pack.entry(ref.kind, ref.id) is None:
            fields.notes.unknown("reference/unknown", ref.place, ref.id, pack.kind(ref.kind), kind=ref.kind)
    return frozenset(ref.id for ref in refs)


def _no_contradiction(expected: Expected, inner: Fields, never: Fields) -> None:
    """Note what is both expected and forbidden."""
    both = {
        "triggers": (expected.triggers | expected.possible) & expected.not_triggers,
        "partners": expected.partners & expected.not_partners,
        "steps": expected.steps & expected.not_steps,
    }
    for key, names in both.items():
        for name in sorted(names):
            at = next((item.place for item in never.items(key) if getattr(item, "value", "") == name), never.place)
            never.notes.add("case/key-twice", at, also=inner.at(key), word=name)


# ---------------------------------------------------------------- answers, as the conversation asks them now


def _answers(fields: Fields, pack: Pack, given: tuple[Given, ...]) -> dict[str, Answer]:
    """The answers of the file. What an older conversation asked, and this one asks anew, is answered by the facts of the file."""
    node = _inner(fields, "answers").node
    dialogue = pack.dialogues[DIALOGUE]
    notes = Notes()
    kept = {key: value for key, value in node.entries.items() if not _asked_anew(key, dialogue)}
    answers = answers_of(Map(kept, node.keys, node.place), dialogue, pack, notes, AS_OF)
    fields.notes.findings += [finding for finding in notes.findings if finding.severity == "error"]
    again = {finding.values["question"] for finding in notes.findings if finding.code == "input/asked-again"}
    for question in dialogue.questions:
        if question.id in again or (question.id in answers and _newer(question, answers[question.id], given)):
            answers |= by_facts(dialogue, question, given, answers)
    return answers


def _newer(question: Question, answer: Answer, given: Iterable[Given]) -> bool:
    """Whether a fact of the file has an option now that was not there to choose when the answers were written."""
    recorded = {(fact.kind, fact.id) for option in question.ticked(answer.chosen) for fact in option.records}
    fitting = (option.records[0] for option in _fitting(question, given))
    return kind_of(question).several and any((fact.kind, fact.id) not in recorded for fact in fitting)


def _asked_anew(key: str, dialogue: Dialogue) -> bool:
    """Whether this tells more of an option that is asked again."""
    name, _, item = key.partition("@")
    question = dialogue.by_id.get(name)
    about = question.for_each if question and item else ()
    return any(dialogue.by_id[other].formerly.get(item) == ASK_AGAIN for other in about)


def by_facts(
    dialogue: Dialogue, question: Question, given: Iterable[Given], before: Mapping[str, Answer]
) -> dict[str, Answer]:
    """The answer to a question by the facts alone, and what is known of the events it chooses; what was answered of one stays."""
    chosen = _fitting(question, given)
    if not chosen:
        return {question.id: DONT_KNOW}
    answers = {question.id: Answer(chosen=tuple(option.id for option in chosen))}
    return answers | _details(dialogue, question, chosen, given, before)


def _fitting(question: Question, given: Iterable[Given]) -> list[Option]:
    present = _present(given)
    return [option for option in question.options if option.records and _all_in(option, present) and not option.ends]


def _details(
    dialogue: Dialogue,
    question: Question,
    chosen: Iterable[Option],
    given: Iterable[Given],
    before: Mapping[str, Answer],
) -> dict[str, Answer]:
    """When, impact and origin of events that were chosen, as the facts have them."""
    present = _present(given)
    about = next((later.id for later in dialogue.questions if question.id in later.for_each), "")
    rows = {f"{about}@{option.id}": present[option.records[0].kind, option.records[0].id].quals for option in chosen}
    return {key: Answer(rows=quals) for key, quals in rows.items() if about and key not in before}


def _present(given: Iterable[Given]) -> dict[tuple[str, str], Given]:
    return {(fact.kind, fact.id): fact for fact in given if fact.state == "present"}


def _all_in(option: Option, present: Mapping[tuple[str, str], Given]) -> bool:
    return all((given.kind, given.id) in present for given in option.records)


def with_fine_facts(guide: Guide, world: World) -> Session:
    """The conversation of somebody who also said in own words, and confirmed, what no option says so exactly.

    Every present fact of the file that a question keeps beside its options is ticked there, with what is known of it.
    """
    return _with_finer(guide, world, in_sight=False)


def with_what_comes_in_sight(guide: Guide, world: World) -> Session:
    """The conversation as the screens hold it: of what is more exact only what comes in sight below an option that is ticked."""
    return _with_finer(guide, world, in_sight=True)


def _with_finer(guide: Guide, world: World, *, in_sight: bool) -> Session:
    dialogue = guide.dialogue(DIALOGUE)
    present = _present(world.given)
    answers = dict(world.session.answers)
    for question in dialogue.questions:
        if question.id not in answers:
            continue
        fine = [
            option
            for option in question.finer
            if _all_in(option, present) and (not in_sight or option.within in answers[question.id].chosen)
        ]
        if not fine:
            continue
        chosen = [name for name in answers[question.id].chosen if name != NONE_OF_THESE]
        answers[question.id] = Answer(chosen=tuple(dict.fromkeys([*chosen, *(option.id for option in fine)])))
        alone = [option for option in fine if option.within not in chosen]
        answers |= _details(dialogue, question, alone, world.given, answers)
    return finished(guide, Session(DIALOGUE, AS_OF, answers), world.given)


def finished(guide: Guide, session: Session, given: Collection[Given]) -> Session:
    """The session with what is still asked answered: how one knows of it by the facts, all else with *I do not know*."""
    origins = {origin for fact in given if fact.state == "present" and (origin := dict(fact.quals).get("origin"))}
    while (turn := guide.position(session).current) is not None:
        sets = {option.id: dict(option.sets).get("origin") for option in turn.question.options}
        fits = [option for option, origin in sets.items() if {origin} == origins]
        qualifies = bool(turn.question.qualifies and fits)
        session = session.answered(turn.key, Answer(chosen=(fits[0],)) if qualifies else DONT_KNOW)
    return session
