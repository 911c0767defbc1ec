"""The knowledge in a pack: what can be observed, what it may point to, what to do and with whom, and what this rests on."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.content.model.texts import NO_TEXT, NOWHERE, Citation, Ref, Text
from assistant.errors import Place
from assistant.records import dataclass, field


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


@dataclass(frozen=True, slots=True)
class Spot:
    """A question of a conversation, and the option of it that holds something; no option when none does."""

    question: str
    option: str = ""
    place: Place = field(default=NOWHERE, compare=False)

    def __str__(self) -> str:
        return f"{self.question}.{self.option}" if self.option else self.question


@dataclass(frozen=True)
class Observation(Entry):
    """Something that only answers can create: event, change, cue, context, protective, explanation, danger, number.

    `part_of` says where a conversation takes it when somebody says it in their own words; `practice_only` why it has no place there.
    """

    note: Text = NO_TEXT
    opener: Text = NO_TEXT
    help: Text = NO_TEXT
    noun: Text = NO_TEXT
    profession: bool = False
    background: bool = False
    part_of: Spot | None = None
    practice_only: Text = NO_TEXT
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
