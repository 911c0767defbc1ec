"""Tests that authors write: the examples on rules, and stories (answers or facts with what is expected of them)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.content.conditions import read_given
from assistant.content.model import Example, Given, Ref, Rule
from assistant.content.nodes import Map
from assistant.content.questions import kind_of
from assistant.content.reader import Fields, Notes
from assistant.content.rules import read_conclusions
from assistant.content.source import parse
from assistant.content.vocabulary import ENDINGS
from assistant.dialogue.answers import answers_of, check_given
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Session
from assistant.errors import InputError, Place
from assistant.reasoning.situation import Situation, gather
from assistant.result.shown import Shown, about_of, shown_refs


@dataclass(frozen=True)
class Story:
    """One case file: a session (or bare facts) and what must and must not follow from it."""

    name: str
    session: Session | None
    given: tuple[Given, ...]
    expect: tuple[Ref, ...]
    expect_not: tuple[Ref, ...]
    expect_facts: tuple[Given, ...] = ()
    exactly: tuple[Ref, ...] = ()
    """Of every group of the dialogue that has one of these: these, and no other."""
    path: tuple[str, ...] = ()
    ended: str = ""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Miss:
    """One expectation that was not met: `what` is missing, unexpected, fact, path or ended."""

    place: Place
    name: str
    what: str
    expected: str
    found: str = ""


def read_story(data: bytes, file: str, guide: Guide, today: str) -> Story:
    """The story in a file. Raises InputError with everything that does not fit the pack."""
    notes = Notes()
    nodes, findings = parse(data, file)
    notes.findings += findings
    if not findings and (len(nodes) != 1 or not isinstance(nodes[0], Map)):
        notes.add("input/one-situation" if len(nodes) > 1 else "input/shape", Place(file, 1, 1))
    if notes.findings:
        raise InputError(notes.findings)
    assert isinstance(nodes[0], Map)
    fields = Fields(nodes[0], notes)
    fields.text("title")
    as_of = fields.date("as_of") or today
    story = Story(
        name=fields.identifier("case"),
        session=_session(fields, guide, as_of),
        given=_given(fields, "facts", guide),
        expect=read_conclusions(fields, "expect"),
        expect_not=read_conclusions(fields, "expect_not"),
        expect_facts=_given(fields, "expect_facts", guide),
        exactly=read_conclusions(fields, "exactly"),
        path=fields.words_or_keys("path"),
        ended=fields.choice("ended", ("complete", *ENDINGS, "partial")),
        place=fields.place,
    )
    fields.done()
    groups = guide.dialogue(story.session.dialogue).one_of if story.session else ()
    for ref in story.exactly:
        if not any(ref in group.of for group in groups):
            known = ", ".join(str(each) for group in groups for each in group.of)
            notes.add("input/no-group", ref.place, word=str(ref), known=known or "-")
    for ref in (*story.expect, *story.expect_not, *story.exactly):
        if guide.pack.entry(ref.kind, ref.id) is None:
            notes.unknown("reference/unknown", ref.place, ref.id, guide.pack.kind(ref.kind), kind=ref.kind)
    errors = [finding for finding in notes.findings if finding.severity == "error"]
    if errors:
        raise InputError(errors)
    return story


def _session(fields: Fields, guide: Guide, as_of: str) -> Session | None:
    answers = fields.mapping("answers")
    name = fields.word("dialogue", need=answers is not None)
    if answers is None or not name:
        return None
    dialogue = guide.dialogue(name)
    return Session(name, as_of, answers_of(answers, dialogue, guide.pack, fields.notes, as_of))


def _given(fields: Fields, key: str, guide: Guide) -> tuple[Given, ...]:
    given = tuple(fact for item in fields.items(key) if (fact := read_given(item, fields)) is not None)
    check_given(given, guide.pack, fields.notes)
    return given


def run_story(story: Story, guide: Guide) -> list[Miss]:
    """Play a story and give every expectation that is not met; an empty list when all are."""
    misses: list[Miss] = []
    about = ""
    if story.session is not None:
        about = guide.dialogue(story.session.dialogue).about
        position = guide.position(story.session)
        situation = position.situation
        path = tuple(turn.key for turn in position.turns if not kind_of(turn.question).silent)
        ended = position.ended or "partial"
        if story.path and path != _path_now(story, guide):
            misses.append(Miss(story.place, story.name, "path", ", ".join(story.path), ", ".join(path)))
        if story.ended and ended != story.ended:
            misses.append(Miss(story.place, story.name, "ended", story.ended, ended))
        if position.unused:
            misses.append(Miss(story.place, story.name, "path", "", ", ".join(position.unused)))
    else:
        situation = gather(("", fact) for fact in story.given)[0]
    misses += [Miss(story.place, story.name, "fact", *pair) for pair in _facts(story.expect_facts, situation)]
    shown = Shown(guide.pack, about or about_of(guide.pack, situation))
    found = frozenset(shown.outcome(guide.reasoner.conclude(situation), situation).conclusions)
    expect, expect_not = story.expect, story.expect_not
    if story.session is not None and story.exactly:
        groups = guide.dialogue(story.session.dialogue).one_of
        meant = [ref for group in groups if not set(group.of).isdisjoint(story.exactly) for ref in group.of]
        expect += story.exactly
        expect_not += tuple(dict.fromkeys(ref for ref in meant if ref not in story.exactly))
    return misses + list(_conclusions(story.name, story.place, expect, expect_not, found))


def _path_now(story: Story, guide: Guide) -> tuple[str, ...]:
    """The path that a story was written with, without questions that are no longer asked."""
    formerly = guide.dialogue(story.session.dialogue).formerly if story.session else {}
    return tuple(key for key in story.path if key not in formerly)


def _facts(expected: tuple[Given, ...], situation: Situation) -> Iterator[tuple[str, str]]:
    for given in expected:
        ref = f"{given.kind}:{given.id}"
        fact = situation.facts.get(ref)
        state = fact.state if fact else "not_asked"
        if state != given.state or (fact and not set(given.quals) <= set(fact.quals)):
            yield _words(ref, given.state, given.quals), _words(ref, state, fact.quals if fact else ())


def _words(ref: str, state: str, quals: tuple[tuple[str, str], ...]) -> str:
    return " ".join([ref, state, *(f"{name}={value}" for name, value in quals)])


def _conclusions(
    name: str, place: Place, expect: tuple[Ref, ...], expect_not: tuple[Ref, ...], found: frozenset[str]
) -> Iterator[Miss]:
    for ref in expect:
        if str(ref) not in found:
            yield Miss(place, name, "missing", str(ref))
    for ref in expect_not:
        if str(ref) in found:
            yield Miss(place, name, "unexpected", "", str(ref))


def run_examples(guide: Guide) -> tuple[int, list[Miss]]:
    """Run every example of every rule over the whole rule base: how many there were, and what was not met."""
    misses: list[Miss] = []
    number = 0
    for rule in guide.pack.rules:
        for example in guide.pack.examples.get(rule.id, ()):
            number += 1
            misses += run_example(rule, example, guide)
    return number, misses


def run_example(rule: Rule, example: Example, guide: Guide) -> list[Miss]:
    """Run one example of a rule."""
    situation = gather(("", fact) for fact in example.given)[0]
    found = shown_refs(guide.reasoner, situation)
    return list(_conclusions(rule.id, example.place, example.expect, example.expect_not, found))
