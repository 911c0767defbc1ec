"""Where a conversation stands after its file was saved: the last answers replayed on the new content, and all that follows."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import islice, takewhile

from assistant.authoring.checking import Memory, More, Report, check_pack, nothing
from assistant.authoring.extend import placed
from assistant.authoring.overlay import Overlay
from assistant.authoring.script import Script
from assistant.authoring.shortest import shortened
from assistant.authoring.walked import Path
from assistant.content.model import Language
from assistant.content.pack import load_pack
from assistant.content.questions import kind_of
from assistant.content.telling import tell
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Position
from assistant.dialogue.session import KNOWN, Answer, Session
from assistant.errors import Finding, InputError
from assistant.reasoning.situation import Fact
from assistant.result.shown import Shown

WALKS = 3_000


@dataclass(frozen=True)
class Seen:
    """What a preview shows. `stale` when the files as they are cannot be used and the last good content is kept."""

    session: Session
    position: Position
    findings: Report
    facts: tuple[Fact, ...]
    rules: tuple[str, ...]
    conclusions: tuple[str, ...]
    lost: tuple[str, ...]
    stale: bool = False


class _WithoutCases(Overlay):
    """A pack without its practice cases, which no conversation reads; it loads in half the time."""

    def is_dir(self) -> bool:
        """Whether this is a folder."""
        return self.path != "dialogues/cases" and super().is_dir()

    def joinpath(self, *descendants: str | os.PathLike[str]) -> _WithoutCases:
        """Further down."""
        return _WithoutCases(self.root, self.over, super().joinpath(*descendants).path)


@dataclass(frozen=True)
class Read:
    """The files as they are now: made ready, or (guide is None) why they cannot be used."""

    guide: Guide | None
    findings: tuple[Finding, ...] = ()


class Preview:
    """A preview of one dialogue. Call `reload` after a save; the answers stay, also those that fit nothing now: they may fit again."""

    def __init__(self, root: Traversable, dialogue: str, today: str) -> None:
        self.root = root
        self.dialogue = dialogue
        self.today = today
        self.memory = Memory()
        self.guide: Guide | None = None
        self.session = Session(dialogue, today)

    def read(self) -> Read:
        """Read the files again. Changes nothing that is shown, so that it can be done beside the screen."""
        loaded = load_pack(_WithoutCases(self.root, {}), self.memory.parse, fingerprinted=False)
        if loaded.pack is None:
            return Read(None, loaded.errors)
        try:
            guide = Guide(loaded.pack)
            guide.dialogue(self.dialogue)
        except InputError as error:
            return Read(None, error.findings)
        return Read(guide)

    def take(self, read: Read, report: Report | None = None) -> Seen:
        """Go on with what was read, or with the last good content when that cannot be used. Raises InputError when there is none."""
        if read.guide is not None:
            self.guide = read.guide
        elif self.guide is None:
            raise InputError(read.findings)
        return self.seen(report or Report(placed(self.root, read.findings)), stale=read.guide is None)

    def reload(self, *, check: bool = True) -> Seen:
        """Read the files again and replay. Raises InputError when they cannot be used and never could be."""
        report = self.check() if check else None
        return self.take(self.read(), report)

    def check(self, more: More = nothing) -> Report:
        """Everything `assistant check` says. It takes longer than a replay, so a screen may show it afterwards."""
        return check_pack(self.root, self.today, self.memory, more)

    def answer(self, key: str, answer: Answer) -> Seen:
        """Give one answer."""
        self.session = self.session.answered(key, answer)
        return self.seen(Report(()))

    def way_to(self, question: str) -> Session | None:
        """A session that stands at a question: one's own answers as far as they lead there, all else on the way answered with as
        little as possible; one's other answers stay. None when no conversation that was tried comes there.
        """
        assert self.guide is not None
        script = Script(self.guide, self.guide.dialogue(self.dialogue))

        def comes(path: Path) -> bool:
            return any(key.partition("@")[0] == question for key, _ in path.answers)

        own = dict(self.session.answers)
        path = script.follow(own)
        if not comes(path):
            tried = islice(script.walks(random.Random(1), branches=4), WALKS)
            found = next((walk for walk in tried if comes(walk)), None)
            if found is None:
                return None
            least = dict(shortened(script, found, comes).answers)
            tries = (script.follow(answers) for answers in ({**least, **own}, {**own, **least}, least))
            path = next(path for path in tries if comes(path))
        before = takewhile(lambda pair: pair[0].partition("@")[0] != question, path.answers)
        others = {key: answer for key, answer in own.items() if key.partition("@")[0] != question}
        return Session(self.dialogue, self.session.as_of, {**others, **dict(before)})

    def seen(self, report: Report, *, stale: bool = False) -> Seen:
        """Everything that follows from the answers now."""
        assert self.guide is not None
        guide = self.guide
        dialogue = guide.dialogue(self.dialogue)
        fits = {key: answer for key, answer in self.session.answers.items() if _fits(guide, self.dialogue, key, answer)}
        lost = tuple(sorted(set(self.session.answers) - set(fits)))
        session = Session(dialogue.id, self.session.as_of, fits)
        position = guide.position(session)
        drawn = guide.reasoner.conclude_fast(position.situation)
        outcome = Shown(guide.pack, dialogue.about).outcome(drawn, position.situation)
        rules = {because.rule.id for each in outcome.because.values() for because in each}
        facts = tuple(position.situation.facts.values())
        return Seen(session, position, report, facts, tuple(sorted(rules)), outcome.conclusions, lost, stale)


def _fits(guide: Guide, dialogue: str, key: str, answer: Answer) -> bool:
    """Whether the question of an answer is still there, of a kind that can be answered so, with an option it chose."""
    script = guide.dialogue(dialogue)
    question = script.by_id.get(key.partition("@")[0])
    if question is None or ("@" in key) != kind_of(question).repeated:
        return False
    if answer.state != KNOWN:
        return True
    about = {option.id for name in question.for_each for option in script.by_id[name].options}
    if kind_of(question).repeated and key.partition("@")[2] not in about:
        return False
    offered = {option.id for name in question.choose_from for option in script.by_id[name].options}
    return kind_of(question).still_fits(question, answer, offered)


def to_lines(seen: Seen, language: Language) -> Iterator[str]:
    """A preview as plain text."""
    yield from findings_lines(seen.findings, language)
    for turn in seen.position.turns:
        if not kind_of(turn.question).silent:
            yield f"✓ {turn.key}"
    current = seen.position.current
    if current is not None:
        yield f"▶ {current.key}: {current.question.ask.in_(language)}"
        for number, option in enumerate(current.question.options, 1):
            yield f"   {number} {option.label.in_(language)}"
    else:
        yield f"■ {seen.position.ended}"
    yield "= " + ", ".join(f"{fact.ref} {fact.state}" for fact in seen.facts if fact.state == "present")
    yield "→ " + ", ".join(seen.conclusions)
    yield "∵ " + ", ".join(seen.rules)


def findings_lines(report: Report, language: Language) -> Iterator[str]:
    """The errors and warnings of a check."""
    for finding in report.findings:
        if finding.severity != "note":
            yield tell(finding, language, lambda name: (report.lines or {}).get(name, []))
