"""What is kept of practice alone on pages: rounds under a practice code, in the same store as rooms.

Never kept: the code itself (only its HMAC), names, addresses, times. A person is gone when they say so, and LASTS_DAYS after the last
day on which the code was used.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from assistant.store.results import Record

LASTS_DAYS = 400
"""The schedule comes back to things for half a year; somebody who is away for a year goes on where they were."""


class People(Protocol):
    """Persons, each known by a practice code. All raise StoreProblem when the store itself fails."""

    def enrol(self, code: str, day: str) -> bool:
        """A new person; False when this code is taken."""

    def knows(self, code: str, day: str) -> bool:
        """Whether there is somebody with this code; it was then used on this day."""

    def pledge(self, code: str) -> str:
        """What a browser shows beside the code, so that it came from here and was not guessed; kept nowhere."""

    def played(self, code: str) -> tuple[Record, ...]:
        """Every round of this code, in the order in which they were begun."""

    def begin_round(self, code: str, record: Record) -> Record:
        """Keep a new round with the answers it has; it gets a uid when it has none. Raises StoreProblem (`gone`)."""

    def answer_round(self, code: str, uid: str, key: str, value: str) -> None:
        """Keep one answer. Raises StoreProblem: `gone`, `finished`."""

    def commit_round(self, code: str, uid: str, day: str) -> None:
        """Finish a round. Raises StoreProblem: `gone`, `finished`."""

    def forget_person(self, code: str) -> int:
        """Everything under this code is gone; how many rounds there were."""

    def purge_people(self, before: str) -> int:
        """Remove who was last here before a day; how many that were."""


@dataclass(frozen=True)
class OwnRounds:
    """The rounds of one person in the shared store, as `PracticeDesk` uses those of a device."""

    people: People
    own: str
    set_aside: str = ""
    hurt: set[str] = field(default_factory=set)
    """Cases of which a round could not be read."""

    def code(self) -> str:
        """The code."""
        return self.own

    def codes(self) -> tuple[str, ...]:
        """The only code that is known here."""
        return (self.own,)

    def use(self, code: str) -> None:
        """Another code is another person: a browser changes it, never a store."""
        raise NotImplementedError

    def begin(self, record: Record) -> Record:
        """Keep a new round."""
        return self.people.begin_round(self.own, record)

    def answer(self, uid: str, key: str, value: str) -> None:
        """Keep one answer."""
        self.people.answer_round(self.own, uid, key, value)

    def commit(self, uid: str, day: str) -> None:
        """Finish a round."""
        self.people.commit_round(self.own, uid, day)

    def finished(self, code: str) -> tuple[Record, ...]:
        """The finished rounds, in the order in which they were begun."""
        return tuple(one for one in self.people.played(code) if one.committed)

    def unfinished(self, code: str) -> tuple[Record, ...]:
        """The rounds that were begun and not finished, the last one first."""
        return tuple(one for one in reversed(self.people.played(code)) if not one.committed)

    def forget(self, code: str) -> int:
        """Everything under this code is gone; how many rounds there were."""
        return self.people.forget_person(code)

    def close(self) -> None:
        """Nothing: the store stays open for others."""
