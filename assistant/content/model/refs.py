"""How one part of a pack names another: `kind:id`. The only place where such a name is taken apart."""

from __future__ import annotations

import re

from assistant.errors import Place
from assistant.records import dataclass, field

NOWHERE = Place("")
_BEHIND = re.compile("[@<>=]")


@dataclass(frozen=True, slots=True)
class Ref:
    """A mention of another entry: `kind` and `id` as in `trigger:loss_school_work`."""

    kind: str
    id: str
    place: Place = field(default=NOWHERE, compare=False)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """What `kind:id` names. Without a colon all of it is the kind, and the id is empty; nothing is an error here."""
        kind, _, name = text.partition(":")
        return cls(kind, name)

    @property
    def pair(self) -> tuple[str, str]:
        """The kind and the id."""
        return self.kind, self.id


def of_kind(text: str, *kinds: str) -> bool:
    """Whether `kind:id`, with or without details behind it, is of one of these kinds; for where thousands are asked."""
    kind, colon, _ = text.partition(":")
    return kind in kinds and bool(colon)


def about(told: str) -> str:
    """The `kind:id` that a fact as results write it is about: `event:a@when=recent`, `event:a=absent`, `number:n<6`."""
    return _BEHIND.split(told, maxsplit=1)[0]
