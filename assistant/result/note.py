"""The note to take along: only what the user said, in the user's own order of weight. It never reads a conclusion.

Facts, how one knows them, what goes well, the own opinion apart, what is not known, and room for a question. Everything comes from the
answers; a trigger factor, a driver, a signal or a piece of advice cannot get in, for this module does not look at them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.content.interface import Phrases, phrases
from assistant.content.model import Language, Observation
from assistant.content.questions import kind_of
from assistant.content.vocabulary import QUALIFIERS
from assistant.dialogue.session import UNKNOWN
from assistant.reasoning.situation import Fact
from assistant.records import dataclass
from assistant.result.content_used import expired_banner
from assistant.result.danger import danger_pages, reader_of
from assistant.result.result import ORGANISATION, SHARING, Result
from assistant.result.words import capital, sentence

WORDS = "hands"
OWN_WORDS = ("facts", "well", "opinion", "question", "agreements")
_NOT_A_FACT = ("age_", "frame_", "impression_")
_HAPPENED = ("danger", "event", "change", "context")


@dataclass(frozen=True, slots=True)
class NotePart:
    """One part. `id` is call, seen, told, unsure, well, opinion, unknown, question or agreements.

    `room` says how many empty lines to leave.
    """

    id: str
    title: str
    lines: tuple[str, ...]
    hint: str = ""
    room: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A note to take along to a colleague, and what may go into a file: facts, who saw them, agreements.

    `banner` says what is past its date; `as_of` and `footer` say with which content the questions were asked.
    """

    title: str
    remark: str
    parts: tuple[NotePart, ...]
    as_of: str
    footer: str
    banner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the professional adds in own words. Never stored and never read by a rule."""

    facts: str = ""
    well: str = ""
    opinion: str = ""
    question: str = ""
    agreements: str = ""


NOTHING_ADDED = OwnWords()


def note_of(result: Result, language: Language, own: OwnWords = NOTHING_ADDED) -> Note:
    """The note for these answers, with what was added in own words."""
    return _Writer(result, language, own).note()


class _Writer:
    def __init__(self, result: Result, language: Language, own: OwnWords) -> None:
        self.result = result
        self.language: Language = language
        self.own = own
        self.words: Phrases = phrases(language, WORDS)
        self.chosen = self._labels()

    def note(self) -> Note:
        parts = (
            *self._calls(),
            self._part("seen", (*self._facts("seen"), *_typed(self.own.facts)), room=2),
            self._part("told", self._facts("told")),
            self._part("unsure", self._facts("unknown")),
            self._part("well", (*self._well(), *_typed(self.own.well)), room=1),
            self._part("opinion", (*self._opinion(), *_typed(self.own.opinion)), room=1),
            self._part("unknown", self._unknown(), room=1),
            self._part("question", _typed(self.own.question), room=0 if self.own.question else 2),
            self._part("agreements", _typed(self.own.agreements), room=0 if self.own.agreements else 2),
        )
        filled = tuple(part for part in parts if part.lines or part.room)
        remark = "note.organisation.remark" if self.result.about == ORGANISATION else "note.remark"
        info = self.result.pack.info
        footer = self._say("note.footer", as_of=self.result.as_of, version=info.version)
        return Note(
            self.words("note.title"),
            self._say(remark),
            filled,
            self.result.as_of,
            footer,
            expired_banner(self.result, self.language),
        )

    def _calls(self) -> Iterator[NotePart]:
        """Whom to call with the dangers that were named: the note goes along to where no screen is."""
        reader = reader_of(self.result.pack, self.result.situation)
        if not reader.kinds:
            return
        given = (reader.kinds, reader.profession, reader.age)
        for page in danger_pages(self.result.pack, self.language, self.result.noun, *given):
            if page.call:
                yield NotePart("call", page.title, (page.call,))

    def _labels(self) -> dict[str, str]:
        """What was picked, in the words of the option that was offered; a yes or a no has no words of its own."""
        found: dict[str, str] = {}
        for turn in self.result.position.turns if self.result.position else ():
            if turn.answer is None or not kind_of(turn.question).labelled:
                continue
            for option in turn.question.options:
                if option.id in turn.answer.chosen and len(option.records) == 1:
                    given, label = option.records[0], self.result.say(option.label, self.language)
                    if given.kind == "context" and not given.id.startswith(
                        _NOT_A_FACT
                    ):  # means nothing without its question
                        label = f"{self.result.say(turn.question.ask, self.language)} {label}"
                    found.setdefault(f"{given.kind}:{given.id}", label)
        return found

    def _said(self, fact: Fact) -> str:
        return self.chosen.get(fact.ref) or self._name(fact)

    def _say(self, key: str, **values: object) -> str:
        noun = self.result.noun
        return self.words(key, persoon=noun.nl, person=noun.en, **values)

    def _part(self, name: str, lines: Iterable[str], *, room: int = 0) -> NotePart:
        hint = f"note.{name}.hint"
        said = self._say(hint) if hint in self.words.texts else ""
        return NotePart(name, self._say(f"note.{name}"), tuple(lines), said, room)

    def _facts(self, origin: str) -> Iterator[str]:
        """What happened and what is different, when one knows it in this way; a setting counts as one's own sight."""
        for fact in self._present(*_HAPPENED):
            if fact.kind == "context" and self.result.about == SHARING:
                continue  # which kinds of information there are is no fact about anybody, and belief is not to travel
            own = "seen" if fact.kind in ("context", "danger") else dict(fact.quals).get("origin", "unknown")
            if own == origin and not fact.id.startswith(_NOT_A_FACT):
                when = dict(fact.quals).get("when", "")
                detail = f" ({self.words(f'note.when.{when}')})" if when in QUALIFIERS["when"] else ""
                yield sentence(f"{self._said(fact).rstrip('.') if detail else self._said(fact)}{detail}")

    def _well(self) -> Iterator[str]:
        for fact in self._present("protective"):
            yield sentence(self._said(fact))
        ordinary = [self._name(fact) for fact in self._present("explanation")]
        if ordinary:
            yield self._say("note.ordinary", names="; ".join(ordinary))

    def _opinion(self) -> Iterator[str]:
        for fact in self._present("context"):
            if fact.id.startswith("impression_"):
                yield sentence(self._said(fact))
        for fact in self._present("event", "change"):
            impact = dict(fact.quals).get("impact", "")
            if impact in ("strong", "some", "none"):
                yield self._say(f"note.impact.{impact}", name=capital(self._name(fact)))

    def _unknown(self) -> Iterator[str]:
        """What was asked and not known: whole questions, and details of what happened."""
        position = self.result.position
        safety = self.result.dialogue.sections[0].id if self.result.dialogue and self.result.dialogue.sections else ""
        for turn in position.turns if position else ():
            if turn.answer is None or turn.question.section == safety:
                continue
            if turn.answer.state == UNKNOWN and not turn.item:
                yield self.result.say(turn.question.ask, self.language)
            if turn.item and turn.question.rows:
                known = dict(turn.answer.rows)
                asks = [row.ask for row in turn.question.rows if row.qualifier not in known]
                if asks:
                    about = capital(self.result.say(turn.item.label, self.language).rstrip("."))
                    said = " ".join(self.result.say(ask, self.language) for ask in asks)
                    yield f"{about}: {said}"

    def _present(self, *kinds: str) -> Iterator[Fact]:
        for fact in self.result.situation.present():
            entry = self.result.pack.entry(fact.kind, fact.id)
            if fact.kind in kinds and isinstance(entry, Observation) and not entry.profession:
                yield fact

    def _name(self, fact: Fact) -> str:
        return self.result.name(fact.ref, self.language)


def _typed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
