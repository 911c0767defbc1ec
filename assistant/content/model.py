"""The values a content pack consists of. Frozen, typed, free of files and of YAML.

Every entry carries the `place` where it was written; places never take part in comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from assistant.content.vocabulary import ABOUT, DERIVED, NUMBER, OBSERVED
from assistant.errors import Place
from assistant.records import dataclass, field

Language = Literal["nl", "en"]
NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    nl: str = ""
    en: str = ""

    def in_(self, language: Language) -> str:
        """The text in `language`; the other language when this one is missing."""
        return (self.nl or self.en) if language == "nl" else (self.en or self.nl)

    def __bool__(self) -> bool:
        return bool(self.nl or self.en)


NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class Citation:
    """A source, with the section or page where that is known."""

    source: str
    at: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Ref:
    """A mention of another entry: `kind` and `id` as in `trigger:loss_school_work`."""

    kind: str
    id: str
    place: Place = field(default=NOWHERE, compare=False)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


# ---------------------------------------------------------------- knowledge


@dataclass(frozen=True)
class Entry:
    """What every knowledge entry has. `basis_of` overrides `basis` for single fields."""

    kind: str
    id: str
    name: Text
    place: Place = field(default=NOWHERE, compare=False)
    basis: str = "not_entered"
    basis_of: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Citation, ...] = ()
    review_by: str = ""

    @property
    def ref(self) -> str:
        """`kind:id`."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class Source(Entry):
    """A publication. `read` says how much of it was seen; `verified` whether a person has checked it live."""

    publisher: str = ""
    year: str = ""
    url: str = ""
    number: str = ""
    read: str = ""
    verified: bool = False


@dataclass(frozen=True)
class Observation(Entry):
    """Something that only answers can create: event, change, cue, context, protective, explanation, danger, number."""

    note: Text = NO_TEXT
    opener: Text = NO_TEXT
    help: Text = NO_TEXT
    noun: Text = NO_TEXT
    profession: bool = False
    background: bool = False
    page_title: Text = NO_TEXT
    page: tuple[Text, ...] = ()
    unit: Text = NO_TEXT
    minimum: int = 0
    maximum: int = 0


@dataclass(frozen=True)
class DriverLink:
    """Which driver a trigger factor speaks to, and how sure that link is."""

    driver: str
    basis: str
    sources: tuple[Citation, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class TriggerLink:
    """One trigger factor that may lead to another."""

    trigger: str
    basis: str
    sources: tuple[Citation, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Trigger(Entry):
    """A trigger factor: a concrete event on micro, meso or macro level (Feddes, Nickolson & Doosje 2015)."""

    level: str = "micro"
    list: str = "study_2015"
    definition: Text = NO_TEXT
    is_not: Text = NO_TEXT
    note: Text = NO_TEXT
    direction: str = "not_entered"
    role: str = "not_entered"
    drivers: tuple[DriverLink, ...] = ()
    looks_like: Mapping[str, Text] = field(default_factory=dict)
    ask: tuple[Text, ...] = ()
    opening: tuple[Text, ...] = ()
    still_counts: Text = NO_TEXT
    ordinary: tuple[Ref, ...] = ()
    partners: tuple[Ref, ...] = ()
    leads_to: tuple[TriggerLink, ...] = ()
    support: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Driver(Entry):
    """What a person may be looking for: identity, justice, significance or sensation."""

    description: Text = NO_TEXT
    note: Text = NO_TEXT
    address: tuple[Text, ...] = ()
    ask: tuple[Text, ...] = ()
    opening: tuple[Text, ...] = ()
    ordinary: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class Signal(Entry):
    """A named reason to look further; never a level."""

    note: Text = NO_TEXT
    ordinary: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class Inquiry(Entry):
    """Something worth finding out first, in ordinary contact."""

    note: Text = NO_TEXT


@dataclass(frozen=True)
class Step(Entry):
    """A next step. The order of steps in the pack is their order in every result."""

    text: Text = NO_TEXT
    text_for: Mapping[str, Text] = field(default_factory=dict)
    phase: str = "then"


@dataclass(frozen=True)
class Partner(Entry):
    """Someone to turn to. `reach` says per profession whether that is direct, without a name, via another or never."""

    name_for: Mapping[str, Text] = field(default_factory=dict)
    short: Text = NO_TEXT
    role: Text = NO_TEXT
    for_whom: Text = NO_TEXT
    when: Text = NO_TEXT
    not_for: Text = NO_TEXT
    look_for: Text = NO_TEXT
    phone: str = ""
    verified_on: str = ""
    fits_triggers: tuple[Ref, ...] = ()
    fits_levels: tuple[str, ...] = ()
    reach: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Term(Entry):
    """A word explained."""

    text: Text = NO_TEXT


# ---------------------------------------------------------------- lexicon

GUARDED = ("event", "change", "cue", "context", "danger")  # kinds that neutral words never lead to


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words or short phrases per language."""

    nl: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def in_(self, language: Language) -> tuple[str, ...]:
        """The phrases in `language`."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Words that count as one word.

    A `neutral` group (belief, origin, dress …) never leads to a concern; a `common` one says little on its own.
    """

    id: str
    neutral: bool
    common: bool
    words: Phrases
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Wording:
    """How people say an observed fact in everyday words."""

    kind: str
    id: str
    phrases: Phrases
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All wordings and word groups of a pack, sorted by id."""

    groups: tuple[WordGroup, ...] = ()
    wordings: tuple[Wording, ...] = ()


# ---------------------------------------------------------------- rules

Quals = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FactIs:
    """Holds when the fact is present (or concluded) and carries all of `quals`."""

    kind: str
    id: str
    quals: Quals = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Absent:
    """Holds when the observed fact was asked and denied."""

    kind: str
    id: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Holds when the observed fact was asked and is not known. Only for `only_if` of a question, never in a rule."""

    kind: str
    id: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class All:
    """Holds when every one holds."""

    of: tuple[Condition, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds when at least one holds."""

    of: tuple[Condition, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Holds when not one of them holds, whatever the reason."""

    of: tuple[Condition, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Count:
    """Compares the number of distinct facts that hold. `kind` counts a whole kind, `listed` a list of facts."""

    at_least: bool
    count: int
    kind: str = ""
    listed: tuple[tuple[str, str], ...] = ()
    where: Quals = ()
    place: Place = field(default=NOWHERE, compare=False)
    listed_at: tuple[Place, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class NumberIs:
    """Compares a number answer. `tests` are pairs of a sign (`< <= = >= >`) and the bound times 1,000."""

    id: str
    tests: tuple[tuple[str, int], ...]
    place: Place = field(default=NOWHERE, compare=False)


Condition = FactIs | Absent | Unknown | All | AnyOf | NoneOf | Count | NumberIs


@dataclass(frozen=True, slots=True)
class Given:
    """One fact as somebody states it: in an example, a facts file or the record of an option."""

    kind: str
    id: str
    state: str = "present"
    quals: Quals = ()
    value: int = 0
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Example:
    """A test that lives with its rule."""

    given: tuple[Given, ...]
    expect: tuple[Ref, ...] = ()
    expect_not: tuple[Ref, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Rule:
    """If all of `when` and none of `unless` hold, then all of `then`, `because` of one sentence from the field."""

    id: str
    when: tuple[Condition, ...]
    then: tuple[Ref, ...]
    unless: tuple[Condition, ...] = ()
    because: Text = NO_TEXT
    basis: str = "seen"
    sources: tuple[Citation, ...] = ()
    review_by: str = ""
    examples: tuple[Example, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


# ---------------------------------------------------------------- dialogues


@dataclass(frozen=True)
class Option:
    """One possible answer: what it records, which qualifiers it sets, whether it ends the conversation."""

    id: str
    label: Text
    records: tuple[Given, ...] = ()
    sets: Quals = ()
    ends: str = ""
    next: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Row:
    """One line of a `qualifiers` question."""

    qualifier: str
    ask: Text
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Question:
    """One screen of a dialogue; see docs/formats.md for what each field means per kind."""

    id: str
    kind: str
    section: str
    ask: Text
    help: Text = NO_TEXT
    why: Text = NO_TEXT
    after: Text = NO_TEXT
    options: tuple[Option, ...] = ()
    none_of_these: Text = NO_TEXT
    unknown: Text = NO_TEXT
    refusable: bool = True
    unticked_absent: bool = False
    at_most: int = 0
    choose_from: tuple[str, ...] = ()
    for_each: tuple[str, ...] = ()
    narrowed_by: str = ""
    rows: tuple[Row, ...] = ()
    qualifies: tuple[str, ...] = ()
    records: tuple[Given, ...] = ()
    only_if: tuple[Condition, ...] = ()
    offers_danger_page: bool = False
    own_impression: bool = False
    place: Place = field(default=NOWHERE, compare=False)

    def option(self, option_id: str) -> Option | None:
        """The option with that id, if there is one."""
        return next((option for option in self.options if option.id == option_id), None)

    @property
    def recordable(self) -> tuple[tuple[str, str], ...]:
        """Every observed fact (kind, id) that an answer to this question can record as present."""
        given = [g for option in self.options for g in option.records if g.state == "present"] + list(self.records)
        return tuple(dict.fromkeys((g.kind, g.id) for g in given))


@dataclass(frozen=True)
class Section:
    """A part of a dialogue, for the progress line."""

    id: str
    title: Text


@dataclass(frozen=True)
class Page:
    """A page of text with a title, such as an ending."""

    title: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class Dialogue:
    """A script of questions."""

    id: str
    version: str
    title: Text
    minutes: int
    intro: tuple[Text, ...]
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    endings: Mapping[str, Page] = field(default_factory=dict)
    about: str = "person"
    place: Place = field(default=NOWHERE, compare=False)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Questions by id."""
        return MappingProxyType({question.id: question for question in self.questions})


# ---------------------------------------------------------------- practice cases


@dataclass(frozen=True)
class Cue:
    """One numbered part of a vignette. `number` counts from 1; `explanation` is what usually explains a decoy."""

    id: str
    number: int
    type: str
    text: Text
    records: tuple[Given, ...] = ()
    explanation: str = ""
    missed: Text = NO_TEXT
    overread: Text = NO_TEXT
    sources: tuple[Citation, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class PartnerChoice:
    """A partner, without giving names unless `named`."""

    id: str
    named: bool = False
    place: Place = field(default=NOWHERE, compare=False)

    def __str__(self) -> str:
        return f"{self.id}@named" if self.named else self.id


@dataclass(frozen=True)
class CaseKey:
    """What the author of a case expects to be recognised and done. Only what is too early counts as an error."""

    triggers: tuple[Ref, ...] = ()
    not_triggers: tuple[Ref, ...] = ()
    drivers: tuple[Ref, ...] = ()
    signals: tuple[Ref, ...] = ()
    not_signals: tuple[Ref, ...] = ()
    inquiries: tuple[Ref, ...] = ()
    steps_first: tuple[Ref, ...] = ()
    steps_then: tuple[Ref, ...] = ()
    steps_too_early: tuple[Ref, ...] = ()
    partners_expected: tuple[PartnerChoice, ...] = ()
    partners_also_good: tuple[PartnerChoice, ...] = ()
    partners_too_early: tuple[PartnerChoice, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Every entry the key mentions, partners too."""
        lists = (self.triggers, self.not_triggers, self.drivers, self.signals, self.not_signals, self.inquiries)
        steps = (*self.steps_first, *self.steps_then, *self.steps_too_early)
        return (
            *(ref for some in lists for ref in some),
            *steps,
            *(Ref("partner", p.id, p.place) for p in self.partners),
        )

    @property
    def partners(self) -> tuple[PartnerChoice, ...]:
        """Every partner the key mentions."""
        return (*self.partners_expected, *self.partners_also_good, *self.partners_too_early)


@dataclass(frozen=True)
class Concordance:
    """A fork that is never right or wrong: how new information at a cue changes a thought. `panel` has votes for -2 to +2."""

    at: str
    hypothesis: Text
    new_information: Text
    panel: tuple[int, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class WorkedLine:
    """One line of a worked reasoning. `remark` is said to somebody who takes this line for the mistake."""

    id: str
    text: Text
    remark: Text = NO_TEXT


@dataclass(frozen=True)
class Worked:
    """A worked example with one mistake to find."""

    intro: Text
    lines: tuple[WorkedLine, ...]
    wrong: str
    why: Text
    better: Text = NO_TEXT
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class DebriefQuestion:
    """A question for the talk afterwards."""

    phase: str
    ask: Text


@dataclass(frozen=True)
class Case:
    """A fictional vignette to practise with. `story` has the plain texts and the cues in order, as it is read."""

    id: str
    family: str
    version: str
    title: Text
    setting: str
    profession: str
    answer: str
    intro: Text
    story: tuple[Cue | Text, ...]
    key: CaseKey
    ideology: str = "none"
    gender: str = "none"
    minutes: int = 5
    given: tuple[Given, ...] = ()
    concordance: tuple[Concordance, ...] = ()
    worked: Worked | None = None
    debrief: tuple[DebriefQuestion, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """The numbered cues, in order."""
        return tuple(part for part in self.story if isinstance(part, Cue))

    @cached_property
    def by_id(self) -> Mapping[str, Cue]:
        """Cues by id."""
        return MappingProxyType({cue.id: cue for cue in self.cues})


# ---------------------------------------------------------------- the pack


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

    @classmethod
    def opened(cls, now: Mapping[str, object], later: Mapping[str, Callable[[], object]]) -> Pack:
        """A pack of which only the fields `now` are there; each of the others is made when it is first asked for."""
        pack = object.__new__(cls)
        pack.__dict__.update(now, _later=later)
        return pack

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

    def kind(self, kind: str) -> Mapping[str, Entry]:
        """All entries of one kind, in the order of the pack."""
        return self.entries.get(kind, {})

    @cached_property
    def observed_ids(self) -> Mapping[str, tuple[str, ...]]:
        """Ids per observed or derived kind, sorted; what counting over a whole kind counts over."""
        return {kind: tuple(sorted(self.kind(kind))) for kind in (*OBSERVED, *DERIVED)}

    @cached_property
    def recordable(self) -> Mapping[str, frozenset[str]]:
        """Per kind of subject (person, organisation) the facts that a dialogue about it can record, as `kind:id`."""
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
