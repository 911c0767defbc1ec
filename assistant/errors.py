"""What can be wrong with what people give us: findings with a place, and the exceptions that carry them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.records import dataclass, field


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A spot in a file: `line` and `column` count from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in a content pack or an input file.

    `code` names the kind (see `messages.MESSAGES`), `values` fill its sentence, `also` is the second place of a conflict.
    """

    code: str
    place: Place
    values: Mapping[str, str] = field(default_factory=dict)
    also: Place | None = None
    severity: str = "error"

    def key(self) -> tuple[object, ...]:
        """Sorts by place, then by kind; two findings with one key are the same finding."""
        return (self.place, self.code, tuple(sorted(self.values.items())))


class AssistantError(Exception):
    """The base of every error that is told to the user as a sentence."""


class InputError(AssistantError):
    """Content or input that cannot be used; `findings` says all that is wrong with it (exit code 2)."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings, key=lambda finding: finding.key()))
        super().__init__("; ".join(f"{finding.place}: {finding.code}" for finding in self.findings))


class InternalFault(AssistantError):
    """The program contradicts itself, for instance two evaluators that disagree (exit code 3)."""
