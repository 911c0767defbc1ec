"""The app of the cockpit, as its screen knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assistant.authoring.checking import Report
    from assistant.authoring.preview import Seen
    from assistant.errors import Finding
    from assistant.present.talk import Talk
    from assistant.tui.cockpit.watch import Watcher


class Cockpit(Protocol):
    """One dialogue of a pack under an author's hands."""

    seen: Seen
    before: Seen | None
    report: Report | None
    findings: tuple[Finding, ...]
    watching: bool
    note: str
    watcher: Watcher

    def lines(self, name: str) -> list[str]:
        """The lines of a file of the pack as it is now."""

    def go_on(self, talk: Talk) -> None:
        """The talk after an answer."""

    def restart(self) -> None:
        """Begin again, without answers."""

    def jump(self, question: str) -> None:
        """Stand at a question."""

    def save_test(self, *, transcript: bool) -> None:
        """Keep the conversation as a test of the pack."""
