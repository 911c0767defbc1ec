"""An answer to a question, and the few that every question shares."""

from __future__ import annotations

from assistant.content.model.rules import Quals
from assistant.records import dataclass

KNOWN, UNKNOWN, REFUSED = "known", "unknown", "refused"
NONE_OF_THESE = "none_of_these"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. Which field is used depends on the kind of question.

    `chosen` holds option ids (or NONE_OF_THESE), `rows` the qualifiers (a row left open is not in it), `number` a number times 1,000,
    `moment` a month as `2026-08` or a day as `2026-08-31`, `text` a note for oneself.
    """

    state: str = KNOWN
    chosen: tuple[str, ...] = ()
    rows: Quals = ()
    number: int = 0
    moment: str = ""
    text: str = ""


SEEN = Answer()
DONT_KNOW = Answer(UNKNOWN)
RATHER_NOT = Answer(REFUSED)
