"""The result of a situation: what holds, what follows, how it ended. Built once, read by every shell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.content.directory import NO_DIRECTORY, Directory
from assistant.content.model import Dialogue, Entry, Language, Observation, Pack, Ref, Step, Text, about, of_kind
from assistant.content.vocabulary import ABOUT
from assistant.dialogue.guide import Guide
from assistant.dialogue.replay import Position
from assistant.dialogue.session import Session
from assistant.later import later
from assistant.reasoning.situation import PRESENT, Situation
from assistant.records import dataclass
from assistant.result.shown import ORGANISATION as ORGANISATION
from assistant.result.shown import PERSON as PERSON
from assistant.result.shown import SHARING as SHARING
from assistant.result.shown import Shown, about_of
from assistant.result.shown import own_facts as own_facts

if TYPE_CHECKING:
    from assistant.reasoning import explainer as explaining
    from assistant.reasoning.explainer import Explainer
    from assistant.reasoning.open_facts import Open
    from assistant.reasoning.possible import Possible
    from assistant.reasoning.reasoner import Outcome
else:
    explaining = later("assistant.reasoning.explainer")  # 3 ms, and the reasoner: the first question needs none of it

GRAVEST_FIRST = ("trigger", "signal", "driver")
NOUN = Text("persoon", "person")


@dataclass(frozen=True)
class Result:
    """Everything a result shows. `dialogue` and `position` are None when facts were given without a conversation.

    `about` says whether it is about a person, about an organisation, or about sharing information.
    """

    pack: Pack
    as_of: str
    situation: Situation
    outcome: Outcome
    explainer: Explainer
    ended: str | None
    dialogue: Dialogue | None = None
    position: Position | None = None
    about: str = PERSON
    directory: Directory = NO_DIRECTORY

    @cached_property
    def open(self) -> tuple[Open, ...]:
        """What is worth finding out: nothing that only a conversation about something else asks for."""
        items = self.explainer.open
        if self.about != PERSON:
            return tuple(item for item in items if about(item.fact) in self.pack.recordable[self.about])
        foreign = frozenset().union(*(own_facts(self.pack, about) for about in ABOUT if about != PERSON))
        return tuple(item for item in items if about(item.fact) not in foreign)

    @cached_property
    def points_to(self) -> tuple[str, ...]:
        """What this may point to: trigger factors, signals, and last the drivers beside those, each in the order of the pack.

        A driver alone points to nothing: everybody looks for some of it. Then it stands in `sought`.
        """
        found = tuple(f"{kind}:{name}" for kind in GRAVEST_FIRST for name in self.outcome.of_kind(kind))
        return found if any(not of_kind(ref, "driver") for ref in found) else ()

    @cached_property
    def sought(self) -> tuple[str, ...]:
        """The drivers where nothing else was drawn: what the person may be looking for, and a way in for help."""
        return () if self.points_to else tuple(f"driver:{name}" for name in self.outcome.of_kind("driver"))

    @cached_property
    def possible(self) -> tuple[Possible, ...]:
        """The concerns that unknown details of what was said could still bring; about an organisation none is ever drawn."""
        return self.explainer.possible if self.about == PERSON else ()

    @cached_property
    def longer_ago(self) -> tuple[Possible, ...]:
        """The trigger factors that what was named would be, were it not longer ago: they stay in sight, and count nowhere."""
        return self.explainer.longer_ago if self.about == PERSON else ()

    @cached_property
    def asks_nothing(self) -> bool:
        """Whether nothing is worth finding out now: in danger, and with a step about coercion or a child's safety somebody is called."""
        steps = (self.pack.entry("step", name) for name in self.outcome.of_kind("step"))
        quiet = any(isinstance(step, Step) and (step.asks_nothing or step.danger_page) for step in steps)
        return self.situation.in_danger or quiet

    @cached_property
    def home_unsure(self) -> bool:
        """Whether home may not be safe: then family helps only if it is, and no sentence to begin with is about it."""
        steps = (self.pack.entry("step", name) for name in self.outcome.of_kind("step"))
        return self.asks_nothing or any(isinstance(step, Step) and step.home_unsure for step in steps)

    @cached_property
    def finer(self) -> Mapping[str, tuple[str, ...]]:
        """What was named and is said more exactly by something else that was named (a clash, and an arrest), as `kind:id`."""
        found: dict[str, tuple[str, ...]] = {}
        for dialogue in self.pack.dialogues.values():
            for question in dialogue.questions:
                for option in question.finer:
                    held = question.option(option.within) if option.within else None
                    refs = [
                        f"{each.records[0].kind}:{each.records[0].id}"
                        for each in (option, held)
                        if each and each.records
                    ]
                    if len(refs) == 2 and all(self.situation.state(ref) == PRESENT for ref in refs):
                        found[refs[1]] = (*found.get(refs[1], ()), refs[0])
        return found

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
        """The name of an entry `kind:id` for this user; of a partner the local name, where there is one."""
        kind, entry_id = Ref.parse(ref).pair
        contact = self.directory.contact(entry_id) if kind == "partner" else None
        if contact is not None and contact.name:
            return contact.name.in_(language)
        entry = self.pack.entry(kind, entry_id)
        return self.say(entry_name(entry, self.profession), language) if entry else entry_id


def result_of_session(guide: Guide, session: Session) -> Result:
    """The result of a conversation, finished or not. Raises InternalFault when the two evaluators differ."""
    position = guide.position(session)
    dialogue = guide.dialogue(session.dialogue)
    outcome = _outcome(guide, position.situation, dialogue.about)
    return Result(
        guide.pack,
        session.as_of,
        position.situation,
        outcome,
        explaining.Explainer(guide.reasoner, outcome),
        position.ended or "partial",
        dialogue,
        position,
        dialogue.about,
        guide.directory,
    )


def result_of_facts(guide: Guide, situation: Situation, as_of: str) -> Result:
    """The result of plain facts. Raises InternalFault when the two evaluators differ."""
    about = about_of(guide.pack, situation)
    outcome = _outcome(guide, situation, about)
    ended = "danger" if situation.in_danger else None
    explainer = explaining.Explainer(guide.reasoner, outcome)
    return Result(guide.pack, as_of, situation, outcome, explainer, ended, about=about, directory=guide.directory)


def _outcome(guide: Guide, situation: Situation, about: str) -> Outcome:
    """What follows, as far as it is shown."""
    return Shown(guide.pack, about).outcome(guide.reasoner.conclude(situation), situation)


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
