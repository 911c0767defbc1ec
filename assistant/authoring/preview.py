"""Where a conversation stands after its file was saved: the last answers replayed on the new content, and all that follows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from assistant.authoring.checking import Memory, Report, check_pack
from assistant.authoring.overlay import Overlay
from assistant.content.model import Language
from assistant.content.pack import load_pack
from assistant.content.telling import tell
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Position
from assistant.dialogue.session import Answer, Session
from assistant.errors import InputError
from assistant.reasoning.situation import Fact


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


class Preview:
    """A preview of one dialogue. Call `reload` after a save; the answers stay."""

    def __init__(self, root: Traversable, dialogue: str, today: str) -> None:
        self.root = root
        self.dialogue = dialogue
        self.today = today
        self.memory = Memory()
        self.guide: Guide | None = None
        self.session = Session(dialogue, today)

    def reload(self, *, check: bool = True) -> Seen:
        """Read the files again and replay. Raises InputError when they cannot be used and never could be."""
        report = self.check() if check else Report(())
        stale = False
        loaded = load_pack(_WithoutCases(self.root, {}), self.memory.parse, fingerprinted=False)
        try:
            if loaded.pack is None:
                raise InputError(finding for finding in loaded.findings if finding.severity == "error")
            guide = Guide(loaded.pack)
            guide.dialogue(self.dialogue)
            self.guide = guide
        except InputError as error:
            if self.guide is None:
                raise
            stale = True
            if not check:
                report = Report(error.findings)
        return self.seen(report, stale)

    def check(self) -> Report:
        """Everything `assistant check` says. It takes longer than a replay, so a screen may show it afterwards."""
        return check_pack(self.root, self.today, self.memory)

    def answer(self, key: str, answer: Answer) -> Seen:
        """Give one answer."""
        self.session = self.session.answered(key, answer)
        return self.seen(Report(()), False)

    def jump(self, question: str, answers: dict[str, Answer]) -> Seen:
        """Take these answers as given, and stand at `question`: its own answer and those after it are taken back."""
        assert self.guide is not None
        order = [each.id for each in self.guide.dialogue(self.dialogue).questions]
        until = order.index(question) if question in order else len(order)
        kept = {key: value for key, value in answers.items() if key.partition("@")[0] in order[:until]}
        self.session = Session(self.dialogue, self.today, kept)
        return self.seen(Report(()), False)

    def seen(self, report: Report, stale: bool) -> Seen:
        """Everything that follows from the answers now."""
        assert self.guide is not None
        guide = self.guide
        dialogue = guide.dialogue(self.dialogue)
        fits = {key: answer for key, answer in self.session.answers.items() if _fits(guide, self.dialogue, key, answer)}
        lost = tuple(sorted(set(self.session.answers) - set(fits)))
        session = Session(dialogue.id, self.today, fits)
        position = guide.position(session)
        outcome = guide.reasoner.conclude_fast(position.situation)
        rules = {because.rule.id for each in outcome.because.values() for because in each}
        facts = tuple(position.situation.facts.values())
        return Seen(session, position, report, facts, tuple(sorted(rules)), outcome.conclusions, lost, stale)


def _fits(guide: Guide, dialogue: str, key: str, answer: Answer) -> bool:
    """Whether the question of an answer is still there, with an option it chose."""
    script = guide.dialogue(dialogue)
    question = script.by_id.get(key.partition("@")[0])
    if question is None or ("@" in key) != (question.kind == "qualifiers"):
        return False
    options = list(question.options) + [o for name in question.choose_from for o in script.by_id[name].options]
    known = {option.id for option in options} | {"none_of_these"}
    return not answer.chosen or any(name in known for name in answer.chosen)


def to_lines(seen: Seen, language: Language) -> Iterator[str]:
    """A preview as plain text."""
    yield from findings_lines(seen.findings, language)
    for turn in seen.position.turns:
        if turn.question.kind not in ("say", "text"):
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
