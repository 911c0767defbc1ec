"""A whole pack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.content.model.cases import Case
from assistant.content.model.danger_words import DangerWords
from assistant.content.model.dialogues import Dialogue
from assistant.content.model.exercises import Report, Talk
from assistant.content.model.knowledge import Entry
from assistant.content.model.lexicon import Lexicon
from assistant.content.model.refs import Ref
from assistant.content.model.rules import Example, Rule
from assistant.content.model.texts import NO_TEXT, Text
from assistant.content.vocabulary import ABOUT, DERIVED, NUMBER, OBSERVED
from assistant.records import dataclass, field


@dataclass(frozen=True)
class PackInfo:
    """What the pack says of itself."""

    id: str = "pack"
    version: str = "0"
    title: Text = NO_TEXT
    licence: str = ""
    reviewed_on: str = ""


@dataclass(frozen=True)
class Pack:
    """A checked content pack: entries by kind and id (in the order of the pack), rules and dialogues."""

    info: PackInfo
    entries: Mapping[str, Mapping[str, Entry]]
    rules: tuple[Rule, ...]
    dialogues: Mapping[str, Dialogue]
    digest: str = field(default="", compare=False)
    cases: Mapping[str, Case] = field(default_factory=dict)
    lexicon: Lexicon = field(default_factory=Lexicon)
    danger_words: DangerWords = field(default_factory=DangerWords)
    examples: Mapping[str, tuple[Example, ...]] = field(default_factory=dict)
    """Of every rule, by its id. They stand apart, for only who checks and tests the rules needs them."""
    talks: Mapping[str, Talk] = field(default_factory=dict)
    reports: Mapping[str, Report] = field(default_factory=dict)

    @classmethod
    def opened(cls, now: Mapping[str, object], later: Mapping[str, Callable[[], object]]) -> Pack:
        """A pack of which only the fields `now` are there; each of the others is made when it is first asked for."""
        pack = object.__new__(cls)
        pack.__dict__.update(now, _later=later)
        return pack

    def __repr__(self) -> str:
        """Short: whoever names a function with its arguments (Textual does) must not write out all content, or open it."""
        return f"Pack({self.info.id!r}, digest={self.digest[:12]!r})"

    if not TYPE_CHECKING:  # to the type checker every field is simply there

        def __getattr__(self, name: str) -> object:
            later = self.__dict__.get("_later", {})
            if name not in later:
                raise AttributeError(name)
            value = self.__dict__[name] = later[name]()
            return value

    def entry(self, kind: str, entry_id: str) -> Entry | None:
        """The knowledge entry `kind:entry_id`, if declared."""
        return self.entries.get(kind, {}).get(entry_id)

    def entry_at(self, ref: str) -> Entry | None:
        """The knowledge entry that `kind:id` names, if declared."""
        return self.entry(*Ref.parse(ref).pair)

    def kind(self, kind: str) -> Mapping[str, Entry]:
        """All entries of one kind, in the order of the pack."""
        return self.entries.get(kind, {})

    @cached_property
    def main_dialogue(self) -> str:
        """The conversation that is held when none is named: of those about a person the one that asks most. Empty without conversations."""
        about = [one for one in self.dialogues.values() if one.about == "person"] or list(self.dialogues.values())
        return max(about, key=lambda one: (len(one.questions), one.id)).id if about else ""

    @cached_property
    def observed_ids(self) -> Mapping[str, tuple[str, ...]]:
        """Ids per observed or derived kind, sorted; what counting over a whole kind counts over."""
        return {kind: tuple(sorted(self.kind(kind))) for kind in (*OBSERVED, *DERIVED)}

    @cached_property
    def recordable(self) -> Mapping[str, frozenset[str]]:
        """Per kind of subject (person, organisation, sharing) the facts that a dialogue about it can record, as `kind:id`."""
        found: dict[str, set[str]] = {about: set() for about in ABOUT}
        for dialogue in self.dialogues.values():
            for question in dialogue.questions:
                found[dialogue.about].update(f"{kind}:{name}" for kind, name in question.recordable)
        return {about: frozenset(refs) for about, refs in found.items()}

    @cached_property
    def rank(self) -> Mapping[str, tuple[int, int, str]]:
        """Where every `kind:id` stands in a result: by kind, steps in the order of the pack, then by id."""
        kinds = (*OBSERVED, NUMBER, *DERIVED)
        return {
            f"{kind}:{entry}": (order, position if kind == "step" else 0, entry)
            for order, kind in enumerate(kinds)
            for position, entry in enumerate(self.kind(kind))
        }
