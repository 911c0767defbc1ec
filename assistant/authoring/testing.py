"""Run every test of a pack: examples on rules, stories, and transcripts; what is not met comes with its proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

from assistant.authoring.extend import mine
from assistant.authoring.stories import Miss, read_story, run_example, run_story
from assistant.content.files import MAX_FILE_BYTES, TEST_FOLDERS
from assistant.content.model import Example, Ref
from assistant.content.model.conditions import FILE, in_words
from assistant.content.nodes import Map
from assistant.content.reader import Fields, Notes
from assistant.content.rules import read_conclusions
from assistant.content.source import parse
from assistant.dialogue.answers import answers_of
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import Answer, Session
from assistant.errors import Finding, InputError, Place
from assistant.reasoning.explainer import Explainer
from assistant.reasoning.situation import Situation, gather
from assistant.result.shown import shown_refs

END = "end"


@dataclass(frozen=True)
class Step:
    """One turn of a transcript: a question, its answer, and what has to come then."""

    key: str
    answer: Answer | None
    next: str
    expect: tuple[Ref, ...]
    expect_not: tuple[Ref, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Transcript:
    """A conversation turn by turn."""

    name: str
    dialogue: str
    as_of: str
    steps: tuple[Step, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Difference:
    """One thing that is not as a test says: both sides, and why the program came to its side."""

    place: Place
    name: str
    what: str
    expected: str
    found: str
    proof: tuple[str, ...] = ()


@dataclass(frozen=True)
class Played:
    """A test that was run: a story or transcript with its session, or an example with its situation."""

    kind: str
    name: str
    situation: Situation
    session: Session | None = None


@dataclass
class Tested:
    """How many tests of each kind there were, and every difference."""

    numbers: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("example", "story", "transcript"), 0))
    differences: list[Difference] = field(default_factory=list)
    broken: list[Finding] = field(default_factory=list)
    played: list[Played] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether every test could be read and was met."""
        return not self.differences and not self.broken


def run_tests(guide: Guide, root: Traversable, today: str, whole: Traversable | None = None) -> Tested:
    """Run them all. `whole` is the pack in `root` with what it extends: examples on rules of that are left to it."""
    tested = Tested()
    for rule in guide.pack.rules:
        if whole is not None and not mine(whole, rule.place):
            continue
        for example in guide.pack.examples.get(rule.id, ()):
            tested.numbers["example"] += 1
            situation = _situation(example)
            tested.played.append(Played("example", rule.id, situation))
            misses = run_example(rule, example, guide)
            tested.differences += _differences(misses, guide, situation)
    for name, data in test_files(root):
        try:
            _run_file(name, data, guide, today, tested)
        except InputError as error:
            tested.broken += error.findings
    return tested


def test_files(root: Traversable) -> Iterator[tuple[str, bytes]]:
    """The test files of a pack: `tests/*.yaml` and `tests/cases/*.yaml`, in a fixed order."""
    for folder in TEST_FOLDERS:
        place = root.joinpath(*folder.split("/"))
        if place.is_dir():
            for file in sorted(place.iterdir(), key=lambda item: item.name):
                if file.name.endswith((".yaml", ".yml")) and file.is_file():
                    with file.open("rb") as stream:
                        yield f"{folder}/{file.name}", stream.read(MAX_FILE_BYTES + 1)


def _run_file(name: str, data: bytes, guide: Guide, today: str, tested: Tested) -> None:
    nodes, _ = parse(data, name)
    if len(nodes) == 1 and isinstance(nodes[0], Map) and "transcript" in nodes[0].entries:
        transcript = read_transcript(data, name, guide, today)
        tested.numbers["transcript"] += 1
        session = _session(transcript)
        tested.played.append(Played("transcript", transcript.name, guide.position(session).situation, session))
        tested.differences += run_transcript(transcript, guide)
        return
    story = read_story(data, name, guide, today)
    tested.numbers["story"] += 1
    bare = gather(("", fact) for fact in story.given)[0]
    situation = guide.position(story.session).situation if story.session is not None else bare
    tested.played.append(Played("story", story.name, situation, story.session))
    tested.differences += _differences(run_story(story, guide), guide, situation)


def _situation(example: Example) -> Situation:
    return gather(("", fact) for fact in example.given)[0]


# ---------------------------------------------------------------- proof


def _differences(misses: Iterable[Miss], guide: Guide, situation: Situation) -> Iterator[Difference]:
    explainer: Explainer | None = None
    for miss in misses:
        proof: tuple[str, ...] = ()
        if miss.what in ("missing", "unexpected"):
            explainer = explainer or Explainer(guide.reasoner, guide.reasoner.conclude_fast(situation))
            proof = tuple(_proof(explainer, miss.expected or miss.found))
        yield Difference(miss.place, miss.name, miss.what, miss.expected, miss.found, proof)


def _proof(explainer: Explainer, ref: str) -> Iterator[str]:
    """Why a conclusion was drawn, or what its rules lack."""
    for because in explainer.because(ref)[:3]:
        yield f"{because.rule.id} ({because.rule.place}): {', '.join(dict.fromkeys((*because.support.needs, *because.support.facts)))}"
    for missing in explainer.why_not(ref)[:3]:
        lacks = [in_words(gap, FILE) for gap in missing.unmet]
        lacks += [f"unless {in_words(gap, FILE)}" for gap in missing.blocking]
        yield f"{missing.rule.id} ({missing.rule.place}) ✗ {'; '.join(lacks)}"


# ---------------------------------------------------------------- transcripts


def read_transcript(data: bytes, file: str, guide: Guide, today: str) -> Transcript:
    """The transcript in a file. Raises InputError with everything that does not fit the pack."""
    notes = Notes()
    nodes, findings = parse(data, file)
    notes.findings += findings
    if not findings and (len(nodes) != 1 or not isinstance(nodes[0], Map)):
        notes.add("input/shape", Place(file, 1, 1))
    if notes.findings:
        raise InputError(notes.findings)
    assert isinstance(nodes[0], Map)
    fields = Fields(nodes[0], notes)
    name = fields.identifier("transcript")
    fields.text("title")
    dialogue = guide.dialogue(fields.word("dialogue", need=True))
    as_of = fields.date("as_of") or today
    steps = []
    for inner in fields.each("steps"):
        key = inner.word("question", need=True)
        value = inner.get("answer")
        answer = None
        if value is not None and key:
            place = inner.at("answer")
            answer = answers_of(Map({key: value}, {key: place}, place), dialogue, guide.pack, notes, as_of).get(key)
        then = inner.word("next")
        if then and then != END and then.partition("@")[0] not in dialogue.by_id:
            notes.unknown("input/question", inner.at("next"), then, dialogue.by_id, dialogue=dialogue.id)
        expect, expect_not = read_conclusions(inner, "expect"), read_conclusions(inner, "expect_not")
        for ref in (*expect, *expect_not):
            if guide.pack.entry(ref.kind, ref.id) is None:
                notes.unknown("reference/unknown", ref.place, ref.id, guide.pack.kind(ref.kind), kind=ref.kind)
        steps.append(Step(key, answer, then, expect, expect_not, inner.place))
        inner.done()
    fields.done()
    errors = [finding for finding in notes.findings if finding.severity == "error"]
    if errors:
        raise InputError(errors)
    return Transcript(name, dialogue.id, as_of, tuple(steps), fields.place)


def _session(transcript: Transcript) -> Session:
    session = Session(transcript.dialogue, transcript.as_of)
    for step in transcript.steps:
        if step.answer is not None:
            session = session.answered(step.key, step.answer)
    return session


def run_transcript(transcript: Transcript, guide: Guide) -> list[Difference]:
    """Play a transcript; after the first turn that is not asked, the rest would only repeat that."""
    found: list[Difference] = []
    session = Session(transcript.dialogue, transcript.as_of)
    for step in transcript.steps:
        position = guide.position(session)
        asked = position.current.key if position.current else position.ended
        if asked != step.key:
            found.append(Difference(step.place, transcript.name, "asked", step.key, asked or END))
            break
        if step.answer is not None:
            session = session.answered(step.key, step.answer)
        position = guide.position(session)
        then = position.current.key if position.current else END
        if step.next and step.next not in (then, then.partition("@")[0]):
            found.append(Difference(step.place, transcript.name, "next", step.next, then))
        if step.expect or step.expect_not:
            about = guide.dialogue(session.dialogue).about
            drawn = shown_refs(guide.reasoner, position.situation, about)
            misses = [Miss(r.place, transcript.name, "missing", str(r)) for r in step.expect if str(r) not in drawn]
            misses += [
                Miss(r.place, transcript.name, "unexpected", "", str(r)) for r in step.expect_not if str(r) in drawn
            ]
            found += _differences(misses, guide, position.situation)
    return found
