"""How much of a pack its tests and an exploration use, with the place of all that is missing; and what no case trains.

Of a pack that extends another only what it adds is counted; the tests and conversations of both are used for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable

from assistant.authoring.course import Course
from assistant.authoring.explore import Explored, explore
from assistant.authoring.extend import Extended, mine
from assistant.authoring.reach import Beyond, beyond_conversations
from assistant.authoring.script import Script
from assistant.authoring.tally import Part, Tally
from assistant.authoring.testing import run_tests
from assistant.content.model import Cue, Given, Pack
from assistant.content.questions import kind_of
from assistant.dialogue.guide import Guide
from assistant.dialogue.session import SEEN, Session
from assistant.reasoning.situation import gather

KINDS = ("question", "option", "rule", "condition")
TRAINED = ("trigger", "driver", "signal", "explanation")


@dataclass(frozen=True)
class Line:
    """One kind of thing: how many there are, how many are used, and which are not."""

    kind: str
    all: int
    used: int
    missing: tuple[Part, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return self.all == self.used

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all."""
        return 100 * self.used // self.all if self.all else 100


@dataclass(frozen=True)
class Coverage:
    """Use by tests, by exploring, and by both together; what practice trains; the rules that no conversation can make fire."""

    tests: tuple[Line, ...]
    explored: tuple[Line, ...]
    together: tuple[Line, ...]
    trained: tuple[Line, ...]
    explorations: tuple[Explored, ...]
    beyond: tuple[Beyond, ...] = ()

    def whole(self, kinds: Iterable[str] = ("question", "option", "rule")) -> bool:
        """Whether the tests use all of these kinds."""
        return all(line.whole for line in self.tests if line.kind in kinds)


def cover(guide: Guide, root: Traversable, today: str, number: int = 10_000, seed: int = 1) -> Coverage:
    """Run the tests of a pack, explore its dialogues, and count."""
    by_tests, by_exploring = Tally(guide), Tally(guide)
    for played in run_tests(guide, root, today).played:
        by_tests.add_situation(played.situation)
        if played.session is not None:
            position = guide.position(played.session)
            dialogue = guide.dialogue(played.session.dialogue)
            by_tests.answered(dialogue, [(t.key, t.answer) for t in position.turns if t.answer is not None])
            for question in dialogue.questions:  # what only says something is asked when its condition is met
                if kind_of(question).silent and _said(guide, dialogue.id, question.id, played.session):
                    by_tests.used.add(Part("question", f"{dialogue.id}.{question.id}", question.place))
    for case in guide.pack.cases.values():
        given = [("", Given("context", case.profession)), *(("", each) for each in case.given)]
        rest = [("", each) for cue in case.cues for each in cue.records]
        by_tests.add_situation(gather([*given, *rest])[0])
        by_tests.add_situation(gather([*given, *(pair for pair in rest if pair[1].kind != "danger")])[0])
    by_tests.settle()
    explorations = []
    if number:
        for dialogue in guide.pack.dialogues.values():
            found = explore(guide, dialogue, number=number, seed=seed, tally=by_exploring)
            explorations.append(found)
            if found.course:
                _worked_out(by_exploring, Script(guide, dialogue), found.course)
    by_exploring.settle()
    parts = [_placed(root, part) for part in dict.fromkeys(by_tests.all_parts()) if mine(root, part.place)]
    together = by_tests.used | by_exploring.used
    return Coverage(
        _lines(parts, by_tests.used),
        _lines(parts, by_exploring.used),
        _lines(parts, together),
        tuple(_trained(guide.pack, root)),
        tuple(explorations),
        tuple(_beyond(guide.pack, root)),
    )


def _beyond(pack: Pack, root: Traversable) -> Iterable[Beyond]:
    return (each for each in beyond_conversations(pack) if mine(root, each.rule.place))


def _worked_out(tally: Tally, script: Script, worked: Course) -> None:
    """Count what the exact course shows, walked or not: every question and option that is met, and one conversation of each ending."""
    dialogue = script.dialogue
    for question in worked.asked:
        tally.used.add(Part("question", f"{dialogue.id}.{question}", dialogue.place))
    for question, option in worked.options:
        tally.used.add(Part("option", f"{dialogue.id}.{question}.{option}", dialogue.place))
    for end in worked.ends:
        tally.add_path(script, script.follow(dict(end.path.answers)))


def _said(guide: Guide, dialogue: str, question: str, session: object) -> bool:
    assert isinstance(session, Session)
    position = guide.position(session.answered(question, SEEN))
    return position.turn(question) is not None


def _placed(root: Traversable, part: Part) -> Part:
    """The part with its place in the file as it was written."""
    return replace(part, place=root.place(part.place)) if isinstance(root, Extended) else part


def _lines(parts: list[Part], used: set[Part]) -> tuple[Line, ...]:
    found = []
    for kind in KINDS:
        some = [
            part for part in parts if part.what == kind or (kind == "condition" and part.what in ("holds", "fails"))
        ]
        missing = tuple(part for part in some if part not in used)
        found.append(Line(kind, len(some), len(some) - len(missing), missing))
    return tuple(found)


def _trained(pack: Pack, root: Traversable) -> Iterable[Line]:
    """Triggers, drivers and signals that are in the key of a case; explanations that a decoy or another cue has."""
    concluded = {(ref.kind, ref.id) for rule in pack.rules for ref in rule.then}
    keys = {
        (ref.kind, ref.id)
        for case in pack.cases.values()
        for ref in (*case.key.triggers, *case.key.drivers, *case.key.signals)
    }
    cues: list[Cue] = [cue for case in pack.cases.values() for cue in case.cues]
    keys |= {("explanation", cue.explanation) for cue in cues if cue.explanation}
    keys |= {("explanation", given.id) for cue in cues for given in cue.records if given.kind == "explanation"}
    for kind in TRAINED:
        entries = [e for e in pack.kind(kind).values() if kind == "explanation" or (kind, e.id) in concluded]
        entries = [entry for entry in entries if mine(root, entry.place)]
        missing = tuple(Part("trained", e.ref, e.place) for e in entries if (kind, e.id) not in keys)
        yield Line(kind, len(entries), len(entries) - len(missing), missing)
