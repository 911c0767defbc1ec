"""Cases to practise with: the story, its cues and the key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from assistant.content.model.refs import NOWHERE, Ref
from assistant.content.model.rules import Given
from assistant.content.model.texts import NO_TEXT, Citation, Text
from assistant.errors import Place
from assistant.records import dataclass, field


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
    explanation_at: Place = field(default=NOWHERE, compare=False)


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
    profession_at: Place = field(default=NOWHERE, compare=False)

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """The numbered cues, in order."""
        return tuple(part for part in self.story if isinstance(part, Cue))

    @cached_property
    def by_id(self) -> Mapping[str, Cue]:
        """Cues by id."""
        return MappingProxyType({cue.id: cue for cue in self.cues})
