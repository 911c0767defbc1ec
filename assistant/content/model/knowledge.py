"""The knowledge in a pack: what can be observed, what it may point to, what to do and with whom, and what this rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from assistant.content.model.rules import Condition
from assistant.content.model.texts import NO_TEXT, NOWHERE, Citation, Ref, Text
from assistant.errors import Place
from assistant.records import dataclass, field

DIRECT, UNKNOWN_REACH = "direct", "without_name"
EMERGENCY_NUMBER = "112"
How = Literal["ask_person", "ask_colleague", "wait_and_look", "leave_it"]
"""How one may find something out: ask the person in an ordinary talk, ask a colleague who knows them, wait and look, or leave it."""
HOWS: tuple[How, ...] = ("ask_person", "ask_colleague", "wait_and_look", "leave_it")


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


@dataclass(frozen=True, slots=True)
class Needs:
    """What a text presupposes: that at least one of `facts` holds, which are about observed facts and without a negation.

    Without facts it presupposes nothing; `said` is whether the pack says any of this itself.
    """

    facts: tuple[Condition, ...] = ()
    said: bool = False


NO_NEEDS = Needs()


@dataclass(frozen=True, slots=True)
class Saying(Text):
    """A sentence to say, or something to ask about, and what it presupposes."""

    needs: Needs = NO_NEEDS


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
class LinesFor:
    """Lines of a danger page for some only. No professions or no ages: for all of them.

    `part` is where they stand: lines (what to do, in order), today or do_not. Who has not said their work reads the lines of
    `other_professional`, and an age that is not known is `age_unsure`.
    """

    part: str
    lines: tuple[Text, ...]
    professions: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()

    def fits(self, profession: str, age: str) -> bool:
        """Whether these lines are for somebody with this work, about somebody of this age band; both may be empty."""
        mine = not self.professions or (profession or "other_professional") in self.professions
        return mine and (not self.ages or (age or "age_unsure") in self.ages)


@dataclass(frozen=True)
class DangerText:
    """What the pack says about one kind of danger: whom to call, the first minutes in order, then today, and what not to do."""

    title: Text
    call: Text = NO_TEXT
    lines: tuple[Text, ...] = ()
    today: tuple[Text, ...] = ()
    do_not: tuple[Text, ...] = ()
    lines_for: tuple[LinesFor, ...] = ()


@dataclass(frozen=True)
class HelpPage(Entry):
    """A page beside the kinds of danger: `self` is to the user about the user, `after` is what holds after every danger."""

    page: DangerText = DangerText(NO_TEXT)


@dataclass(frozen=True)
class Observation(Entry):
    """Something that only answers can create: event, change, cue, context, protective, explanation, danger, number.

    `formerly` are ids of before that are read as this one, in facts that somebody hands in.
    `part_of` says where a conversation takes it when somebody says it in their own words; `practice_only` why it has no place there.
    `how` says how one may find it out, where that differs from what goes for its kind; nothing of a matter of `safety` is found out.
    What is `at_home` is a help only if home is safe, and nothing to begin a talk with where it may not be.
    The `needs` of an explanation are the facts that it can explain; of anything else what its `opener` presupposes besides itself.
    """

    note: Text = NO_TEXT
    opener: Text = NO_TEXT
    help: Text = NO_TEXT
    noun: Text = NO_TEXT
    profession: bool = False
    background: bool = False
    page: DangerText | None = None
    formerly: tuple[str, ...] = ()
    part_of: Spot | None = None
    practice_only: Text = NO_TEXT
    how: How | None = None
    safety: bool = False
    at_home: bool = False
    needs: Needs = NO_NEEDS
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
    ask: tuple[Saying, ...] = ()
    opening: tuple[Saying, ...] = ()
    still_counts: Text = NO_TEXT
    ordinary: tuple[Ref, ...] = ()
    partners: tuple[Ref, ...] = ()
    leads_to: tuple[TriggerLink, ...] = ()
    support: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Driver(Entry):
    """What a person may be looking for: identity, justice, significance or sensation; `sought` says it in everyday words."""

    description: Text = NO_TEXT
    sought: Text = NO_TEXT
    note: Text = NO_TEXT
    address: tuple[Text, ...] = ()
    ask: tuple[Saying, ...] = ()
    opening: tuple[Saying, ...] = ()
    ordinary: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class Signal(Entry):
    """A named reason to look further; never a level."""

    note: Text = NO_TEXT
    ordinary: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class Inquiry(Entry):
    """Something worth finding out first, in ordinary contact. `how` is None where the pack does not say it (`check` asks for it).

    `do_not` is what must not be done for it; it is never left out.
    """

    note: Text = NO_TEXT
    how: How | None = None
    do_not: Text = NO_TEXT


@dataclass(frozen=True)
class Step(Entry):
    """A next step. The order of steps in the pack is their order in every result.

    With a `danger_page` (a kind of danger) that page stands with the step, and nothing on the result invites to a talk before it.
    `sharing` is the part of a result about sharing where it stands: how, fits, not_needed, with_whom or say.
    With a step that `asks_nothing` nothing is worth finding out: it is about coercion or a child's safety, and somebody is called.
    With one that says `home_unsure` family helps only if home is safe.

    `act` is one of ACTS: talk (with the person), weigh (with others who look along), help (with who can help), grow (make stronger what
    is good), note (write down), refrain (only its `do_not`). `partners` are with whom, the nearest first. Where one of `same_as`
    stands on the result too, this step says nothing new. A `duty` (one of DUTIES) stands on every result it is on, beside the first
    of the steps that it `limits`. `do_not` is what must not be done; it is never left out. `again` (one of AGAIN) is when to look
    again; where it is empty, the phase says it. `needs` is what its text presupposes: every rule that concludes it makes sure of that.
    """

    text: Text = NO_TEXT
    text_for: Mapping[str, Text] = field(default_factory=dict)
    phase: str = "then"
    danger_page: str = ""
    sharing: str = "how"
    asks_nothing: bool = False
    home_unsure: bool = False
    act: str = "help"
    partners: tuple[Ref, ...] = ()
    same_as: tuple[Ref, ...] = ()
    duty: str = ""
    limits: tuple[Ref, ...] = ()
    again: str = ""
    do_not: Text = NO_TEXT
    needs: Needs = NO_NEEDS


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


def reach_of(partner: Partner, profession: str) -> str:
    """How somebody with this work reaches a partner. What a pack does not say is `without_name`, never `direct`; 112 is always direct."""
    return partner.reach.get(profession) or (DIRECT if partner.phone == EMERGENCY_NUMBER else UNKNOWN_REACH)


@dataclass(frozen=True)
class Law(Entry):
    """What law and help have for some work and ages, as one entry: who looks after it (`owner`) and of which day it is (`as_of`).

    `about` is ages, reporting_code, sharing or help. No professions or no ages: all of them. `truth` says what kind of thing it is:
    law, practice (agreed, no statute) or ask (nothing is known for certain: ask in one's own organisation).
    """

    about: str = "help"
    truth: str = "ask"
    owner: str = ""
    as_of: str = ""
    professions: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    text: Text = NO_TEXT


@dataclass(frozen=True)
class Term(Entry):
    """A word explained."""

    text: Text = NO_TEXT
