"""Trainers with a code of their own. Of a code only an HMAC is kept; the label is what the administrator wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from assistant.store.sql import Sql


@dataclass(frozen=True, slots=True)
class TrainerRow:
    """A trainer: the label, and the last day on which the code lets in; empty when it has none."""

    label: str
    until: str


class Trainers(Protocol):
    """Who may lead a class with a code of their own. All raise StoreProblem when the store itself fails."""

    def add_trainer(self, label: str, code: str, until: str) -> bool:
        """A trainer; False when there is one with this label."""

    def trainers(self) -> list[TrainerRow]:
        """Every trainer, by label."""

    def remove_trainer(self, label: str) -> bool:
        """The code lets nobody in any more, nor does a browser that came in with it; False when there is no such trainer."""

    def trainer_with(self, code: str, day: str) -> str | None:
        """The trainer with this code, as rooms know a trainer; None for nobody, and after the last day."""


class SqlTrainers(Sql):
    """Trainers in any store in SQL."""

    def add_trainer(self, label: str, code: str, until: str) -> bool:
        """See Trainers."""
        with self._write():
            added = self._all(
                "INSERT INTO trainer (code, label, until) VALUES (?,?,?) ON CONFLICT DO NOTHING RETURNING id",
                *(self._hidden("trainer code", code), label, until),
            )
        return bool(added)

    def trainers(self) -> list[TrainerRow]:
        """See Trainers."""
        with self._read():
            return [TrainerRow(*row) for row in self._all("SELECT label, until FROM trainer ORDER BY label")]

    def remove_trainer(self, label: str) -> bool:
        """See Trainers."""
        with self._write():
            self._all("DELETE FROM pass WHERE trainer = ?", self._known(label))
            return bool(self._all("DELETE FROM trainer WHERE label = ? RETURNING id", label))

    def trainer_with(self, code: str, day: str) -> str | None:
        """See Trainers."""
        with self._read():
            row = self._one(
                "SELECT label FROM trainer WHERE code = ? AND (until = '' OR until >= ?)",
                *(self._hidden("trainer code", code), day),
            )
        return None if row is None else self._known(row[0])

    def _known(self, label: str) -> str:
        """What rooms keep of a trainer with a code: never the same as of one with that name at the single sign-on."""
        return self._hidden("trainer with a code", label)
