"""The result of a situation: what holds, what follows, how it ended. Built once, read by every shell."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.content.model import Dialogue, Entry, Language, Observation, Pack, Text
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Position
from assistant.dialogue.session import Session
from assistant.reasoning.explainer import Explainer
from assistant.reasoning.reasoner import Outcome
from assistant.reasoning.situation import Situation

NOUN = Text("persoon", "person")


@dataclass(frozen=True)
class Result:
    """Everything a result shows. `dialogue` and `position` are None when facts were given without a conversation."""

    pack: Pack
    as_of: str
    situation: Situation
    outcome: Outcome
    explainer: Explainer
    ended: str | None
    dialogue: Dialogue | None = None
    position: Position | None = None

    @property
    def noun(self) -> Text:
        """What the user's work calls the person: pupil, student, young person, person."""
        return noun_of(self.pack, self.situation)

    @property
    def profession(self) -> str:
        """The id of the user's profession, or an empty string."""
        return profession_of(self.pack, self.situation)

    def say(self, text: Text, language: Language) -> str:
        """A text of the pack with the word for the person filled in."""
        return fill(text, language, self.noun)

    def name(self, ref: str, language: Language) -> str:
        """The name of an entry `kind:id` for this user."""
        kind, _, entry_id = ref.partition(":")
        entry = self.pack.entry(kind, entry_id)
        return self.say(entry_name(entry, self.profession), language) if entry else entry_id


def result_of_session(guide: Guide, session: Session) -> Result:
    """The result of a conversation, finished or not. Raises InternalFault when the two evaluators differ."""
    position = guide.position(session)
    outcome = guide.reasoner.conclude(position.situation)
    return Result(
        guide.pack,
        session.as_of,
        position.situation,
        outcome,
        Explainer(guide.reasoner, outcome),
        position.ended or "partial",
        guide.dialogue(session.dialogue),
        position,
    )


def result_of_facts(guide: Guide, situation: Situation, as_of: str) -> Result:
    """The result of plain facts. Raises InternalFault when the two evaluators differ."""
    outcome = guide.reasoner.conclude(situation)
    ended = "danger" if situation.in_danger else None
    return Result(guide.pack, as_of, situation, outcome, Explainer(guide.reasoner, outcome), ended)


def entry_name(entry: Entry, profession: str) -> Text:
    """The name of an entry, in the words of one profession where it has them."""
    special = getattr(entry, "name_for", {})
    return special.get(profession, entry.name) if special else entry.name


def profession_of(pack: Pack, situation: Situation) -> str:
    """The first profession that is present in the situation, or an empty string."""
    for fact in situation.present():
        entry = pack.entry(fact.kind, fact.id)
        if isinstance(entry, Observation) and entry.profession:
            return fact.id
    return ""


def noun_of(pack: Pack, situation: Situation) -> Text:
    """The word for the person that fits the user's profession."""
    entry = pack.entry("context", profession_of(pack, situation))
    return entry.noun if isinstance(entry, Observation) and entry.noun else NOUN


def fill(text: Text, language: Language, noun: Text) -> str:
    """`text` in `language`, with the word for the person in the place of its gap."""
    return text.in_(language).replace("{persoon}", noun.nl).replace("{person}", noun.en)
