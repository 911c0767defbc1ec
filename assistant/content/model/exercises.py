"""Short exercises: a conversation with a young person, and a report to judge. All of it is made up."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.content.model.dialogues import Dialogue
from assistant.content.model.refs import NOWHERE
from assistant.content.model.texts import NO_TEXT, Citation, Text
from assistant.errors import Place
from assistant.records import dataclass, field


@dataclass(frozen=True)
class Talk:
    """A conversation to practise: a dialogue whose options say how they land and why. Without `sources` it is the makers' own choice."""

    script: Dialogue
    sources: tuple[Citation, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def id(self) -> str:
        """The id of its dialogue."""
        return self.script.id


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A sentence of a report, what it is (of `vocabulary.PARTS`), and why."""

    id: str
    text: Text
    kind: str
    why: Text
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a report may lack: whether it does, and why that matters."""

    id: str
    text: Text
    lacks: bool
    why: Text
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Report:
    """A note or report of a colleague. `outcome` fits best, `also` can be defended; `told` says why of each outcome.

    An `urgent` one has danger or a child at risk in it: it is never left, whoever wrote it and why.
    """

    id: str
    version: str
    title: Text
    minutes: int
    intro: Text
    parts: tuple[ReportPart, ...]
    lacks: tuple[Lack, ...]
    outcome: str
    also: tuple[str, ...]
    urgent: bool
    told: Mapping[str, Text]
    closing: Text = NO_TEXT
    sources: tuple[Citation, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)
